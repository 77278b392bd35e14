package dk.maaltal.testing.registers;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.testing.Fraction;
import dk.maaltal.testing.Inside;
import dk.maaltal.testing.JobindsatsSimulator;
import dk.maaltal.testing.Looking;
import dk.maaltal.testing.OnBothDatabases;
import dk.maaltal.testing.Per;
import dk.maaltal.testing.PlainMaturity;
import dk.maaltal.testing.PlainNumbers;
import dk.maaltal.testing.PlainPlan;
import dk.maaltal.testing.SmallPlan;
import dk.maaltal.testing.TestDatabase;
import dk.maaltal.testing.TestHome;
import dk.maaltal.testing.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which local figures can be judged yet: the product against {@link PlainMaturity}, over years of monthly extracts. */
@OnBothDatabases
class LocalMaturityTwoWaysTest {
    private static final ZoneId COPENHAGEN = ZoneId.of("Europe/Copenhagen");
    private static final Set<String> REGISTERS = Set.of("forloeb", "samtaler", "tilbud", "loentimer", "ansaettelser");
    private static final Set<String> MEASURES = Set.of("1.2", "1.3", "2.2", "5.2", "6.13");
    private static final List<String> COMPONENTS =
            List.of("1.2 value", "1.3 value", "2.2 count", "2.2 share", "5.2 value", "6.13 value");
    private static final LocalDate FIRST = LocalDate.of(2021, 10, 1);
    private static final LocalDate LAST = LocalDate.of(2025, 2, 1);

    @TempDir
    Path tmp;

    private final Map<String, Optional<Fraction>> told = new HashMap<>();

    @Test
    void aLocalFigureIsProvisionalWhileItsUsualRevisionIsWiderThanItsDistance() throws IOException {
        World official = World.only("y25i01");
        official.moveTo(LAST.plusDays(2));
        Path dir = tmp.resolve("home");
        Path plan = SmallPlan.of(tmp, MEASURES);
        RegisterWorld world = new RegisterWorld(77, 150);
        DropFolder drop = new DropFolder(dir.resolve("drop"), world, 77);
        try (JobindsatsSimulator simulator = JobindsatsSimulator.start(official, 0)) {
            // Targets so near that a late registration may take a figure across.
            Map<String, String> targets = new HashMap<>();
            target(plan, "1.2", 80, world, targets);
            target(plan, "1.3", 70, world, targets);
            TestHome home = new TestHome(dir, simulator);
            String[] words = {
                "run",
                "nightly",
                "--maaltal.plan=" + plan,
                "--maaltal.drop.settle=0s",
                "--maaltal.pseudonym.key-file=" + DropFolder.key(tmp.resolve("secret/key"))
            };
            // Which basis is judged the catalogue tells, so it must be known before what is looked at.
            home.at("2024-10-01T04:00:00Z").run(words);
            extracts(drop);
            TestHome.Ran ran = home.at(LAST.plusDays(2) + "T04:00:00Z").run(words);
            assertThat(ran.exit()).as(ran.err()).isIn(3, 4);
            assertThat(ran.err()).doesNotContain("was refused");

            List<String> differences = new ArrayList<>();
            Set<String> flagged = new TreeSet<>();
            for (LocalDate day : List.of(LAST.plusDays(1), LocalDate.of(2025, 1, 1), LocalDate.of(2024, 11, 15))) {
                Instant at = PlainMaturity.startOf(day);
                PlainSnapshot plain =
                        new PlainSnapshot(new PlainPlan(official, day), drop.local(day), Set.of()).targets(targets);
                differences.addAll(Inside.look(dir, TestHome.databaseUrl(dir), TestDatabase.user(), plan, at, look -> {
                    List<String> wrong = new ArrayList<>();
                    for (String period : periods(day)) {
                        compare(look, period, at, drop, plain, wrong, flagged);
                    }
                    return wrong;
                }));
            }
            assertThat(differences).isEmpty();
            assertThat(flagged).isNotEmpty();
        }
    }

