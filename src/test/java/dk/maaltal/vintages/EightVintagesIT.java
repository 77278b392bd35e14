package dk.maaltal.vintages;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.testing.Revision;
import dk.maaltal.testing.RunsOnce;
import dk.maaltal.testing.TestDatabase;
import dk.maaltal.testing.registers.RegisterWorld;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Eight vintages and what became of each, on both databases. */
@RunsOnce(because = "it runs on both itself, to compare them")
class EightVintagesIT {
    private static final String OWN = "707";
    private static final LocalDate EVER = LocalDate.of(2099, 1, 1);
    private static final LocalDate FIRST = LocalDate.of(2025, 3, 20);
    private static final LocalDate SMALL = LocalDate.of(2025, 4, 22);
    private static final LocalDate FLIPS = LocalDate.of(2025, 5, 20);
    private static final LocalDate LARGE = LocalDate.of(2025, 6, 24);
    private static final LocalDate GONE = LocalDate.of(2025, 7, 21);
    private static final LocalDate EDITED = LocalDate.of(2025, 8, 20);
    private static final LocalDate TAKEN_BACK = LocalDate.of(2025, 9, 19);
    private static final LocalDate LAST = LocalDate.of(2025, 11, 24);

    @TempDir
    Path tmp;

    @Test
    void everyNightPublishesHoldsAndShowsWhatAPlainBookSays() throws Exception {
        List<String> onFile = live(tmp.resolve("h2"), null, "sa", 5);
        List<String> onServer = live(tmp.resolve("postgresql"), TestDatabase.emptyPostgres(), "postgres", 5);
        assertThat(onServer).isEqualTo(onFile);
    }

    private static List<String> live(Path dir, @Nullable String database, String user, long seed) throws Exception {
        Set<String> all = RegisterWorld.registers();
        try (Story story = new Story(dir, database, user, seed, revisions(seed), 25)) {
            story.night(FIRST, all);
            assertThat(story.assertDifferences()).isGreaterThan(5);
            story.night(SMALL, Set.of("samtaler"));
            story.decide(0.5, 0.3);
            story.night(FLIPS, Set.of("forloeb", "samtaler", "tilbud", "loentimer"));
            story.assertRehearsal();
            story.decide(0.4, 0.3);
            story.night(FLIPS.plusDays(1), Set.of());
            story.assertAsOf("2024Q4", "2025-04-30T12:00:00Z");
            story.night(LARGE, Set.of("ansaettelser", "ungdomsvalg"));
            story.decide(0.5, 0.2);
            story.withdraw("mm13");
            story.night(GONE, all);
            story.decide(0.6, 0.2);
            story.assertAsOf("2025Q1", "2025-07-01T00:00:00Z");
            story.target("1.2 value", "1.2", ">=", 80, 60);
            story.night(EDITED, Set.of());
            story.decide(0.4, 0.2);
            story.assertDifferences();
            story.target("1.2 value", "1.2", ">=", 60, 80);
            story.night(TAKEN_BACK, Set.of());
            story.decide(0.5, 0.5);
            // Held for a night, and taken back again; what was rejected is not asked again.
            long across = story.across("1.2 value", "2024H2", 80);
            story.target("1.2 value", "1.2", ">=", 80, across);
            story.night(TAKEN_BACK.plusDays(1), Set.of());
            story.target("1.2 value", "1.2", ">=", across, 80);
            story.night(TAKEN_BACK.plusDays(2), Set.of());
            story.remove("6.13");
            story.night(LAST, all);
            story.decide(0.5, 0.2);
            story.assertDifferences();
            story.assertAsOf("2025Q1", "2025-05-21T00:00:00Z");
            for (PlainBook.Decision decision : story.book().decisions()) {
                if (decision.number % 5 == 1 && !decision.waits()) {
                    story.assertDecided(decision);
                }
            }
            assertThat(story.book().happened())
                    .contains(
                            "INITIAL",
                            "PUBLISHED",
                            "UNCHANGED",
                            "HELD",
                            "STILL_WAITS",
                            "REJECTED_BEFORE",
                            "approved",
                            "rejected",
                            "superseded",
                            "withdrawn",
                            "flip",
                            "share",
                            "flip+share",
                            "revision",
                            "correction",
                            "definition");
            story.assertWhole();
            story.assertNamesDelivery();
            story.assertNamesDefinition();
            story.assertNamesRow();
            return story.chain();
        }
    }

    /** Small ones, some that take the plan's own area across its targets and back, and large ones. */
    private static List<Revision> revisions(long seed) {
        Random random = new Random(seed);
        LocalDate winter = LocalDate.of(2024, 7, 1);
        LocalDate spring = LocalDate.of(2025, 3, 31);
        List<Revision> all = new ArrayList<>();
        all.add(revision("otij01", Set.of("101"), FIRST, EVER, winter, spring, 1.02));
        for (String table : List.of("y30f01", "y30f02", "otij01", "jo01")) {
            double factor = random.nextBoolean() ? 0.6 : 1.6;
            all.add(revision(table, Set.of(OWN), SMALL, random.nextBoolean() ? GONE : EVER, winter, spring, factor));
        }
        for (String table : List.of("mm13", "y08a02", "otij01", "y30f01", "y30f02")) {
            all.add(revision(table, Set.of(), FLIPS, EVER, winter, LocalDate.of(2024, 12, 31), 1.05));
        }
        all.add(revision("y30f02", Set.of(OWN), GONE, EDITED, winter, LocalDate.of(2024, 9, 30), 0.3));
        all.add(revision("y14kval01", Set.of(OWN), TAKEN_BACK, EVER, winter, LocalDate.of(2025, 6, 30), 0.5));
        return all;
    }

    /** From the first update after a night on. */
    private static Revision revision(
            String table,
            Set<String> places,
            LocalDate after,
            LocalDate until,
            LocalDate from,
            LocalDate to,
            double factor) {
        return new Revision(
                table, places, after.plusDays(1), until.equals(EVER) ? EVER : until.plusDays(1), from, to, factor);
    }
}
