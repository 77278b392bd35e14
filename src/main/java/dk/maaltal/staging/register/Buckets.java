package dk.maaltal.staging.register;

import dk.maaltal.register.Register;

/** Which bucket a person is in: the first bits of the pseudonym, so that buckets follow one another in its order. */
public final class Buckets {
    private static final int BITS = 6;

    private Buckets() {}

    /** 64 for a register of persons, else one. */
    public static int count(Register register) {
        return register.isPersonal() ? 1 << BITS : 1;
    }

    /** @param personHigh the pseudonym's first 64 bits */
    static int of(long personHigh, int buckets) {
        return buckets == 1 ? 0 : (int) (personHigh >>> (64 - BITS));
    }

    /** The 32 bits of a pseudonym that come after those all of a bucket share. */
    static int prefix(long personHigh) {
        return (int) (personHigh >>> (32 - BITS));
    }
}
