package dk.maaltal.register;

import java.time.LocalDate;
import java.util.List;
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
    }

    /** @param municipality {@code 707}; null where the address names none (abroad) */
    public record Address(@Nullable String municipality, Span span) {}

    /** @param cvrNumber eight digits */
    public record Company(long cvrNumber, Span span) {}

    /**
     * Employees of a month.
     *
     * @param month year * 12 + month - 1
     * @param employees the exact number, or null where there is only a band
     * @param atLeast the band's lower end, or null
     * @param atMost the band's upper end, or null for none
     */
    public record Headcount(
            int month,
            @Nullable Integer employees,
            @Nullable Integer atLeast,
            @Nullable Integer atMost) {}
}
