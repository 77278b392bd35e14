package dk.maaltal.report.export;

import java.util.List;

/**
 * One column of the contract.
 *
 * @param name as in the database and in the files
 * @param type its type
 * @param required whether it always has a value
 * @param titleDa a heading for Danish readers
 * @param descriptionDa what it means, in Danish
 * @param descriptionEn the same in English, as docs/reference/bi.md has it
 * @param words all the words that may stand in it, empty when any text may
 */
public record ContractColumn(
        String name,
        ColumnType type,
        boolean required,
        String titleDa,
        String descriptionDa,
        String descriptionEn,
        List<String> words) {
    public ContractColumn {
        words = List.copyOf(words);
    }
}
