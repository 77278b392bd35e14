package dk.maaltal.report;

import dk.maaltal.problem.Mover;
import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A version as CSV files, one for each of the contract's tables, with what a reader needs to trace every number. */
public final class CsvExport {
    private static final Map<String, String> FILES = new LinkedHashMap<>();

    static {
        FILES.put("snapshot", "select * from bi.snapshot where snapshot_id = ?");
        FILES.put(
                "snapshot_value",
                "select * from bi.snapshot_value where snapshot_id = ? order by measure_id, component, basis, area_code");
        FILES.put("measure", """
                select m.* from bi.measure m join bi.snapshot s on s.plan_id = m.plan_id
                where s.snapshot_id = ? order by m.measure_id, m.component
                """);
        FILES.put("area", """
                select distinct a.* from bi.area a join bi.snapshot_value v on v.area_code = a.area_code
                where v.snapshot_id = ? order by a.area_code
                """);
        FILES.put("period", """
                select p.* from bi.period p join bi.snapshot s on s.period = p.period where s.snapshot_id = ?
                """);
        FILES.put("lineage", """
                select distinct l.* from bi.lineage l join bi.snapshot_value v on v.lineage_id = l.lineage_id
                where v.snapshot_id = ? order by l.lineage_id, l.delivery_sha256
                """);
        FILES.put("delivery", """
                select distinct d.* from bi.delivery d
                join bi.lineage l on l.delivery_sha256 = d.sha256
                join bi.snapshot_value v on v.lineage_id = l.lineage_id
                where v.snapshot_id = ? order by d.sha256, d.request
                """);
    }

    private final Published published;

    public CsvExport(Published published) {
        this.published = published;
    }

    /**
     * Writes the files, in place of earlier ones of the same names.
     *
     * @param snapshotId the version
     * @param folder made when it is missing
     * @return the files, in the order they were written
     * @throws ProblemException when the folder cannot be written to
     */
    public List<Path> write(String snapshotId, Path folder) {
        List<Path> written = new ArrayList<>();
        try {
            Files.createDirectories(folder);
            for (Map.Entry<String, String> file : FILES.entrySet()) {
                Path path = folder.resolve(file.getKey() + ".csv");
                Files.writeString(path, CsvText.of(published.query(file.getValue(), snapshotId)));
                written.add(path);
            }
            return written;
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(
                            Mover.DECLARATION,
                            "the export cannot be written: " + e.getMessage(),
                            folder.toString(),
                            "a folder this user may write to",
                            "give another with --out"),
                    e);
        }
    }
}
