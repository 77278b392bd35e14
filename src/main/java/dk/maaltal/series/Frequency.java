package dk.maaltal.series;

/**
 * How long a reference period is and how it is counted, with the source's own type ids (Jobindsats v3
 * {@code period.<type>}).
 */
public enum Frequency {
    /** Calendar month, {@code 2024M06}. */
    M(12, 1),
    /** Calendar quarter, {@code 2024Q02}. */
    Q(4, 3),
    /** Rolling four quarters that end in quarter nn, {@code 2024QMAT02}. */
    QMAT(4, 12),
    /** Half-year, {@code 2024H1}. */
    H(2, 6),
    /** Calendar year, {@code 2024} (source: {@code 2024Y01}). */
    Y(1, 12),
    /** Year to date through month nn, {@code 2024MYTD08}. */
    MYTD(12, 0);

    private final int perYear;
    private final int months;

    Frequency(int perYear, int months) {
        this.perYear = perYear;
        this.months = months;
    }

    /** How many periods of this kind end in a year: 1 to 12. */
    public int perYear() {
        return perYear;
    }

    /** Length in months; 0 for {@link #MYTD}, whose length is its ordinal. */
    int months() {
        return months;
    }
}
