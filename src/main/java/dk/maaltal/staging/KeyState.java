package dk.maaltal.staging;

import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import dk.maaltal.source.register.PseudonymKey;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The key that pseudonyms are made with, as far as staging is concerned.
 *
 * @param fingerprint of the key, or null when there is none that may be used
 * @param problem why there is none, or null
 */
public record KeyState(
        @Nullable String fingerprint, @Nullable Problem problem) {
    /**
     * Looks at the key file now.
     *
     * @param file null when none is configured
     */
    public static KeyState of(@Nullable Path file) {
        if (file == null) {
            return new KeyState(
                    null,
                    Problem.declaration(
                            PseudonymKey.SETTING,
                            "no key is configured, and without one no register of persons is read",
                            "a file of 32 bytes or more that only its owner may read",
                            "make one: (umask 077 && openssl rand -hex 32 > FILE), keep a copy in a safe place, and set "
                                    + PseudonymKey.SETTING));
        }
        try {
            return new KeyState(PseudonymKey.read(file).fingerprint(), null);
        } catch (ProblemException e) {
            return new KeyState(null, e.problems().get(0));
        }
    }

    /**
     * Why persons may not be read with this key; null when they may.
     *
     * @param stored the fingerprint of the key that all pseudonyms so far were made with, or null before the first
     */
    public @Nullable Problem refusal(@Nullable String stored) {
        if (problem != null || fingerprint == null || stored == null || stored.equals(fingerprint)) {
            return problem;
        }
        return Problem.declaration(
                PseudonymKey.SETTING,
                "the key is another than before: its fingerprint is %s, and the persons held came with %s; every person"
                                .formatted(fingerprint, stored)
                        + " would be two",
                "the key with fingerprint " + stored,
                "put the old key file back");
    }
}
