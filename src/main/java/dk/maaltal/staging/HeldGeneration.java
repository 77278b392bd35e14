package dk.maaltal.staging;

import dk.maaltal.register.Register;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A generation as status shows it.
 *
 * @param extractDate the day it shows the register as of
 * @param knownFrom when it was taken
 * @param layout that its file fitted
 * @param rows distinct rows
 * @param persons who have any; 0 in a register without persons
 * @param rejected rows of its file that were rejected
 */
public record HeldGeneration(
        Register register,
        LocalDate extractDate,
        Instant knownFrom,
        String layout,
        long rows,
        long persons,
        long rejected) {
    static HeldGeneration of(RegisterTables.Row row) {
        return new HeldGeneration(
                row.register(),
                row.extractDate(),
                row.knownFrom(),
                row.layout(),
                row.rows(),
                row.persons(),
                row.rejected());
    }
}
