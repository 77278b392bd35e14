package dk.maaltal.series;

import org.jspecify.annotations.Nullable;

/**
 * How a plan points at one member of a dimension's hierarchy.
 *
 * @param hierarchy the source's hierarchy id, {@code _amstatusb15}
 * @param label the member's label, compared without spaces and case; null for the hierarchy's total (its root)
 */
public record MemberSelector(String hierarchy, @Nullable String label) {
    public boolean isTotal() {
        return label == null;
    }
}
