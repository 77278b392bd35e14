package dk.maaltal.snapshot;

import dk.maaltal.problem.Problem;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was found of one version.
 *
 * @param snapshotId the version
 * @param contentSha256 digest of its rows as they stand
 * @param rows how many stand
 * @param sealed whether it has a seal; versions from before 0.4.0 have none
 * @param definitionsSha256 the kept {@link Definitions} its seal names; null without a good seal
 * @param files digests of the answers and dropped files that its rows name
 * @param problems what is not as it was published, the first first; empty when all is
 */
public record Checked(
        String snapshotId,
        String contentSha256,
        long rows,
        boolean sealed,
        @Nullable String definitionsSha256,
        Set<String> files,
        List<Problem> problems) {
    public Checked {
        files = Set.copyOf(files);
        problems = List.copyOf(problems);
    }

    public boolean isGood() {
        return problems.isEmpty();
    }
}
