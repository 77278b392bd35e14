package dk.maaltal.report.export;

import java.util.List;

/**
 * One table of the contract, as it is exported.
 *
 * @param name of the view in schema {@code bi}, and of the file
 * @param titleDa what Danish readers call it
 * @param descriptionDa what a row is, in Danish
 * @param descriptionEn the same in English
 * @param key the columns that tell rows apart
 * @param references to other exported tables, inside one version
 * @param columns in the contract's order
 */
public record ContractTable(
        String name,
        String titleDa,
        String descriptionDa,
        String descriptionEn,
        List<String> key,
        List<Reference> references,
        List<ContractColumn> columns) {
    public ContractTable {
        key = List.copyOf(key);
        references = List.copyOf(references);
        columns = List.copyOf(columns);
    }

    /** Columns whose values are a key of another table. */
    public record Reference(List<String> columns, String table, List<String> keys) {
        public Reference {
            columns = List.copyOf(columns);
            keys = List.copyOf(keys);
        }
    }

    /** Where a column stands, from 0. */
    public int index(String column) {
        for (int c = 0; c < columns.size(); c++) {
            if (columns.get(c).name().equals(column)) {
                return c;
            }
        }
        throw new IllegalArgumentException("bi." + name + " has no column " + column);
    }

    ContractColumn column(String column) {
        return columns.get(index(column));
    }
}
