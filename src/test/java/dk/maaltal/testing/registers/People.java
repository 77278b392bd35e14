package dk.maaltal.testing.registers;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The registers of persons. */
final class People {
    private static final List<String> BENEFITS = List.of(
            "A-dagpenge",
            "A-dagpenge",
            "Kontanthjælp",
            "Kontanthjælp",
            "Uddannelseshjælp",
            "Uddannelseshjælp",
            "Uddannelseshjælp",
            "Selvforsørgelses- og hjemrejseydelse",
            "Sygedagpenge",
            "Sygedagpenge",
            "Sygedagpenge",
            "Jobafklaringsforløb",
            "Ressourceforløb",
            "Revalidering",
            "Forrevalidering",
            "Ledighedsydelse",
            "Fleksjob",
            "Førtidspension",
            "FGU-ydelse");
    private static final List<String> OFFERS = List.of(
            "Virksomhedspraktik",
            "Løntilskud",
            "Småjob",
            "Nytteindsats",
            "Vejledning og opkvalificering",
            "Vejledning og opkvalificering",
            "Mentor");
    private static final List<String> STATUSES =
            List.of("Beskæftigelse", "Uddannelse", "Fleksjob", "Selvforsørgelse", "Offentlig forsørgelse", "Andet");

    private final Chance chance;
    private final UnitWorld units;
    private final List<Recorded> lines = new ArrayList<>();
    private final List<Line.Place> places = new ArrayList<>();

    People(Chance chance, UnitWorld units, int persons) {
        this.chance = chance;
        this.units = units;
        places();
        Set<String> all = new LinkedHashSet<>();
        while (all.size() < persons) {
            all.add(cpr());
        }
        all.forEach(this::life);
    }

    List<Recorded> lines() {
        return lines;
    }

    private String cpr() {
        LocalDate born = LocalDate.of(chance.between(1957, 2004), chance.between(1, 12), chance.between(1, 28));
        // The seventh digit says the century: 0 to 3 the nineteen hundreds, 4 and 9 with 00 to 36 the two thousands.
        int century = born.getYear() < 2000 ? chance.between(0, 3) : chance.of(4, 9);
        return "%02d%02d%02d%d%03d"
                .formatted(
                        born.getDayOfMonth(), born.getMonthValue(), born.getYear() % 100, century, chance.below(1000));
    }

    private void places() {
        List<Unit> all = units.all();
        for (Unit unit : all) {
            long cvr = unit.owners().get(unit.owners().size() - 1).cvr();
            // What is registered may be right, half, wrong, or the company alone.
            places.add(new Line.Place(unit.p(), cvr));
            places.add(new Line.Place(
                    unit.p(), chance.oneIn(3) ? null : unit.owners().get(0).cvr()));
            if (chance.oneIn(4)) {
                places.add(new Line.Place(null, unit.owners().get(0).cvr()));
            }
            if (chance.oneIn(4)) {
                places.add(new Line.Place(units.unknown(), cvr));
            }
            if (chance.oneIn(8)) {
                places.add(
                        new Line.Place(unit.p(), chance.of(all).owners().get(0).cvr()));
            }
        }
        for (int i = 0; i < all.size(); i++) {
            places.add(Line.Place.NONE);
            places.add(new Line.Place(units.unknown(), null));
            places.add(new Line.Place(null, 39_900_000L + i));
        }
        // Most workplaces are not cooperated with at any one time.
        places.removeIf(place -> place.p() != null && place.p() % 3 == 0);
    }

    /** Registered some days after it was; seldom corrected later. */
    private void put(Line line, LocalDate happened) {
        LocalDate seen = happened.plusDays(chance.oneIn(6) ? chance.between(1, 90) : 0);
        lines.add(new Recorded(line, seen, null));
    }

    private void corrected(Line wrong, Line right, LocalDate happened) {
        LocalDate then = happened.plusDays(chance.between(30, 300));
        lines.add(new Recorded(wrong, happened, then));
        lines.add(new Recorded(right, then, null));
    }

    private void life(String cpr) {
        LocalDate start = LocalDate.of(2019, 1, 1).plusDays(chance.below(chance.oneIn(2) ? 60 : 1200));
        boolean sick = false;
        while (start.isBefore(Chance.END)) {
            String benefit = chance.of(BENEFITS);
            LocalDate end = start.plusDays(chance.length());
            if (chance.oneIn(2)) {
                LocalDate edge = chance.edge();
                end = edge.isBefore(start) ? end : edge;
            }
            boolean open = chance.oneIn(12);
            Line.Spell spell = new Line.Spell(
                    cpr,
                    benefit,
                    chance.oneIn(3) ? null : chance.of("6.1", "6.2", "6.12", "6.11"),
                    chance.oneIn(2) ? null : chance.of("Jobparat", "Aktivitetsparat", "Uddannelsesparat"),
                    start,
                    open ? null : end);
            if (chance.oneIn(15) && end.isAfter(start.plusDays(10)) && !open) {
                corrected(
                        spell,
                        new Line.Spell(cpr, benefit, spell.maalgruppe(), spell.visitation(), start, end.minusDays(7)),
                        start);
            } else {
                put(spell, start);
            }
            if (benefit.equals("Sygedagpenge")) {
                sick(cpr, start, open ? null : end);
                sick = true;
            }
            start = next(start, end);
            if (open) {
                break;
            }
        }
        if (!sick && chance.oneIn(5)) {
            sick(cpr, chance.day(), null);
        }
        interviews(cpr);
        offers(cpr);
        hours(cpr);
        statuses(cpr);
    }

