package dk.maaltal.snapshot;

/** How a commit ended. */
public sealed interface Publication {
    /** A new version stands. */
    record Published(Version version) implements Publication {
        public String snapshotId() {
            return version.snapshotId();
        }
    }

    /** Nothing changed, so nothing was written. */
    record Unchanged(Version version) implements Publication {}
}
