package dk.maaltal.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.measure.Basis;
import dk.maaltal.measure.CellState;
import dk.maaltal.measure.Evaluated;
import dk.maaltal.measure.Fixture;
import dk.maaltal.measure.Row;
import dk.maaltal.measure.RowKey;
import dk.maaltal.measure.Status;
import dk.maaltal.series.ReferencePeriod;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a plan of publishing says before anything is written. */
class PublicationPlanTest {
    private static final Instant AS_OF = Instant.parse("2024-09-14T00:30:00Z");

    @Test
    void the_note_is_bounded_and_names_the_plans_own_cells_first() {
        PublicationPlan planned = planned(areas("1", "sha"), areas("2", "sha"));

        assertThat(planned.changed()).isEqualTo(99);
        assertThat(planned.kind()).isEqualTo(ChangeKind.REVISION);
        assertThat(planned.note())
                .startsWith("99 cells changed: 5.1 value official 707 1 -> 2; 5.1 value official 101 1 -> 2; ")
                .endsWith("; and 94 more");
        String longest = PublicationPlan.bounded("a\tb\n" + "x".repeat(1000));
        assertThat(longest).hasSize(500).startsWith("a b xxx").endsWith("…");
    }

    @Test
    void cells_are_added_changed_removed_and_unchanged() {
        Row stays = row("1.1", "707", "1", "sha", Status.MET);
        PublicationPlan planned = planned(
                List.of(stays, row("2.1", "707", "1", "sha", Status.MET), row("3.1", "707", "1", "sha", Status.MET)),
                List.of(stays, row("3.1", "707", "2", "sha", Status.NOT_MET), row("4.1", "707", "1", "sha", null)));

        assertThat(List.of(planned.added(), planned.changed(), planned.removed(), planned.unchanged()))
                .containsExactly(1L, 1L, 1L, 1L);
        assertThat(planned.flips()).extracting(c -> c.key().measureId()).containsExactly("3.1");
        assertThat(planned.kind()).isEqualTo(ChangeKind.DEFINITION);
        assertThat(planned.note())
                .isEqualTo("definition changed: 2.1, 4.1; 3 cells changed: 2.1 value official 707 1 -> none; "
                        + "3.1 value official 707 1 -> 2; 4.1 value official 707 none -> 1");
    }

    @Test
    void a_cell_that_cannot_be_judged_any_more_has_not_flipped() {
        PublicationPlan planned = planned(
                List.of(row("1.1", "707", "1", "sha", Status.MET)),
                List.of(row("1.1", "707", null, "sha", Status.NOT_ASSESSABLE)));

        assertThat(planned.changed()).isEqualTo(1);
        assertThat(planned.flips()).isEmpty();
        assertThat(planned.note()).isEqualTo("1 cell changed: 1.1 value official 707 1 -> SUPPRESSED");
    }

    @Test
    void a_change_beside_the_value_is_named_by_its_columns() {
        PublicationPlan planned = planned(
                List.of(row("1.1", "707", "1", "sha", Status.MET)), List.of(row("1.1", "707", "1", "sha", null)));

        assertThat(planned.note()).isEqualTo("1 cell changed: 1.1 value official 707: status");
    }

    @Test
    void the_columns_that_differ_are_named_in_the_contracts_order_and_words() {
        Row before = row("1.1", "707", "1", "sha", null);
        Row stale = row("1.1", "707", "1", "sha", CellState.STALE, null, null, null, "2024-06-01");
        Row other = row("1.1", "707", "1", "young", CellState.STALE, "5", "2", Status.MET, "2024-07-01");

        assertThat(new Change(before.key(), before, stale)).hasToString("1.1 value official 707: state");
        assertThat(new Change(before.key(), stale, other))
                .hasToString("1.1 value official 707: benchmark_value, previous_value, status, definition_sha256");
        assertThat(new Change(before.key(), before, other))
                .hasToString("1.1 value official 707: state, benchmark_value, previous_value, status and 1 more");
    }

    private static List<Row> areas(String value, String definition) {
        return Stream.concat(IntStream.range(101, 199).mapToObj(Integer::toString), Stream.of("707"))
                .map(area -> row("5.1", area, value, definition, null))
                .toList();
    }

    private static Row row(
            String measure, String area, @Nullable String value, String definition, @Nullable Status status) {
        CellState state = value == null ? CellState.SUPPRESSED : CellState.OK;
        return row(measure, area, value, definition, state, null, null, status, null);
    }

    private static Row row(
            String measure,
            String area,
            @Nullable String value,
            String definition,
            CellState state,
            @Nullable String benchmark,
            @Nullable String previous,
            @Nullable Status status,
            @Nullable String updatedOn) {
        return new Row(
                new RowKey(measure, "value", Basis.OFFICIAL, area),
                true,
                area,
                "2024M06",
                value == null ? null : new BigDecimal(value),
                null,
                null,
                "count",
                state,
                false,
                null,
                null,
                benchmark == null ? null : new BigDecimal(benchmark),
                previous == null ? null : new BigDecimal(previous),
                null,
                null,
                status,
                null,
                true,
                null,
                definition,
                updatedOn == null ? null : LocalDate.parse(updatedOn),
                null);
    }

    private static PublicationPlan planned(List<Row> before, List<Row> after) {
        ReferencePeriod period = ReferencePeriod.parse("2024H1");
        Version base = new Version(
                "norddjurs-2024/2024H1/1",
                "norddjurs-2024",
                period,
                1,
                AS_OF,
                AS_OF,
                true,
                ChangeKind.INITIAL,
                "",
                false,
                before.size(),
                Digest.of(before),
                null,
                null);
        return new PublicationPlan(
                Fixture.plan(),
                new Evaluated(period, AS_OF, AS_OF, 0, after, Map.of(), List.of()),
                base,
                Digest.of(after),
                Change.between(before, after),
                null);
    }
}
