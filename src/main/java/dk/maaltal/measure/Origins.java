package dk.maaltal.measure;

import java.util.Optional;

/** Tells deliveries that are not a source's own word: the demo archive's. */
@FunctionalInterface
public interface Origins {
    /** Every delivery is the source's own. */
    Origins ALL_REAL = sha256 -> Optional.empty();

    /** {@code synthetic}, {@code mixed} or {@code real} for a marked delivery; empty for an ordinary one. */
    Optional<String> of(String deliverySha256);
}
