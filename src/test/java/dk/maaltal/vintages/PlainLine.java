package dk.maaltal.vintages;

import dk.maaltal.testing.PlainRow;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An expected row with what makes it another one: everything but the texts that never change.
 *
 * @param definition of its measure, in any words that change when it does
 * @param beside what its attributes say that its figures do not
 * @param provisional an older reference period stands in
 */
record PlainLine(PlainRow row, String definition, String beside, boolean provisional) {
    /** States of a published row which say that a figure will come. */
    private static final Set<String> TO_COME = Set.of("NOT_PUBLISHED", "IMMATURE", "SOURCE_MISSING");

    static PlainLine of(PlainRow row, String definition, String beside) {
        // What is stale says so, whichever period it is of.
        return new PlainLine(row, definition, beside, row.state().equals("PRELIMINARY"));
    }

    String key() {
        return row.key();
    }

    /** Whether the published row itself said that it would change. */
    boolean saysItWillChange() {
        return provisional || (row.value() == null && TO_COME.contains(row.state()));
    }

    /** What a reader is told of the cell itself. */
    List<@Nullable Object> says() {
        return Arrays.asList(plain(row.value()), row.state(), row.status());
    }

    boolean isDecided() {
        return row.status() != null && Set.of("MET", "NOT_MET").contains(row.status());
    }

    /** Met here and not there, or the other way. */
    boolean flipsTo(PlainLine other) {
        return Set.of("MET", "NOT_MET")
                .equals(Arrays.asList(row.status(), other.row.status()).stream()
                        .map(String::valueOf)
                        .collect(Collectors.toSet()));
    }

    /** Equal for two rows exactly when no reader could tell one from the other. */
    String text() {
        List<@Nullable Object> all = Arrays.asList(
                row.key(),
                row.isPrimary(),
                row.referencePeriod(),
                plain(row.value()),
                plain(row.numerator()),
                plain(row.denominator()),
                row.state(),
                provisional,
                plain(row.targetValue()),
                plain(row.benchmarkValue()),
                plain(row.previousValue()),
                plain(row.deviation()),
                plain(row.twinDifference()),
                row.status(),
                row.reason(),
                definition,
                beside);
        return all.stream().map(String::valueOf).collect(Collectors.joining("\t"));
    }

    private static @Nullable String plain(@Nullable BigDecimal number) {
        if (number == null) {
            return null;
        }
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
