package dk.maaltal.testing.registers;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.testing.Fraction;
import dk.maaltal.testing.Inside;
import dk.maaltal.testing.JobindsatsSimulator;
import dk.maaltal.testing.OnBothDatabases;
import dk.maaltal.testing.Per;
import dk.maaltal.testing.PlainMaturity;
import dk.maaltal.testing.PlainPlan;
import dk.maaltal.testing.SmallPlan;
import dk.maaltal.testing.TestDatabase;
import dk.maaltal.testing.TestHome;
import dk.maaltal.testing.World;
import java.io.IOException;
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
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which local figures can be judged yet: the product against {@link PlainMaturity}, over years of monthly extracts. */
@OnBothDatabases
class LocalMaturityTwoWaysTest {
    private static final ZoneId COPENHAGEN = ZoneId.of("Europe/Copenhagen");
    private static final Set<String> REGISTERS = Set.of("forloeb", "samtaler", "sygefravaer", "ansaettelser");
    private static final Set<String> MEASURES = Set.of("1.2", "2.2", "5.2", "6.9", "6.13");
    private static final List<String> COMPONENTS =
            List.of("1.2 value", "2.2 count", "2.2 share", "5.2 value", "6.9 value", "6.13 value");
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
        DropFolder drop = new DropFolder(dir.resolve("drop"), new RegisterWorld(77, 70), 77);
        try (JobindsatsSimulator simulator = JobindsatsSimulator.start(official, 0)) {
            // An extract is known as of its own date, so one night can take years of them.
            for (LocalDate day = FIRST; !day.isAfter(LAST); day = day.plusMonths(1)) {
                for (String register : REGISTERS) {
                    drop.taken(
                            register, register.equals("forloeb") ? day : day.minusDays(day.getMonthValue() % 3), false);
                }
            }
            TestHome home = new TestHome(dir, simulator).at(LAST.plusDays(2) + "T04:00:00Z");
            TestHome.Ran ran = home.run(
                    "run",
                    "nightly",
                    "--maaltal.plan=" + plan,
                    "--maaltal.drop.settle=0s",
                    "--maaltal.pseudonym.key-file=" + DropFolder.key(tmp.resolve("secret/key")));
            assertThat(ran.exit()).as(ran.err()).isEqualTo(3);
            assertThat(ran.err()).doesNotContain("refused");

            List<String> differences = new ArrayList<>();
            Set<String> flagged = new TreeSet<>();
            for (LocalDate day : List.of(LAST.plusDays(1), LocalDate.of(2025, 1, 1), LocalDate.of(2024, 11, 15))) {
                Instant at = PlainMaturity.startOf(day);
                PlainSnapshot plain = new PlainSnapshot(new PlainPlan(official, day), drop.local(day), Set.of());
                Inside.rows(
                        dir,
                        TestHome.databaseUrl(dir),
                        TestDatabase.user(),
                        plan,
                        at,
                        periods(day),
                        (period, rows) -> rows.stream()
                                .filter(row -> "local".equals(row.get("basis")))
                                .filter(row -> COMPONENTS.contains(row.get("measure_id") + " " + row.get("component")))
                                .forEach(row -> {
                                    String component = row.get("measure_id") + " " + row.get("component");
                                    String expected = expected(drop, plain, component, Per.of(period), at);
                                    String is =
                                            row.get("provisional") + " " + SmallPlan.judgedFrom(row.get("attributes"));
                                    if (!is.equals(expected)) {
                                        differences.add("%s %s at %s: %s, expected %s"
                                                .formatted(component, period, at, is, expected));
                                    }
                                    if (!expected.endsWith(" -")) {
                                        flagged.add(component + " " + period + " " + expected);
                                    }
                                }));
            }
            System.out.println(flagged);
            assertThat(differences).isEmpty();
            assertThat(flagged).isNotEmpty();
        }
    }

    private String expected(DropFolder drop, PlainSnapshot plain, String component, Per period, Instant at) {
        Fraction distance = plain.distance(component, period);
        PlainMaturity maturity = new PlainMaturity(
                (q, t) -> value(drop, component, q, LocalDate.ofInstant(t, COPENHAGEN)),
                (evidence, judged) -> true,
                component.endsWith("share") || component.startsWith("1.2") || component.startsWith("6.9")
                        ? Fraction.over(5, 100)
                        : Fraction.over(1, 2));
        LocalDate from = distance == null ? null : maturity.judgedFrom(period, at, distance);
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
