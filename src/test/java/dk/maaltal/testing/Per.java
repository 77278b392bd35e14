package dk.maaltal.testing;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A period, written a second time on purpose: nothing here leans on the product's own.
 *
 * @param type {@code M}, {@code Q}, {@code QMAT}, {@code H} or {@code Y}
 * @param year year of the last day
 * @param n from 1
 */
public record Per(String type, int year, int n) implements Comparable<Per> {

    /** Reads {@code 2024M06}, {@code 2024Q02}, {@code 2024QMAT02}; and a plan's {@code 2024Q1}, {@code 2024H1}, {@code 2024}. */
    public static Per of(String text) {
        int year = Integer.parseInt(text.substring(0, 4));
        if (text.length() == 4) {
            return new Per("Y", year, 1);
        }
        String type = text.substring(4).replaceAll("[0-9]", "");
        return new Per(type, year, Integer.parseInt(text.substring(4 + type.length())));
    }

    public static int perYear(String type) {
        return switch (type) {
            case "M" -> 12;
            case "Q", "QMAT" -> 4;
            case "H" -> 2;
            case "Y" -> 1;
            default -> throw new IllegalArgumentException(type);
        };
    }

    /** As Jobindsats writes it. */
    public String code() {
        return year + type + (n < 10 ? "0" : "") + n;
    }

    /** As a snapshot's period is written. */
    public String planId() {
        return type.equals("Y") ? "" + year : "%d%s%d".formatted(year, type, n);
    }

    private YearMonth lastMonth() {
        return YearMonth.of(year, n * 12 / perYear(type));
    }

    /** Inclusive. */
    public LocalDate lastDay() {
        return lastMonth().atEndOfMonth();
    }

    /** Inclusive; a rolling year's is a year before its end. */
    public LocalDate firstDay() {
        return lastMonth()
                .minusMonths(type.equals("QMAT") ? 11 : 12 / perYear(type) - 1)
                .atDay(1);
    }

    public boolean holds(LocalDate day) {
        return !day.isBefore(firstDay()) && !day.isAfter(lastDay());
    }

    /** The calendar quarters inside a half-year or a year. */
    public Stream<Per> quarters() {
        int count = 4 / perYear(type);
        Per last = endingAs("Q");
        return IntStream.rangeClosed(1 - count, 0).mapToObj(last::plus);
    }

    /** The period before or after, {@code k} steps on. */
    public Per plus(int k) {
        int i = year * perYear(type) + n - 1 + k;
        return new Per(type, Math.floorDiv(i, perYear(type)), Math.floorMod(i, perYear(type)) + 1);
    }

    /** The period of another type that ends the same day. */
    public Per endingAs(String other) {
        return new Per(other, year, lastMonth().getMonthValue() * perYear(other) / 12);
    }

    /** Its calendar months in order; a rolling year has its last quarter's. */
    public Stream<Per> months() {
        int count = 12 / perYear(type);
        Per last = endingAs("M");
        return IntStream.rangeClosed(1 - count, 0).mapToObj(last::plus);
    }

    @Override
    public int compareTo(Per o) {
        return type.equals(o.type) ? Integer.compare(year * 100 + n, o.year * 100 + o.n) : type.compareTo(o.type);
    }

    @Override
    public String toString() {
        return code();
    }
}
