package dk.maaltal.snapshot;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the guard says of a planned publication. */
public sealed interface Ruling {
    /** It may be published. */
    record Publish() implements Ruling {}

    /** What is published says the same already. */
    record Unchanged() implements Ruling {}

    /**
     * A person must decide.
     *
     * @param causes at least one
     * @param waiting the decision that waits for this very change already, or null
     */
    record Hold(List<Cause> causes, @Nullable Decision waiting) implements Ruling {
        public Hold {
            causes = List.copyOf(causes);
        }

        /** All causes in a line. */
        public String text() {
            return causes.stream().map(Cause::text).collect(Collectors.joining("; "));
        }
    }

    /** A person decided against this very change. */
    record RejectedBefore(Decision decision) implements Ruling {}
}
