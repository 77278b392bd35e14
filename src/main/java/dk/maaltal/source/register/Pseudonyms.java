package dk.maaltal.source.register;

/**
 * Turns the ten digits of a CPR number into the leftmost 128 bits of {@code HMAC-SHA-256(key, digits)} (truncated as
 * RFC 2104 section 5 has it). Persons come many times in a file, so the last ones are kept: a table of fixed size, one
 * place for each hash, the newer replacing the older. Not safe for threads.
 */
public final class Pseudonyms {
    private static final int DIGITS = 10;
    private static final int BITS = 18;

    private final KeyedDigest digest;
    private final byte[] message = new byte[DIGITS];
    private final long[] numbers = new long[1 << BITS];
    private final long[] highs = new long[1 << BITS];
    private final long[] lows = new long[1 << BITS];
    private int place;

    Pseudonyms(KeyedDigest digest) {
        this.digest = digest;
    }

    /**
     * Looks at a number; {@link #high} and {@link #low} then tell its pseudonym.
     *
     * @param number 0 to 9,999,999,999: ten digits, leading zeros left out
     */
    public void of(long number) {
        // Fibonacci hashing; one more than the number is kept, since an empty place holds 0.
        place = (int) ((number * 0x9E3779B97F4A7C15L) >>> (Long.SIZE - BITS));
        if (numbers[place] != number + 1) {
            long rest = number;
            for (int i = DIGITS - 1; i >= 0; i--) {
                message[i] = (byte) ('0' + rest % 10);
                rest /= 10;
            }
            digest.digest(message);
            numbers[place] = number + 1;
            highs[place] = digest.word(0);
            lows[place] = digest.word(1);
        }
    }

    /** The first 64 bits of the pseudonym of the number looked at last. */
    public long high() {
        return highs[place];
    }

    /** The next 64 bits. */
    public long low() {
        return lows[place];
    }
}
