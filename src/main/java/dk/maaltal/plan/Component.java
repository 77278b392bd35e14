package dk.maaltal.plan;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One number of a measure.
 *
 * @param name {@code value}, {@code count}, {@code share}, {@code fill_rate}, {@code orders_per_month}, {@code actual},
 *     {@code expected}
 * @param unit what the number counts
 * @param official how it is computed from Jobindsats, by end date: the first variant that covers the period's last day
 *     holds; empty where the measure has no official basis
 * @param local how it is computed from registers and CVR, or null
 * @param primary which basis is judged
 * @param target the level to reach, or null
 * @param tolerance how far the bases may lie apart before it is a finding, in the component's unit (percentage points for
 *     percent), above zero; or null. It decides no row and is in no definition digest
 */
public record Component(
        String name,
        Unit unit,
        List<Variant> official,
        @Nullable LocalBasis local,
        Primary primary,
        @Nullable Target target,
        @Nullable BigDecimal tolerance) {
    public Component {
        official = List.copyOf(official);
    }

    /** A component whose bases may lie apart as far as they will. */
    public Component(
            String name,
            Unit unit,
            List<Variant> official,
            @Nullable LocalBasis local,
            Primary primary,
            @Nullable Target target) {
        this(name, unit, official, local, primary, target, null);
    }

    public boolean hasOfficial() {
        return !official.isEmpty();
    }

    /** The unit of a number, as {@code bi} writes it. */
    public enum Unit {
        PERCENT,
        PERSONS,
        CASES,
        COUNT,
        PER_MONTH;

        public String text() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Which basis is judged when a component has both. */
    public enum Primary {
        OFFICIAL,
        LOCAL,
        /** Official where the catalogue offers the table, else local. */
        OFFICIAL_IF_OFFERED,
        /** Local where its registers ever had an accepted generation, else official. */
        LOCAL_IF_REGISTERS
    }
}
