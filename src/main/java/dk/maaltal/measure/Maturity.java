package dk.maaltal.measure;

import dk.maaltal.series.ReferencePeriod;
import java.math.BigDecimal;
import java.time.Period;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long the figures of a component go on moving, by what its earlier periods have shown (docs/reference/maturity.md).
 *
 * @param measureId {@code 6.10}
 * @param component {@code value}
 * @param basis the one that is judged
 * @param period the period that is spoken of: earlier ones of its kind are the evidence
 * @param unit of the revisions, as {@code bi} writes it; percentage points for {@code percent}
 * @param declared how long a figure is {@link CellState#IMMATURE} by declaration, or null
 * @param periods how many periods tell, at the lag of which the most do
 * @param settledLag months after the period's end from which no usual revision is seen by a reader, or null
 * @param presentLag whole months since the period's end at the as-of's month start; null before the end, and after 12
 * @param usual for each lag from 0 to 12 months
 */
public record Maturity(
        String measureId,
        String component,
        Basis basis,
        ReferencePeriod period,
        String unit,
        @Nullable Period declared,
        int periods,
        @Nullable Integer settledLag,
        @Nullable Integer presentLag,
        List<Usual> usual) {
    /** So many periods must tell of a lag before anything is said of it. */
    public static final int NEEDED = Revisions.NEEDED;

    /** The oldest lag that is looked at, in months. */
    public static final int LAST_LAG = Revisions.LAST_LAG;

    public Maturity {
        usual = List.copyOf(usual);
    }

    /**
     * What four in five periods moved at most since they were so old.
     *
     * @param lag whole months after the period's end, 0 to 12
     * @param periods how many tell
     * @param revision rounded to 4 decimals; null where fewer than {@link #NEEDED} tell
     */
    public record Usual(int lag, int periods, @Nullable BigDecimal revision) {}

    /** Whether any lag has enough periods. */
    public boolean isKnown() {
        return periods >= NEEDED;
    }
}