    /** The next spell: with the gaps that do and do not break it, right after, overlapping or inside. */
    private LocalDate next(LocalDate start, LocalDate end) {
        return switch (chance.below(8)) {
            case 0 -> end.plusDays(1);
            case 1 -> end.plusDays(1 + 27);
            case 2 -> end.plusDays(1 + 28);
            case 3 -> end.plusDays(1 + 29);
            case 4 -> {
                LocalDate inside = end.minusDays(chance.below(40));
                yield inside.isAfter(start) ? inside : start.plusDays(1);
            }
            case 5 -> {
                LocalDate edge = chance.edge();
                yield edge.isAfter(end) ? edge : end.plusDays(chance.between(1, 60));
            }
            default -> end.plusDays(chance.between(2, 500));
        };
    }

    private void sick(String cpr, LocalDate start, @Nullable LocalDate end) {
        LocalDate last = end == null ? Chance.END : end;
        LocalDate part = start.plusDays(chance.below(120));
        if (chance.oneIn(3)) {
            LocalDate edge = chance.edge();
            part = edge.isBefore(start) ? part : edge;
        }
        LocalDate partly = chance.oneIn(2) || part.isAfter(last) ? null : part;
        LocalDate from = chance.oneIn(3) ? start.minusDays(14) : start;
        put(
                new Line.Absence(
                        cpr,
                        from.isBefore(Chance.BEGIN) ? Chance.BEGIN : from,
                        partly,
                        chance.oneIn(6) ? null : end,
                        chance.of(places)),
                start);
        if (chance.oneIn(5)) {
            put(new Line.Absence(cpr, start, null, end, Line.Place.NONE), start);
        }
    }

    private void interviews(String cpr) {
        int keen = chance.below(4);
        for (int year = 2019; year <= 2025; year++) {
            for (int i = chance.below(3) + keen * 2; i > 0; i--) {
                LocalDate day = LocalDate.of(year, 1, 1).plusDays(chance.below(365));
                if (chance.oneIn(4)) {
                    day = chance.edge();
                }
                if (!day.isAfter(Chance.END)) {
                    put(
                            new Line.Interview(
                                    cpr,
                                    day,
                                    chance.oneIn(5) ? null : chance.of("4", "7", "10", "15", "19"),
                                    chance.oneIn(6) ? chance.of("Udeblevet", "Aflyst") : "Afholdt"),
                            day);
                }
            }
        }
    }

    private void offers(String cpr) {
        for (int i = chance.below(6); i > 0; i--) {
            LocalDate start = chance.oneIn(3) ? chance.edge() : chance.day();
            LocalDate end = start.plusDays(chance.length());
            if (chance.oneIn(3)) {
                LocalDate edge = chance.edge();
                end = edge.isBefore(start) ? start : edge;
            }
            put(
                    new Line.Offer(
                            cpr,
                            chance.of(OFFERS),
                            start,
                            chance.oneIn(10) ? null : end,
                            chance.of(places),
                            chance.oneIn(3) ? null : chance.oneIn(2),
                            chance.oneIn(3) ? null : chance.oneIn(3)),
                    start);
        }
    }

    private void hours(String cpr) {
        if (chance.oneIn(2)) {
            return;
        }
        for (YearMonth month = YearMonth.of(2019, 1);
                month.isBefore(YearMonth.of(2025, 6));
                month = month.plusMonths(1)) {
            for (int i = chance.below(5); i == 0 || i == 1; i += 2) {
                BigDecimal some = chance.oneIn(4) ? BigDecimal.ZERO : BigDecimal.valueOf(chance.between(1, 16_033), 2);
                put(new Line.Hours(cpr, month, some, chance.of(places)), month.atEndOfMonth());
            }
        }
    }

    private void statuses(String cpr) {
        Set<LocalDate> begun = new HashSet<>();
        LocalDate from = Chance.BEGIN.plusDays(chance.below(30));
        while (from.isBefore(Chance.END)) {
            LocalDate to = from.plusDays(chance.length());
            if (begun.add(from)) {
                put(new Line.Status(cpr, from, chance.oneIn(5) ? null : to, chance.of(STATUSES)), from);
            }
            from = chance.oneIn(3)
                    ? to.minusDays(chance.below(30)).isAfter(from) ? to.minusDays(chance.below(30)) : to.plusDays(1)
                    : to.plusDays(chance.between(1, 40));
            if (chance.oneIn(4)) {
                LocalDate edge = chance.edge().plusDays(chance.of(30, 365));
                from = edge.isAfter(from) ? edge : from;
            }
        }
    }
}
