package dk.maaltal.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dk.maaltal.job.Verdict;
import dk.maaltal.measure.CellState;
import dk.maaltal.measure.Reason;
import dk.maaltal.measure.Status;
import dk.maaltal.snapshot.ChangeKind;
import dk.maaltal.testing.OnBothDatabases;
import dk.maaltal.testing.TestDatabase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@OnBothDatabases
class BiPageTest {
    private static final Page PAGE = Page.of("docs/reference/bi.md");
    private static final Pattern ALL_OF = Pattern.compile("[Aa]ll columns of `bi\\.(\\w+)`");

    @Test
    void every_view_and_column_stands_there_with_its_type_and_place_and_no_other() {
        Map<String, List<String>> described = new TreeMap<>();
        PAGE.section("Views").headings().stream()
                .filter(heading -> heading.startsWith("bi."))
                .forEach(heading -> described.put(heading.substring(3), columns(heading)));
        Map<String, List<String>> real = inDatabase(TestDatabase.fresh());
        assertThat(described.keySet()).isEqualTo(real.keySet());
        real.forEach((view, columns) ->
                assertThat(described.get(view)).as("bi." + view).isEqualTo(columns));
    }

    private static List<String> columns(String heading) {
        Page section = PAGE.section(heading);
        Map<String, String> columns = new LinkedHashMap<>();
        Matcher others = ALL_OF.matcher(section.text());
        while (others.find()) {
            section(others.group(1)).forEach(columns::putIfAbsent);
        }
        columns.putAll(section(heading.substring(3)));
        return columns.entrySet().stream()
                .map(column -> column.getKey() + " " + column.getValue())
                .toList();
    }

    private static Map<String, String> section(String view) {
        Map<String, String> columns = new LinkedHashMap<>();
        PAGE.section("bi." + view).rows().forEach(row -> columns.put(row.get(0).replace("`", ""), row.get(1)));
        return columns;
    }

    private static Map<String, List<String>> inDatabase(HikariDataSource database) {
        Map<String, List<String>> views = new TreeMap<>();
        try (database) {
            JdbcClient.create(database).sql("""
                            select lower(table_name) v, lower(column_name) c, data_type t, numeric_precision p,
                                   numeric_scale s
                            from information_schema.columns where lower(table_schema) = 'bi' order by v, ordinal_position
                            """).query(row -> {
                views.computeIfAbsent(row.getString("v"), v -> new ArrayList<>())
                        .add(row.getString("c") + " " + type(row.getString("t"), row.getInt("p"), row.getInt("s")));
            });
        }
        return views;
    }

    /** A database's word for a type in the contract's. */
    private static String type(String type, int precision, int scale) {
        String lower = type.toLowerCase(java.util.Locale.ROOT);
        return switch (lower) {
            case "character varying", "text" -> "varchar";
            case "numeric" -> "decimal(%d,%d)".formatted(precision, scale);
            default -> lower;
        };
    }

    @Test
    void every_state_status_and_reason_is_explained_and_no_other() {
        assertThat(PAGE.section("States").keys().stream().filter(key -> key.matches("[A-Z_]+")))
                .containsExactlyInAnyOrderElementsOf(names(CellState.values()));
        assertThat(PAGE.section("Status").keys()).containsExactlyInAnyOrderElementsOf(names(Status.values()));
        assertThat(PAGE.section("Reasons").keys())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Reason.values()).map(Reason::text).toList());
    }

    @Test
    void the_states_that_carry_a_value_are_told_from_the_others() {
        for (List<String> row : PAGE.section("States").rows()) {
            CellState state = CellState.valueOf(row.get(0).replace("`", ""));
            assertThat(row.get(1)).as(state.name()).isEqualTo(state.hasValue() ? "yes" : "no");
        }
    }

    @Test
    void kinds_of_change_and_verdicts_are_named() {
        for (ChangeKind kind : ChangeKind.values()) {
            assertThat(PAGE.section("bi.snapshot").text()).contains("`" + kind.text() + "`");
        }
        for (Verdict verdict : Verdict.values()) {
            assertThat(PAGE.section("bi.run").text()).contains("`" + verdict.name() + "`");
            assertThat(Page.of("docs/reference/words.md").text()).contains("`" + verdict.name() + "`");
        }
    }

    private static List<String> names(Enum<?>[] values) {
        return Stream.of(values).map(Enum::name).toList();
    }
}