    /** An extract is known as of its own date, so one night can take years of them. */
    private static void extracts(DropFolder drop) {
        for (LocalDate day = FIRST; !day.isAfter(LAST); day = day.plusMonths(1)) {
            for (String register : REGISTERS) {
                drop.taken(register, register.equals("forloeb") ? day : day.minusDays(day.getMonthValue() % 3), false);
            }
        }
    }

    /** Sets a target beside what the last quarter has. */
    private static void target(Path plan, String measure, int was, RegisterWorld world, Map<String, String> targets)
            throws IOException {
        Map<String, Held> held = new HashMap<>();
        REGISTERS.forEach(register -> held.put(register, Held.of(LAST, world.extract(register, LAST))));
        Fraction value = new PlainLocal(held, null)
                .cell(measure + " value", Per.of("2024Q4"))
                .value();
        int now = Objects.requireNonNull(value).rounded().intValue();
        Path file = plan.resolve("measures/" + measure + ".yml");
        Files.writeString(
                file, Files.readString(file).replace("      value: " + was + "\n", "      value: " + now + "\n"));
        targets.put(measure + " value", ">= " + now);
    }

    private void compare(
            Looking look,
            String period,
            Instant at,
            DropFolder drop,
            PlainSnapshot plain,
            List<String> wrong,
            Set<String> flagged) {
        Per p = Per.of(period);
        for (Map<String, @Nullable String> row : look.rows(period)) {
            String component = row.get("measure_id") + " " + row.get("component");
            if (!"local".equals(row.get("basis")) || !COMPONENTS.contains(component)) {
                continue;
            }
            String expected = expected(drop, plain, component, p, at) + usual(maturity(drop, component), p, at);
            String[] words = component.split(" ", -1);
            String is = "%s %s%s"
                    .formatted(
                            row.get("provisional"),
                            SmallPlan.judgedFrom(row.get("attributes")),
                            " " + look.maturity(words[0], words[1], period));
            if (!is.equals(expected)) {
                wrong.add("%s %s at %s: %s, expected %s; %s".formatted(component, period, at, is, expected, row));
            }
            if (!expected.contains(" - ")) {
                flagged.add(component + " " + period + " " + expected);
            }
        }
    }

    private static String usual(PlainMaturity maturity, Per period, Instant at) {
        Map<Integer, String> usual = new TreeMap<>();
        maturity.usual(period, at).forEach((lag, revision) -> usual.put(lag, PlainNumbers.text(revision.rounded())));
        return " " + maturity.settled(period, at) + " " + usual;
    }

    private PlainMaturity maturity(DropFolder drop, String component) {
        return new PlainMaturity(
                (q, t) -> value(drop, component, q, LocalDate.ofInstant(t, COPENHAGEN)),
                (evidence, judged) -> true,
                component.endsWith("share") || component.startsWith("1.2") || component.startsWith("1.3")
                        ? Fraction.over(5, 100)
                        : Fraction.over(1, 2));
    }

    private String expected(DropFolder drop, PlainSnapshot plain, String component, Per period, Instant at) {
        Fraction distance = plain.distance(component, period);
        LocalDate from = distance == null ? null : maturity(drop, component).judgedFrom(period, at, distance);
        return from == null ? "false -" : "true " + from;
    }

    private @Nullable Fraction value(DropFolder drop, String component, Per period, LocalDate day) {
        return Objects.requireNonNull(told.computeIfAbsent(
                        component + period + day,
                        k -> Optional.ofNullable(locals.computeIfAbsent(day, drop::local)
                                .cell(component, period)
                                .value())))
                .orElse(null);
    }

    private final Map<LocalDate, PlainLocal> locals = new HashMap<>();

    private static List<String> periods(LocalDate day) {
        List<String> periods = new ArrayList<>();
        for (String type : List.of("Q", "H", "Y")) {
            for (Per p = new Per(type, 2023, 1); p.lastDay().isBefore(day); p = p.plus(1)) {
                periods.add(p.planId());
            }
        }
        return periods;
    }
}
