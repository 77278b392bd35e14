package dk.maaltal.staging;

import dk.maaltal.register.Register;

/** Every row of one person in the registers that were asked for. Used again for the next person: keep nothing of it. */
public interface PersonRows {
    /** How many rows the person has there; 0 for none. */
    int count(Register register);

    /**
     * One column of the person's rows.
     *
     * @param place see {@link Register#place}
     * @return values of which the first {@link #count} are the person's
     */
    long[] column(Register register, int place);
}
