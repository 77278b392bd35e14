package dk.maaltal.report.export;

import dk.maaltal.plan.Plan;
import dk.maaltal.problem.ProblemException;
import java.nio.file.Path;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writes a published version to files, with what a reader needs to understand and trace every number. */
public final class Exports {
    private final VersionReader reader;

    public Exports(JdbcTemplate db) {
        reader = new VersionReader(db);
    }

    /**
     * Writes the files whole or not at all, in place of an earlier export's.
     *
     * @param format which files
     * @param snapshotId the version
     * @param plan whose it is; gives the title and tells which municipality is its own
     * @param folder made when it is missing
     * @return the files, in the order of their paths
     * @throws ProblemException when the folder cannot be written to, or has a file that no export wrote or that
     *     somebody changed since
     */
    public List<Path> write(ExportFormat format, String snapshotId, Plan plan, Path folder) {
        VersionData version =
                reader.read(snapshotId, plan.titleDa(), plan.area().code());
        return new ExportFolder(folder).put(fresh -> format.files().write(version, fresh));
    }
}
