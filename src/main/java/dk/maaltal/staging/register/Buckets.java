package dk.maaltal.staging.register;

/**
 * Which bucket a row is in. A person's: by the first bits of the pseudonym, so that buckets follow one another in its
 * order. A row of nobody's: by its first value, which is an identifier or a day in every register without persons and
 * so never a place in a list of labels, which differs from file to file.
 */
public final class Buckets {
    /** How many there are, for every register: no more than some of them are ever in memory. */
    public static final int COUNT = 64;

    private static final int BITS = 6;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private Buckets() {}

    /** @param personHigh the pseudonym's first 64 bits */
    static int ofPerson(long personHigh) {
        return (int) (personHigh >>> (64 - BITS));
    }

    static int ofValue(long first) {
        return (int) (((first ^ (first >>> 32)) * SPREAD) >>> (64 - BITS));
    }

    /** The 32 bits of a pseudonym that come after those all of a bucket share. */
    static int prefix(long personHigh) {
        return (int) (personHigh >>> (32 - BITS));
    }
}
