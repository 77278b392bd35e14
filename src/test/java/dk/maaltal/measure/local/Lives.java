package dk.maaltal.measure.local;

import dk.maaltal.measure.FakeRegisters;
import dk.maaltal.register.ProductionUnit;
import dk.maaltal.register.ProductionUnit.Address;
import dk.maaltal.register.ProductionUnit.Company;
import dk.maaltal.register.ProductionUnit.Headcount;
import dk.maaltal.register.ProductionUnit.Span;
import dk.maaltal.register.Register;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** People and workplaces from a seed; their days crowd around the days that decide. */
final class Lives {
    static final List<String> BENEFITS = List.of(
            "Kontanthjælp",
            "Uddannelseshjælp",
            "Sygedagpenge",
            "A-dagpenge",
            "Førtidspension",
            "FGU-ydelse",
            "Fleksjob",
            "Ressourceforløb");
    static final List<String> STATUSES =
            List.of("Beskæftigelse", "Uddannelse", "Fleksjob", "Selvforsørgelse", "Offentlig forsørgelse", "Andet");
    private static final String UPSKILLING = "Vejledning og opkvalificering";
    private static final List<String> OFFERS = List.of(
            "Virksomhedspraktik", "Løntilskud", "Småjob", "Nytteindsats", "Mentor", UPSKILLING, UPSKILLING, UPSKILLING);

    final List<Life> all = new ArrayList<>();
    final List<ProductionUnit> units = new ArrayList<>();
    final Set<Long> elsewhere = new LinkedHashSet<>();
    private final Random random;
    private final List<LocalDate> edges = new ArrayList<>();

    Lives(long seed, int people) {
        random = new Random(seed);
        for (int year = 2019; year <= 2024; year++) {
            for (int month = 3; month <= 12; month += 3) {
                LocalDate end = YearMonth.of(year, month).atEndOfMonth();
                edges.addAll(List.of(
                        end,
                        end.plusDays(1),
                        end.minusDays(365),
                        end.minusDays(30),
                        end.minusMonths(12),
                        end.minusMonths(24)));
            }
            edges.add(LocalDate.of(year, 2, 28));
        }
        edges.add(LocalDate.of(2020, 2, 29));
        edges.add(LocalDate.of(2024, 2, 29));
        workplaces();
        for (int i = 0; i < people; i++) {
            all.add(life());
        }
    }

    private LocalDate day() {
        if (random.nextInt(3) > 0) {
            return edges.get(random.nextInt(edges.size())).plusDays(random.nextInt(5) - 2L);
        }
        return LocalDate.of(2018, 1, 1).plusDays(random.nextInt(365 * 7));
    }

