package dk.maaltal.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.testing.Fault;
import dk.maaltal.testing.JobindsatsSimulator;
import dk.maaltal.testing.RunsOnce;
import dk.maaltal.testing.SmallPlan;
import dk.maaltal.testing.World;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A year of nights on a driven clock, in which one due run in twenty meets a fault that goes by itself. */
@RunsOnce(
        because =
                "what the schedule asks the database is tested on both by ExpectationsTest and ServeIT; a year is long")
class YearOfNightsTest {
    private static final ZoneId COPENHAGEN = ZoneId.of("Europe/Copenhagen");
    private static final LocalDate FIRST = LocalDate.of(2025, 1, 1);
    /** The one that measure 4.1 is computed from. */
    private static final String TABLE = "mm13";

    private static final int NIGHTS = 365;
    private static final int ONE_IN = 20;
    private static final Duration RETRY = Duration.ofMinutes(5);

    private enum Trouble {
        NONE,
        /** Every request of the run is refused. */
        SOURCE_DOWN,
        /** A few connections in the middle of the run are refused. */
        DATABASE,
        /** From a moment in the run on nothing it does has an effect. */
        KILLED,
        /** Nothing ticks until the next day's due time. */
        SERVER_DOWN
    }

    private record Due(String job, Instant at, Instant deadline) {}

    @TempDir
    Path tmp;

    @Test
    void every_due_run_is_done_or_alarmed_none_twice_and_the_figures_are_those_of_a_year_without_faults()
            throws IOException {
        Map<String, String> calm = year("calm", new Random(1), false);
        Map<String, String> troubled = year("troubled", new Random(20261123), true);

        assertThat(calm).hasSizeGreaterThan(5);
        assertThat(troubled).isEqualTo(calm);
    }

    private Map<String, String> year(String name, Random dice, boolean faults) throws IOException {
        World world = World.revised(2024, LocalDate.of(2023, 1, 1), List.of());
        Path plan = SmallPlan.of(tmp.resolve(name + "-plan"), Set.of("4.1"));
        Instant start = FIRST.atStartOfDay(COPENHAGEN).toInstant();
        world.moveTo(FIRST);
        try (JobindsatsSimulator source = JobindsatsSimulator.start(world, 0);
                DrivenServer server = new DrivenServer(
                        tmp.resolve(name),
                        source,
                        start,
                        "--maaltal.plan=" + plan,
                        "--maaltal.db.url=jdbc:h2:mem:" + name + ";NON_KEYWORDS=VALUE,YEAR,ROWS")) {
            server.tickUntilIdle(start);
            Map<Trouble, Integer> met = new TreeMap<>();
            Set<Due> alarmed = new TreeSet<>(Comparator.comparing(Due::at));
            List<Due> all = faults ? due() : onDaysOfNews(due(), world);
            Instant down = Instant.MIN;
            for (int i = 0; i < all.size(); i++) {
                Due due = all.get(i);
                // The source publishes in the morning: the night still sees the day before.
                LocalDate day = LocalDate.ofInstant(due.at(), COPENHAGEN);
                world.moveTo(due.job().equals("morning") ? day : day.minusDays(1));
                if (due.at().isBefore(down)) {
                    alarmIfUnmet(server, due, Trouble.SERVER_DOWN, alarmed);
                    continue;
                }
                Trouble trouble = faults && dice.nextInt(ONE_IN) == 0
                        ? Trouble.values()[1 + dice.nextInt(Trouble.values().length - 1)]
                        : Trouble.NONE;
                met.merge(trouble, 1, Integer::sum);
                switch (trouble) {
                    case SOURCE_DOWN -> source.misbehave(JobindsatsSimulator.EVERYTHING, Fault.UNAVAILABLE);
                    case DATABASE -> server.breakAfter(20 + dice.nextInt(200), 1 + dice.nextInt(3));
                    case KILLED -> server.breakAfter(20 + dice.nextInt(200), 1_000_000);
                    case SERVER_DOWN -> down = due.at().plus(Duration.ofHours(20));
                    default -> {}
                }
                if (trouble != Trouble.SERVER_DOWN) {
                    server.tick(due.at());
                    server.mend();
                    source.behave();
                    // What failed is tried again by itself, in its own time.
                    Instant now = due.at();
                    while (now.isBefore(due.at().plus(Duration.ofHours(2))) && isUnmet(server, due, now)) {
                        now = now.plus(RETRY);
                        server.tickUntilIdle(now);
                    }
                }
                alarmIfUnmet(server, due, trouble, alarmed);
            }
            if (faults) {
                assertThat(met).containsOnlyKeys(Trouble.values());
                check(server, all, alarmed);
            }
            return published(server);
        }
    }

