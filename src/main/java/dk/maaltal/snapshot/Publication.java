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

    /** The base stays until a person decides. */
    record Held(Decision decision) implements Publication {}

    /** The base stays, for a person decided so before. */
    record RejectedBefore(Decision decision) implements Publication {}
}