    private @Nullable LocalDate end(LocalDate from) {
        return switch (random.nextInt(8)) {
            case 0 -> null;
            case 1 -> from;
            case 2, 3, 4 -> {
                LocalDate to = day();
                yield to.isBefore(from) ? from.plusDays(random.nextInt(40)) : to;
            }
            default -> from.plusDays(random.nextInt(900));
        };
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private Life life() {
        Life life = new Life();
        int chains = random.nextInt(4);
        for (int chain = 0; chain < chains; chain++) {
            LocalDate from = day();
            int links = 1 + random.nextInt(3);
            for (int link = 0; link < links; link++) {
                LocalDate to = end(from);
                life.spells.add(new Life.Spell(one(BENEFITS), from, to));
                if (to == null) {
                    break;
                }
                // 27, 28 and 29 days without benefit, next day, overlap, nested.
                from = to.plusDays(one(List.of(28, 29, 30, 1, -3, -40, 2)));
            }
        }
        times(40, () -> life.interviews.add(new Life.Interview(day(), one(List.of("Afholdt", "Afholdt", "Aflyst")))));
        times(6, () -> {
            LocalDate from = day();
            life.offers.add(
                    new Life.Offer(one(OFFERS), from, end(from), number(P), number(CVR), one(ANSWERS), one(ANSWERS)));
        });
        times(10, () -> life.hours.add(new Life.Hours(YearMonth.from(day()), one(List.of("0", "0.5", "37", "0")))));
        times(3, () -> {
            LocalDate from = day();
            LocalDate partial = random.nextBoolean() ? null : from.plusDays(random.nextInt(60));
            LocalDate to = end(partial == null ? from : partial);
            Long unknownOne = random.nextInt(3) == 0 ? null : P + 20;
            life.absences.add(
                    new Life.Absence(from, partial, to, random.nextBoolean() ? number(P) : unknownOne, number(CVR)));
            if (random.nextBoolean()) {
                life.spells.add(new Life.Spell("Sygedagpenge", from, to));
            }
        });
        times(6, () -> {
            LocalDate from = day();
            life.standings.add(new Life.Standing(from, end(from), one(STATUSES)));
            if (random.nextInt(4) == 0) {
                life.standings.add(new Life.Standing(from, end(from), one(STATUSES)));
            }
        });
        return life;
    }

    private void times(int most, Runnable action) {
        int count = random.nextInt(most);
        for (int i = 0; i < count; i++) {
            action.run();
        }
    }

    private static final List<String> ANSWERS = List.of("ja", "ja", "nej", "");
    private static final long P = 1_000_000_000L;
    private static final long CVR = 10_000_000L;

    /** Large here, known elsewhere, unknown, or none. */
    private @Nullable Long number(long base) {
        return random.nextInt(12) > 0 ? null : base + random.nextInt(base == P ? 24 : 9);
    }

    /** Places 0-11 are units, 12-15 CVR knows them, 16-23 nobody does; companies 0-5 have units. */
    private void workplaces() {
        for (int i = 0; i < 12; i++) {
            LocalDate born = LocalDate.of(2010, 1, 1);
            LocalDate moved = day();
            LocalDate sold = day();
            boolean ceased = random.nextInt(4) == 0;
            List<Headcount> sizes = new ArrayList<>();
            for (int month = 2018 * 12; month < 2025 * 12; month++) {
                if (random.nextInt(6) > 0) {
                    sizes.add(size(month));
                } else {
                    month += random.nextInt(4);
                }
            }
            units.add(new ProductionUnit(
                    P + i,
                    List.of(new Span(born, ceased ? day() : null)),
                    random.nextInt(3) == 0
                            ? List.of(
                                    new Address("707", new Span(born, moved)),
                                    new Address("751", new Span(moved.plusDays(1), null)))
                            : List.of(new Address("707", new Span(null, null))),
                    random.nextInt(3) == 0
                            ? List.of(
                                    new Company(CVR + random.nextInt(6), new Span(born, sold)),
                                    new Company(CVR + random.nextInt(6), new Span(sold.plusDays(1), null)))
                            : List.of(new Company(CVR + random.nextInt(6), new Span(null, null))),
                    sizes));
        }
        for (int i = 12; i < 16; i++) {
            elsewhere.add(P + i);
        }
    }

    private Headcount size(int month) {
        return switch (random.nextInt(6)) {
            case 0 -> new Headcount(month, null, 50, 99);
            case 1 -> new Headcount(month, null, 100, 199);
            case 2 -> new Headcount(month, null, 20, 49);
            case 3 -> new Headcount(month, 50, 50, 99);
            case 4 -> new Headcount(month, 51, 50, 99);
            default -> new Headcount(month, null, 1000, null);
        };
    }

    FakeRegisters registers() {
        FakeRegisters fake = new FakeRegisters();
        for (Register register : Register.values()) {
            if (register.isPersonal()) {
                fake.taken(register);
            }
        }
        for (int i = 0; i < all.size(); i++) {
            write(fake, Integer.toString(i), all.get(i));
        }
        return fake.units("2026-01-01", elsewhere, units.toArray(ProductionUnit[]::new));
    }

    private static void write(FakeRegisters fake, String person, Life life) {
        life.spells.forEach(s -> line(fake, Register.FORLOEB, person, s.benefit(), null, null, s.from(), s.to()));
        life.interviews.forEach(i -> line(fake, Register.SAMTALER, person, i.day(), null, i.status()));
        life.offers.forEach(o -> line(
                fake,
                Register.TILBUD,
                person,
                o.type(),
                o.from(),
                o.to(),
                o.p(),
                o.cvr(),
                o.goodProspects(),
                o.concreteJob()));
        life.hours.forEach(h -> line(fake, Register.LOENTIMER, person, h.month(), h.amount(), null, null));
        life.absences.forEach(
                a -> line(fake, Register.SYGEFRAVAER, person, a.from(), a.partialFrom(), a.to(), a.p(), a.cvr()));
        life.standings.forEach(s -> line(fake, Register.ARBEJDSMARKEDSSTATUS, person, s.from(), s.to(), s.status()));
    }

    private static void line(FakeRegisters fake, Register register, @Nullable Object... cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.length; i++) {
            line.append(i == 0 ? "" : ";").append(cells[i] == null ? "" : cells[i]);
        }
        fake.rows(register, line.toString());
    }
}
