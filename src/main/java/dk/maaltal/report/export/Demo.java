package dk.maaltal.report.export;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether figures are the demo's: such are marked wherever they are shown. */
final class Demo {
    private Demo() {}

    /** How many cells are generated or partly so, by their own word. */
    static long cells(VersionData version) {
        return version.rows(Contract.SNAPSHOT_VALUE).stream()
                .filter(Demo::generated)
                .count();
    }

    private static boolean generated(List<@Nullable Object> row) {
        Object attributes = VersionData.cell(Contract.SNAPSHOT_VALUE, row, "attributes");
        return attributes != null
                && (attributes.toString().contains("\"origin\":\"synthetic\"")
                        || attributes.toString().contains("\"origin\":\"mixed\""));
    }

    /** With a blank before it, or nothing where no cell is generated. */
    static String sentence(VersionData version) {
        long cells = cells(version);
        return cells == 0
                ? ""
                : " DEMOTAL: %d af %d celler er helt eller delvis opdigtede."
                        .formatted(cells, version.rows(Contract.SNAPSHOT_VALUE).size());
    }
}
