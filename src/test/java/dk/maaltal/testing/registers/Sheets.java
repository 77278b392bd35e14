package dk.maaltal.testing.registers;

import dk.maaltal.testing.Per;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/** The registers without persons: cases, orders and ready-made sheets. */
final class Sheets {
    private static final String TEAM = "Rehabiliteringsteam";
    private static final String BOARD = "Pensionsnævn";

    private final Chance chance;
    private final UnitWorld units;
    private final List<Recorded> lines = new ArrayList<>();

    Sheets(Chance chance, UnitWorld units) {
        this.chance = chance;
        this.units = units;
        orders();
        cases();
        hirings();
        choices();
        educated();
        outside();
        participants();
    }

    List<Recorded> lines() {
        return lines;
    }

    private void put(Line line, LocalDate seen) {
        lines.add(new Recorded(line, seen, null));
    }

    /** About fifty a month; one quarter has exactly that, and the next one fewer. */
    private void orders() {
        int number = 0;
        for (YearMonth month = YearMonth.of(2019, 1);
                month.isBefore(YearMonth.of(2025, 7));
                month = month.plusMonths(1)) {
            boolean tie = month.getYear() == 2022 && month.getMonthValue() <= 6;
            int count = tie ? (month.getMonthValue() == 6 ? 49 : 50) : chance.between(44, 57);
            if (month.equals(YearMonth.of(2022, 5))) {
                count = 51;
            }
            for (int i = 0; i < count; i++) {
                LocalDate day = month.atDay(
                        chance.oneIn(10) ? month.lengthOfMonth() : chance.between(1, month.lengthOfMonth()));
                String id = "JO-%d-%05d".formatted(month.getYear(), ++number);
                Unit unit = chance.of(units.all());
                Line.Place place = chance.oneIn(4)
                        ? Line.Place.NONE
                        : new Line.Place(unit.p(), unit.owners().get(0).cvr());
                int places = chance.between(1, 4);
                boolean hidden = number % 1999 == 0;
                int filled = hidden ? Line.HIDDEN : chance.oneIn(2) ? 0 : chance.between(1, places);
                Line.JobOrder first = new Line.JobOrder(id, day, place, places, 0, "under behandling");
                Line.JobOrder then = new Line.JobOrder(
                        id, day, place, places, filled, chance.of("afsluttet (behov dækket)", "inaktiveret"));
                LocalDate settled = day.plusDays(chance.between(10, 85));
                lines.add(new Recorded(first, day, settled));
                lines.add(new Recorded(then, settled, null));
            }
        }
    }

    /** Cases go to and fro: on one day, over the edge of a quarter, twice in one, or back without having gone. */
    private void cases() {
        for (int i = 1; i <= 60; i++) {
            String id = "S-%04d".formatted(i);
            LocalDate there = chance.oneIn(3) ? chance.edge() : chance.day();
            LocalDate back = switch (chance.below(5)) {
                case 0 -> there;
                case 1 -> there.minusDays(1);
                case 2 -> chance.quarterEnd().plusDays(chance.below(2));
                default -> there.plusDays(chance.between(1, 200));
            };
            if (!chance.oneIn(7)) {
                put(new Line.Move(id, there, TEAM, BOARD), there);
            }
            if (!chance.oneIn(6)) {
                put(new Line.Move(id, back, BOARD, TEAM), back);
            }
            if (chance.oneIn(3)) {
                LocalDate again = back.plusDays(chance.between(1, 60));
                put(new Line.Move(id, again, TEAM, BOARD), again);
                put(new Line.Move(id, again.plusDays(20), BOARD, TEAM), again.plusDays(20));
            }
        }
    }

    private void hirings() {
        for (YearMonth month = YearMonth.of(2019, 1);
                month.isBefore(YearMonth.of(2025, 7));
                month = month.plusMonths(1)) {
            for (String type :
                    List.of("Fleksjob", "Løntilskud", "Skånejob", "Seniorjob", "Elev", "Lærling", "Ordinær")) {
                if (chance.oneIn(2)) {
                    LocalDate day = chance.oneIn(4) ? month.atEndOfMonth() : month.atDay(chance.between(1, 28));
                    boolean hidden = chance.oneIn(150);
                    put(new Line.Hiring(day, type, hidden ? Line.HIDDEN : chance.between(0, 6)), day);
                }
            }
        }
    }

    /** Out in April; one year's never came. The shares of 2022 are exactly the targets. */
    private void choices() {
        for (int year = 2019; year <= 2025; year++) {
            if (year == 2021 + chance.below(4) && chance.oneIn(2)) {
                continue;
            }
            int all = year == 2022 ? 400 : chance.between(380, 430);
            int trade = year == 2022 ? 140 : chance.between(110, 150);
            int school = year == 2022 ? 220 : chance.between(190, 228);
            LocalDate seen = LocalDate.of(year, 4, chance.between(1, 28));
            put(new Line.Choice(year, "Erhvervsuddannelse", trade, all), seen);
            put(new Line.Choice(year, "Gymnasial", school, all), seen);
            put(new Line.Choice(year, "Øvrige", all - trade - school, all), seen);
        }
    }

    private void educated() {
        for (int year = 2017; year <= 2024; year++) {
            if (year != 2020) {
                int all = chance.between(380, 420);
                put(
                        new Line.Educated(year, all, year == 2021 ? all * 9 / 10 : chance.between(280, 379)),
                        LocalDate.of(year + 1, 5, 15));
            }
        }
    }

    /** Twice a year, with a hole of more than a year; one share is exactly what the ministry expects. */
    private void outside() {
        for (int year = 2019; year <= 2025; year++) {
            for (int month : new int[] {1, 7}) {
                LocalDate day = LocalDate.of(year, month, month == 7 ? 1 : 31);
                int all = 400;
                int none = chance.between(20, 40);
                BigDecimal expected = BigDecimal.valueOf(chance.between(500, 1000), 2);
                if (year == 2023 && month == 1) {
                    expected = BigDecimal.valueOf(none * 100L)
                            .divide(BigDecimal.valueOf(all), 2, RoundingMode.UNNECESSARY);
                }
                boolean hole = (year == 2021 && month == 7) || (year == 2022 && month == 1);
                if (!hole) {
                    put(new Line.Outside(day, all, none, chance.oneIn(6) ? null : expected), day.plusDays(40));
                }
            }
        }
    }

    private void participants() {
        int before = 40;
        for (Per half = Per.of("2019H1"); half.year() < 2025; half = half.plus(1)) {
            // The same number a year later is not higher.
            int now = half.year() == 2022 ? before : chance.between(30, 60);
            put(new Line.Participants(half.planId(), chance.oneIn(14) ? Line.HIDDEN : now), half.lastDay());
            before = half.n() == 2 ? now : before;
        }
    }
}
