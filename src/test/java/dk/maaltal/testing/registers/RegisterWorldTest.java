package dk.maaltal.testing.registers;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.testing.PlainPlan;
import dk.maaltal.testing.PlainRow;
import dk.maaltal.testing.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the tests of nights rest on: worlds that hold what they should, and files that say what they hold. */
class RegisterWorldTest {
    private static final LocalDate DAY = LocalDate.of(2025, 3, 18);

    @TempDir
    Path tmp;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyStateAndEveryJudgementComesUp(long seed) {
        List<PlainRow> rows = new ArrayList<>();
        PlainSnapshot snapshot = snapshot(new RegisterWorld(seed, 150));
        for (int year = 2021; year <= 2024; year++) {
            for (String part : List.of("Q1", "Q2", "Q3", "Q4", "H1", "H2", "")) {
                rows.addAll(snapshot.localRows(year + part));
            }
        }
        assertThat(rows).hasSize(28 * 20 + 8);
        assertThat(rows)
                .extracting(PlainRow::state)
                .contains("OK", "PRELIMINARY", "SUPPRESSED", "IMMATURE", "NOT_PUBLISHED");
        assertThat(rows)
                .extracting(PlainRow::status)
                .contains("MET", "NOT_MET", "NOT_ASSESSABLE", "NOT_DUE", "NO_TARGET", null);
        assertThat(rows.stream()
                        .filter(r -> r.measure().equals("6.8"))
                        .map(PlainRow::value)
                        .distinct()
                        .count())
                .isGreaterThan(8);
    }

    @Test
    void aWorldIsOfItsSeedAndALaterExtractKnowsMore() {
        RegisterWorld world = new RegisterWorld(5, 40);
        RegisterWorld same = new RegisterWorld(5, 40);
        for (String register : RegisterWorld.registers()) {
            List<Line> lines = world.extract(register, DAY);
            assertThat(same.extract(register, DAY)).isEqualTo(lines);
            assertThat(lines).isNotEmpty().doesNotHaveDuplicates();
            assertThat(world.extract(register, DAY.plusMonths(3)))
                    .hasSizeGreaterThanOrEqualTo(lines.size() * 8 / 10)
                    .hasSizeLessThan(lines.size() * 2);
        }
        assertThat(world.extract("forloeb", DAY.plusMonths(3))).isNotEqualTo(world.extract("forloeb", DAY));
    }

    @Test
    void aDirtyFileSaysWhatIsWrongWithIt() throws IOException {
        RegisterWorld world = new RegisterWorld(5, 40);
        for (String register : RegisterWorld.registers()) {
            for (Dialect dialect : Dialect.DIRTY) {
                List<Line> lines = world.extract(register, DAY);
                Written written = new ExtractWriter(1).write(tmp, register, DAY, lines, dialect, true);
                List<String> text = new String(Files.readAllBytes(written.file()), dialect.charset())
                        .lines()
                        .toList();
                assertThat(text)
                        .hasSize(dialect.titles()
                                + 1
                                + written.lines().size()
                                + written.merged()
                                + written.rejections().size()
                                + (dialect.total() ? 1 : 0));
                assertThat(written.rejections().size() * 100L).isLessThanOrEqualTo(lines.size());
                for (Written.Rejected rejected : written.rejections()) {
                    String row = text.get((int) rejected.line() - 1);
                    assertThat(Mistake.of(register, dialect).stream()
                                    .filter(m -> m.rule().equals(rejected.rule()))
                                    .filter(m -> m.column().equals(rejected.column())))
                            .as("%s in %s", rejected, row)
                            .anyMatch(m -> m.rule().equals("bad_encoding") || row.contains(m.text()));
                }
            }
            Written workbook = new ExtractWriter(1)
                    .write(tmp, register, DAY, world.extract(register, DAY), Dialect.WORKBOOK, true);
            assertThat(workbook.file()).hasExtension("xlsx").isNotEmptyFile();
        }
    }

    private static PlainSnapshot snapshot(RegisterWorld world) {
        Map<String, Held> held = new HashMap<>();
        for (String register : RegisterWorld.registers()) {
            held.put(register, Held.of(DAY, world.extract(register, DAY)));
        }
        return new PlainSnapshot(
                new PlainPlan(new World(1), World.VINTAGES.get(0)),
                new PlainLocal(held, new PlainLocal.Virk(DAY, world.units().on(DAY))));
    }
}
