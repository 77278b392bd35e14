package dk.maaltal.report.export;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All that belongs to one version: what every format is written from.
 *
 * @param planTitle the plan's Danish title
 * @param ownArea code of the plan's own municipality
 * @param contract version of the contract
 * @param tables table name to its rows, in the order of the table's key; a cell is a text, {@link BigDecimal} (four
 *     decimals), {@link Long}, {@link Boolean}, {@link LocalDate}, {@link Instant} or null, as its column's type says
 */
record VersionData(
        String planTitle, String ownArea, String contract, Map<String, List<List<@Nullable Object>>> tables) {
    List<List<@Nullable Object>> rows(ContractTable table) {
        return Objects.requireNonNull(tables.get(table.name()), table.name());
    }

    /** One cell of a row of a table, as it stands in files. */
    static @Nullable Object cell(ContractTable table, List<@Nullable Object> row, String column) {
        return row.get(table.index(column));
    }

    /** A column of the version's own row that always has a value. */
    Object snapshot(String column) {
        ContractTable table = Contract.inFiles(Contract.SNAPSHOT);
        return Objects.requireNonNull(cell(table, rows(table).get(0), column), column);
    }

    /** {@code norddjurs-2024/2024H1/2}. */
    String snapshotId() {
        return (String) snapshot("snapshot_id");
    }

    String period() {
        return (String) snapshot("period");
    }

    String planId() {
        return (String) snapshot("plan_id");
    }

    Instant publishedAt() {
        return (Instant) snapshot("published_at");
    }

    /** {@code 1. halvår 2024}. */
    String periodLabel() {
        return Objects.requireNonNull(
                        cell(Contract.PERIOD, rows(Contract.PERIOD).get(0), "label_da"))
                .toString();
    }

    /** {@code Norddjurs}. */
    String ownAreaName() {
        return rows(Contract.AREA).stream()
                .filter(row -> ownArea.equals(cell(Contract.AREA, row, "area_code")))
                .map(row -> String.valueOf(cell(Contract.AREA, row, "area_name")))
                .findFirst()
                .orElse(ownArea);
    }

    /** Name of files of the plan's period: {@code norddjurs-2024-2024H1}. */
    String fileName() {
        return planId() + "-" + period();
    }
}
