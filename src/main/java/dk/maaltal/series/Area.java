package dk.maaltal.series;

/**
 * A place figures are about.
 *
 * @param code municipality code of three digits, or {@code DK} for the whole country
 * @param name bare Danish name as the sources write it, {@code Norddjurs}, {@code Hele landet}
 */
public record Area(String code, String name) implements Comparable<Area> {
    /** The whole country. */
    public static final Area DK = new Area("DK", "Hele landet");

    public boolean isCountry() {
        return code.equals(DK.code);
    }

    /** {@code municipality} or {@code country}. */
    public String type() {
        return isCountry() ? "country" : "municipality";
    }

    @Override
    public int compareTo(Area other) {
        return code.compareTo(other.code);
    }
}
