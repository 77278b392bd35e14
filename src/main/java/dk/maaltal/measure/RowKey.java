package dk.maaltal.measure;

import java.util.Comparator;

/**
 * What tells the cells of one snapshot apart; ordered by code point, field by field, as {@code content_sha256} needs it.
 *
 * @param measureId {@code 6.1}
 * @param component {@code value}, {@code count}, ...
 * @param basis where the number comes from
 * @param areaCode {@code 707}, {@code DK}
 */
public record RowKey(String measureId, String component, Basis basis, String areaCode) implements Comparable<RowKey> {
    private static final Comparator<RowKey> ORDER = Comparator.comparing(RowKey::measureId, RowKey::byCodePoint)
            .thenComparing(RowKey::component, RowKey::byCodePoint)
            .thenComparing(RowKey::basis)
            .thenComparing(RowKey::areaCode, RowKey::byCodePoint);

    @Override
    public int compareTo(RowKey other) {
        return ORDER.compare(this, other);
    }

    /** Unlike {@link String#compareTo}, right for characters outside the basic plane too. */
    private static int byCodePoint(String a, String b) {
        int same = 0;
        while (same < a.length() && same < b.length() && a.charAt(same) == b.charAt(same)) {
            same++;
        }
        if (same == a.length() || same == b.length()) {
            return Integer.compare(a.length(), b.length());
        }
        int start = same > 0 && Character.isHighSurrogate(a.charAt(same - 1)) ? same - 1 : same;
        return Integer.compare(a.codePointAt(start), b.codePointAt(start));
    }

    /** {@code 5.1 value official 707}. */
    @Override
    public String toString() {
        return "%s %s %s %s".formatted(measureId, component, basis.text(), areaCode);
    }
}
