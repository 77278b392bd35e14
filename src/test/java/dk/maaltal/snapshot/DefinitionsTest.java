package dk.maaltal.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dk.maaltal.plan.Measure;
import dk.maaltal.plan.Plan;
import dk.maaltal.plan.PlanReader;
import dk.maaltal.problem.ProblemException;
import dk.maaltal.series.AreaBook;
import dk.maaltal.testing.OnBothDatabases;
import dk.maaltal.testing.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

@OnBothDatabases
class DefinitionsTest {
    private static final Plan PLAN = new PlanReader().read(Path.of("config/plans/norddjurs-2024"));

    private final HikariDataSource database = TestDatabase.fresh();
    private final JdbcTemplate jdbc = new JdbcTemplate(database);
    private final Definitions definitions = new Definitions(jdbc, new PlanReader(), PLAN.areas());

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_kept_plan_is_read_as_it_was_without_its_folder() {
        String set = definitions.keep(PLAN);

        Plan read = definitions.read(set);

        assertThat(read.measures().stream().map(Measure::definitionSha256))
                .isEqualTo(
                        PLAN.measures().stream().map(Measure::definitionSha256).toList());
        assertThat(read.areas().all()).isEqualTo(PLAN.areas().all());
        assertThat(read.texts())
                .isEqualTo(PLAN.texts())
                .containsKeys("plan.yml", "measures/6.1.yml", "../../codelists/codes.yml");
        assertThat(definitions.areas(set).text()).isEqualTo(PLAN.areas().text());
        assertThat(definitions.areas(set).ofLabel("Jobcenter Norddjurs")).contains(PLAN.area());
    }

    @Test
    void a_plan_is_kept_once_and_another_one_beside_it() {
        String set = definitions.keep(PLAN);
        long files = count("definition_file");

        assertThat(definitions.keep(PLAN)).isEqualTo(set);
        assertThat(count("definition_file")).isEqualTo(files);
        Definitions otherAreas =
                new Definitions(jdbc, new PlanReader(), new AreaBook(List.of(PLAN.area()), java.util.Map.of()));
        assertThat(otherAreas.keep(PLAN)).isNotEqualTo(set);
        assertThat(count("definition_file")).isEqualTo(files + 1);
        assertThat(definitions.read(set).texts()).isEqualTo(PLAN.texts());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update definition_file set content = content",
                "delete from definition_file",
                "truncate table definition_file",
                "update definition_set set path = path",
                "delete from definition_set",
                "truncate table definition_set"
            })
    void what_is_kept_stays(String statement) {
        definitions.keep(PLAN);

        assertThatThrownBy(() -> jdbc.execute(statement))
                .isInstanceOf(org.springframework.dao.DataAccessException.class);
    }

    @Test
    void a_changed_text_is_named_and_nothing_is_read_from_it() {
        String set = definitions.keep(PLAN);
        unguard("definition_file");
        jdbc.update("update definition_file set content = 'x' || substring(content, 2) where sha256 ="
                + " (select file_sha256 from definition_set where path = 'measures/1.2.yml')");

        assertThatThrownBy(() -> definitions.read(set))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problems())
                                .singleElement()
                                .satisfies(p -> assertThat(p.where())
                                        .isEqualTo(
                                                "definitions %s, measures/1.2.yml".formatted(set.substring(0, 12)))));
    }

    @Test
    void a_set_that_lost_a_file_or_never_was_is_not_read() {
        String set = definitions.keep(PLAN);
        unguard("definition_set");
        jdbc.update("delete from definition_set where path = 'measures/1.2.yml'");

        assertThatThrownBy(() -> definitions.read(set)).hasMessageContaining("its files have digest");
        assertThatThrownBy(() -> definitions.read("none")).hasMessageContaining("nothing is kept");
    }

    /** As somebody does who owns the database. */
    private void unguard(String table) {
        jdbc.execute(
                TestDatabase.onPostgres()
                        ? "alter table %s disable trigger all".formatted(table)
                        : "drop trigger %s_stays".formatted(table));
    }

    private long count(String table) {
        Long count = jdbc.queryForObject("select count(*) from " + table, Long.class);
        return count == null ? 0 : count;
    }
}
