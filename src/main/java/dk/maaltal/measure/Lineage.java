package dk.maaltal.measure;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * The deliveries a cell was computed from.
 *
 * @param id the first 32 hexadecimal digits of the SHA-256 of the entries, so equal lineages have equal ids
 * @param entries distinct and sorted; at least one
 */
public record Lineage(String id, List<Entry> entries) {
    public Lineage {
        entries = List.copyOf(entries);
    }

    /**
     * One delivery that an observation came from.
     *
     * @param deliverySha256 the delivery's digest
     * @param knownFrom from when its word was known
     */
    public record Entry(String deliverySha256, Instant knownFrom) {}

    /** The lineage of these entries, in any order and with repetitions; at least one. */
    public static Lineage of(Collection<Entry> used) {
        List<Entry> sorted = used.stream()
                .distinct()
                .sorted(Comparator.comparing(Entry::deliverySha256).thenComparing(Entry::knownFrom))
                .toList();
        if (sorted.isEmpty()) {
            throw new IllegalArgumentException("a lineage has at least one delivery");
        }
        StringBuilder text = new StringBuilder();
        sorted.forEach(e ->
                text.append(e.deliverySha256).append('\t').append(e.knownFrom).append('\n'));
        return new Lineage(sha256(text.toString()).substring(0, 32), sorted);
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
