package dk.maaltal.register;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A workplace (produktionsenhed) with its histories, as CVR told them.
 *
 * @param pNumber ten digits
 * @param lives when it was active (livsforloeb)
 * @param addresses which municipality it lay in, and when
 * @param companies which company it belonged to, and when
 * @param headcounts the monthly series erstMaanedsbeskaeftigelse, oldest first, each month once
 */
public record ProductionUnit(
        long pNumber, List<Span> lives, List<Address> addresses, List<Company> companies, List<Headcount> headcounts) {
    public ProductionUnit {
        lives = List.copyOf(lives);
        addresses = List.copyOf(addresses);
        companies = List.copyOf(companies);
        headcounts = List.copyOf(headcounts);
    }

    /** Whether a number has the form of all P-numbers that CVR ever gave out: ten digits that begin with 10. */
    public static boolean isGivenOut(long pNumber) {
        return pNumber >= 1_000_000_000L && pNumber <= 1_099_999_999L;
    }

    /** Whether it was active on a day; a unit CVR gives no life is not. */
    public boolean activeOn(LocalDate day) {
        return lives.stream().anyMatch(life -> life.holdsOn(day));
    }

    /** The municipality it lay in; empty when no address holds, or the one that does names none. */
    public Optional<String> municipalityOn(LocalDate day) {
        return newest(addresses, Address::span, day).map(Address::municipality);
    }

    /** The company it belonged to. */
    public Optional<Long> companyOn(LocalDate day) {
        return newest(companies, Company::span, day).map(Company::cvrNumber);
    }

    /** Where CVR lets several hold at once: the one that began last, of those the one that lasts longest. */
    private static <T> Optional<T> newest(List<T> all, Function<T, Span> span, LocalDate day) {
        return all.stream()
                .filter(one -> span.apply(one).holdsOn(day))
                .max(Comparator.<T, LocalDate>comparing(one -> span.apply(one).firstDay())
                        .thenComparing(one -> span.apply(one).lastDay()));
    }

    /**
     * The newest number of employees not after a month.
     *
     * @param month year * 12 + month - 1
     * @param maxAge how many months older it may be
     */
    public Optional<Headcount> headcountAt(int month, int maxAge) {
        return headcounts.stream()
                .filter(count -> count.month() <= month && count.month() >= month - maxAge)
                .max(Comparator.comparingInt(Headcount::month));
    }

    /**
     * Days from and to, both inclusive.
     *
     * @param from null when CVR does not say
     * @param to null while it lasts
     */
    public record Span(@Nullable LocalDate from, @Nullable LocalDate to) {
        public boolean holdsOn(LocalDate day) {
            return (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
        }

        LocalDate firstDay() {
            return from == null ? LocalDate.MIN : from;
        }

        LocalDate lastDay() {
            return to == null ? LocalDate.MAX : to;
        }
    }

    /** @param municipality {@code 707}; null where the address names none (abroad) */
    public record Address(@Nullable String municipality, Span span) {}

    /** @param cvrNumber eight digits */
    public record Company(long cvrNumber, Span span) {}

    /**
     * Employees of a month; all null where CVR has the month and says nothing of it.
     *
     * @param month year * 12 + month - 1
     * @param employees the exact number, or null where there is a band at most
     * @param atLeast the band's lower end, or null
     * @param atMost the band's upper end, or null for none
     */
    public record Headcount(
            int month,
            @Nullable Integer employees,
            @Nullable Integer atLeast,
            @Nullable Integer atMost) {
        /** Surely more: by the number where there is one, else by the band's lower end. */
        public boolean isMoreThan(int limit) {
            return employees != null ? employees > limit : atLeast != null && atLeast > limit;
        }

        /**
         * Neither surely more nor surely not: the band 50-99 lies on both sides of "more than 50", and so does a month
         * with neither number nor band.
         */
        public boolean isUndecided(int limit) {
            return employees == null && !isMoreThan(limit) && (atMost == null || atMost > limit);
        }
    }
}
