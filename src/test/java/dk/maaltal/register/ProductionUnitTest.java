package dk.maaltal.register;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.register.ProductionUnit.Address;
import dk.maaltal.register.ProductionUnit.Company;
import dk.maaltal.register.ProductionUnit.Headcount;
import dk.maaltal.register.ProductionUnit.Span;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProductionUnitTest {
    private static final ProductionUnit UNIT = new ProductionUnit(
            1012345678L,
            List.of(span("2010-01-01", "2015-06-30"), span("2018-01-01", null)),
            List.of(
                    new Address("707", span("2010-01-01", null)),
                    new Address("751", span("2012-05-01", "2012-05-01")),
                    new Address("730", span("2020-03-01", null)),
                    new Address(null, span("2022-01-01", "2022-12-31"))),
            List.of(
                    new Company(11111111, span("2010-01-01", "2019-12-31")),
                    new Company(22222222, span("2020-01-01", null))),
            List.of(count(2023, 9), count(2023, 11), count(2024, 2)));

    private static Span span(@Nullable String from, @Nullable String to) {
        return new Span(from == null ? null : LocalDate.parse(from), to == null ? null : LocalDate.parse(to));
    }

    private static Headcount count(int year, int month) {
        return new Headcount(year * 12 + month - 1, 60, null, null);
    }

    @ParameterizedTest(name = "{0}: active {1}, in {2}, of {3}")
    @CsvSource(nullValues = "-", textBlock = """
            2009-12-31, false, -  , -
            2010-01-01, true , 707, 11111111
            2012-04-30, true , 707, 11111111
            2012-05-01, true , 751, 11111111
            2012-05-02, true , 707, 11111111
            2015-06-30, true , 707, 11111111
            2015-07-01, false, 707, 11111111
            2018-01-01, true , 707, 11111111
            2020-02-29, true , 707, 22222222
            2020-03-01, true , 730, 22222222
            2022-06-01, true , -  , 22222222
            2023-01-01, true , 730, 22222222
            """)
    void says_what_held_on_a_day(LocalDate day, boolean active, @Nullable String municipality, @Nullable Long company) {
        assertThat(UNIT.activeOn(day)).isEqualTo(active);
        assertThat(UNIT.municipalityOn(day).orElse(null)).isEqualTo(municipality);
        assertThat(UNIT.companyOn(day).orElse(null)).isEqualTo(company);
    }

    @Test
    void of_two_that_began_on_one_day_the_one_that_lasts_longer_holds() {
        ProductionUnit unit = new ProductionUnit(
                1,
                List.of(),
                List.of(
                        new Address("707", span("2020-01-01", null)),
                        new Address("730", span("2020-01-01", "2020-01-01")),
                        new Address("751", span(null, null))),
                List.of(),
                List.of());

        assertThat(unit.municipalityOn(LocalDate.parse("2020-01-01"))).contains("707");
        assertThat(unit.municipalityOn(LocalDate.parse("2019-12-31"))).contains("751");
        assertThat(unit.activeOn(LocalDate.parse("2020-01-01"))).isFalse();
    }

    @ParameterizedTest(name = "{0}-{1}: {2}")
    @CsvSource(nullValues = "-", textBlock = """
            2023,  8, -
            2023,  9, 2023-09
            2023, 10, 2023-09
            2023, 12, 2023-11
            2024,  1, 2023-11
            2024,  3, 2024-02
            2024,  5, 2024-02
            2024,  6, -
            """)
    void the_newest_number_not_after_a_month_is_at_most_three_months_older(
            int year, int month, @Nullable String expected) {
        assertThat(UNIT.headcountAt(year * 12 + month - 1, 3)
                        .map(c -> "%d-%02d".formatted(c.month() / 12, c.month() % 12 + 1))
                        .orElse(null))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} or {1} to {2}: {3}")
    @CsvSource(nullValues = "-", textBlock = """
            50 , -   , -     , no
            51 , -   , -     , more
            50 , 50  , 99    , no
            51 , 50  , 99    , more
            -  , 50  , 99    , undecided
            -  , 20  , 49    , no
            -  , 100 , 199   , more
            -  , 1000, -     , more
            -  , -   , -     , undecided
            -  , 0   , 50    , no
            """)
    void more_than_50_is_decided_by_the_number_or_by_a_band_that_lies_on_one_side(
            @Nullable Integer employees, @Nullable Integer atLeast, @Nullable Integer atMost, String expected) {
        Headcount count = new Headcount(24_000, employees, atLeast, atMost);

        assertThat(count.isMoreThan(50) ? "more" : count.isUndecided(50) ? "undecided" : "no")
                .isEqualTo(expected);
    }
}