    private static void alarmIfUnmet(DrivenServer server, Due due, Trouble trouble, Set<Due> alarmed) {
        if (isUnmet(server, due, due.deadline().plusSeconds(1))) {
            assertThat(server.expectations().overdue(due.deadline().plusSeconds(1)))
                    .as("%s %s %s", due, trouble, runs(server, due))
                    .anyMatch(one -> one.expected().dueAt().equals(due.at())
                            && one.expected().job().equals(due.job()));
            alarmed.add(due);
        }
    }

    /** Without faults the other days change nothing. */
    private static List<Due> onDaysOfNews(List<Due> all, World world) {
        LocalDate last = LocalDate.ofInstant(all.get(all.size() - 1).at(), COPENHAGEN);
        return all.stream()
                .filter(due -> {
                    LocalDate day = LocalDate.ofInstant(due.at(), COPENHAGEN);
                    boolean news = Stream.of(day, day.minusDays(1))
                            .anyMatch(d -> world.table(TABLE).updatedBy(d).equals(d));
                    return news || publishes(day) || day.equals(FIRST) || day.equals(last);
                })
                .toList();
    }

    private static void check(DrivenServer server, List<Due> all, Set<Due> alarmed) {
        Instant end = all.get(all.size() - 1).deadline();
        assertThat(server.expectations().overdue(end).stream()
                        .filter(one -> one.expected().dueAt().isBefore(end.minus(Duration.ofDays(2)))))
                .isEmpty();
        assertThat(server.db()
                        .sql(
                                "select count(*) from run_event where scope = ? and kind = 'DONE' and run_id like 'morning/%'")
                        .param("table:" + TABLE)
                        .query(Integer.class)
                        .single())
                .as("updates that were fetched on the morning they came")
                .isPositive();
        for (Due due : all) {
            List<String> runs = runs(server, due);
            assertThat(runs).as(due + " " + alarmed).hasSizeLessThanOrEqualTo(1);
            assertThat(runs.isEmpty() ? "COMPLETE" : runs.get(0))
                    .as(due.toString())
                    .startsWith("COMPLETE");
            assertThat(!runs.isEmpty() || alarmed.contains(due))
                    .as("%s was done or told of", due)
                    .isTrue();
        }
        assertThat(server.db()
                        .sql("select count(*) from run")
                        .query(Integer.class)
                        .single())
                .isBetween(all.size() - alarmed.size(), all.size());
        assertThat(server.db().sql("""
                        select s.snapshot_id from bi.snapshot s join bi.snapshot b on b.plan_id = s.plan_id
                            and b.period = s.period and b.version = s.version - 1
                        where b.content_sha256 = s.content_sha256
                        """).query(String.class).list()).isEmpty();
        assertThat(alarmed).isNotEmpty();
    }

    private static boolean isUnmet(DrivenServer server, Due due, Instant now) {
        return server.expectations().due(due.job(), now).stream()
                .anyMatch(one -> one.expected().dueAt().equals(due.at()));
    }

    private static List<String> runs(DrivenServer server, Due due) {
        return server.db()
                .sql("select verdict from run where job = ? and as_of = ?")
                .params(due.job(), OffsetDateTime.ofInstant(due.at(), COPENHAGEN))
                .query(String.class)
                .list();
    }

    /** Digest of the newest version by period. */
    private static Map<String, String> published(DrivenServer server) {
        Map<String, String> digests = new TreeMap<>();
        server.db()
                .sql("select period, content_sha256 from bi.snapshot where is_latest")
                .query(row -> {
                    digests.put(row.getString(1), row.getString(2));
                });
        return digests;
    }

    /** Worked out apart from the product: what the shipped jobs and the plan's publication days ask for. */
    private static List<Due> due() {
        List<Due> due = new ArrayList<>();
        for (LocalDate day = FIRST; day.isBefore(FIRST.plusDays(NIGHTS)); day = day.plusDays(1)) {
            due.add(due("nightly", day, LocalTime.of(2, 30), 4));
            if (publishes(day)) {
                due.add(due("snapshot", day, LocalTime.of(6, 0), 2));
            }
            due.add(due("morning", day, LocalTime.of(10, 15), 2));
        }
        return due;
    }

    private static Due due(String job, LocalDate day, LocalTime at, int hours) {
        Instant instant = day.atTime(at).atZone(COPENHAGEN).toInstant();
        return new Due(job, instant, instant.plus(Duration.ofHours(hours)));
    }

    private static boolean publishes(LocalDate day) {
        LocalDate quarterEnds = day.minusDays(45).plusDays(1);
        LocalDate halfEnds = day.minusDays(75).plusDays(1);
        boolean quarter = quarterEnds.getDayOfMonth() == 1 && quarterEnds.getMonthValue() % 3 == 1;
        boolean half = halfEnds.getDayOfMonth() == 1 && halfEnds.getMonthValue() % 6 == 1;
        return quarter && quarterEnds.isAfter(LocalDate.of(2024, 1, 1)) || half;
    }
}
