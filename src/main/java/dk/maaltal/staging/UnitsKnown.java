package dk.maaltal.staging;

import dk.maaltal.register.ProductionUnit;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * CVR as the newest reading at an as-of told it.
 *
 * @param fetchedOn the day of the reading, in Denmark
 * @param municipality whose workplaces were asked for
 * @param units every workplace that ever lay in the municipality and ever had more than 50 employees, by P-number
 * @param elsewhere P-numbers that are CVR's, though none of the units
 * @param lookedUp the extracts whose other P-numbers were all asked for. The numbers themselves are kept nowhere: one
 *     that CVR does not know may be a person's
 * @param files the deliveries it rests on
 */
public record UnitsKnown(
        LocalDate fetchedOn,
        String municipality,
        List<ProductionUnit> units,
        Set<Long> elsewhere,
        Set<Extract> lookedUp,
        List<Delivery> files) {
    public UnitsKnown {
        units = List.copyOf(units);
        elsewhere = Set.copyOf(elsewhere);
        lookedUp = Set.copyOf(lookedUp);
        files = List.copyOf(files);
    }

    /** @param sha256 of the answer; @param knownFrom when the reading became known */
    public record Delivery(String sha256, Instant knownFrom) {}
}
