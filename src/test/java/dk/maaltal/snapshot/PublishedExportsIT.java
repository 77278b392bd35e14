package dk.maaltal.snapshot;

import static dk.maaltal.measure.Fixture.measure;
import static dk.maaltal.measure.Fixture.month;
import static dk.maaltal.measure.Fixture.target;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dk.maaltal.measure.Evaluation;
import dk.maaltal.measure.FakeKnowledge;
import dk.maaltal.measure.Fixture;
import dk.maaltal.measure.Origins;
import dk.maaltal.plan.Component;
import dk.maaltal.plan.Component.Primary;
import dk.maaltal.plan.Component.Unit;
import dk.maaltal.plan.Formula;
import dk.maaltal.plan.Plan;
import dk.maaltal.plan.Target.Against;
import dk.maaltal.plan.Target.Operator;
import dk.maaltal.report.export.ExportFormat;
import dk.maaltal.report.export.Exports;
import dk.maaltal.series.Frequency;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.testing.RunsOnce;
import dk.maaltal.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** Files of what was really published, from both databases. */
@RunsOnce(because = "it holds the files of both databases against each other")
class PublishedExportsIT {
    private static final ReferencePeriod H1 = ReferencePeriod.parse("2024H1");
    private static final Instant NIGHT = Instant.parse("2024-09-14T00:30:00Z");
    private static final String FIGURES = """
            y09/ft 707 2024M06 20
            y08/ft 707 2024M06 80
            y09/ft 101 2024M06 hidden
            y08/ft 101 2024M06 800
            y09/ft DK  2024M06 2000
            y08/ft DK  2024M06 10000
            """;

    @TempDir
    Path tmp;

    private static Plan plan(String definition) {
        Component share = Fixture.component(
                Unit.PERCENT,
                target(Operator.AT_MOST, Against.COUNTRY, "0"),
                Fixture.last(
                        Frequency.M,
                        2,
                        new Formula.Share(List.of(month("y09/ft")), List.of(month("y09/ft"), month("y08/ft")))));
        Component local = new Component("value", Unit.CASES, List.of(), Fixture.local(), Primary.LOCAL, null);
        return Fixture.plan(measure("5.1", definition, share), measure("2.1", local));
    }

    @Test
    void files_of_a_version_are_the_same_on_both_databases_and_when_a_newer_version_stands() throws Exception {
        Map<String, String> h2 = published(TestDatabase.h2(), "h2");
        Map<String, String> postgres = published(TestDatabase.postgres(), "postgres");

        assertThat(h2).hasSizeGreaterThan(30).isEqualTo(postgres);
    }

    private Map<String, String> published(HikariDataSource database, String name) throws Exception {
        try (database) {
            Plan first = plan("ab".repeat(32));
            Publisher publisher = new Desk(
                            database,
                            new Evaluation(FakeKnowledge.of(FIGURES), Origins.ALL_REAL),
                            first.areas(),
                            Clock.fixed(Instant.parse("2026-11-23T08:00:00Z"), ZoneOffset.UTC))
                    .publisher();
            publisher.commit(publisher.plan(first, H1, NIGHT), "run-1");
            Map<String, String> before = files(database, first, tmp.resolve(name + "-before"));
            Plan second = plan("cd".repeat(32));
            publisher.commit(publisher.plan(second, H1, NIGHT), "run-2");
            assertThat(new JdbcTemplate(database)
                            .queryForList("select is_latest from bi.snapshot order by version", Boolean.class))
                    .containsExactly(false, true);

            assertThat(files(database, second, tmp.resolve(name + "-after"))).isEqualTo(before);
            return before;
        }
    }

    private static Map<String, String> files(HikariDataSource database, Plan plan, Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        for (ExportFormat format : ExportFormat.values()) {
            Path to = folder.resolve(format.name());
            for (Path file : new Exports(new JdbcTemplate(database)).write(format, plan.id() + "/2024H1/1", plan, to)) {
                files.put(folder.relativize(file).toString(), HexFormat.of().formatHex(Files.readAllBytes(file)));
            }
        }
        return files;
    }
}
