package dk.maaltal;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.testing.JobindsatsSimulator;
import dk.maaltal.testing.OnBothDatabases;
import dk.maaltal.testing.TestHome;
import dk.maaltal.testing.World;
import dk.maaltal.testing.registers.DropFolder;
import dk.maaltal.testing.registers.RegisterWorld;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a night says of local and official figures that lie apart: made-up sources, so that they do. */
@OnBothDatabases
class BasisNightTest {
    private static final LocalDate DAY = World.VINTAGES.get(0);
    private static final Pattern FINDING = Pattern.compile(
            "note: measure ([\\d.]+), (\\w+), (\\w+): local ([-\\d.]+)[^:]* lie ([\\d.]+) apart, ([\\d.]+) is tolerated: .*");

    @TempDir
    Path tmp;

    @Test
    void a_finding_is_noted_once_for_each_version_and_not_again_every_night() throws IOException {
        try (JobindsatsSimulator source = JobindsatsSimulator.start(World.since(7, LocalDate.of(2023, 1, 1)), 0)) {
            source.world().moveTo(0);
            TestHome home = new TestHome(tmp.resolve("home"), source);
            new DropFolder(home.dir().resolve("drop"), new RegisterWorld(7, 60), 7).everything(DAY.minusDays(2), false);

            List<Matcher> first = findings(night(home, DAY));

            assertThat(first).hasSizeGreaterThan(2);
            assertThat(first.stream().map(found -> found.group(1) + " " + found.group(2)))
                    .doesNotHaveDuplicates();
            for (Matcher found : first) {
                Map<String, @Nullable String> primary = home.query(
                                """
                        select v.twin_difference, v.attributes from bi.snapshot_value v
                        join bi.snapshot s on s.snapshot_id = v.snapshot_id
                        where s.period = '%s' and v.measure_id = '%s' and v.component = '%s' and v.is_primary
                        and v.area_code = '707'
                        """.formatted(found.group(3), found.group(1), found.group(2)))
                        .get(0);
                BigDecimal apart = new BigDecimal(Objects.requireNonNull(primary.get("twin_difference")));
                assertThat(apart.abs())
                        .isEqualByComparingTo(found.group(5))
                        .isGreaterThan(new BigDecimal(found.group(6)));
                assertThat(found.group())
                        .contains("timing ", "Next: look at register ", ", table ")
                        .endsWith("; maaltal explain %s %s".formatted(found.group(1), found.group(3)));
            }

            assertThat(findings(night(home, DAY.plusDays(1)))).isEmpty();
        }
    }

    private TestHome.Ran night(TestHome home, LocalDate day) throws IOException {
        TestHome.Ran ran = home.at(day + "T04:00:00Z")
                .run("run", "nightly", "--maaltal.pseudonym.key-file=" + DropFolder.key(tmp.resolve("secret/key")));
        assertThat(ran.exit()).as(ran.err()).isEqualTo(3); // CVR is not asked
        return ran;
    }

    private static List<Matcher> findings(TestHome.Ran ran) {
        return Stream.of(ran.err().split("\n"))
                .map(FINDING::matcher)
                .filter(Matcher::matches)
                .toList();
    }
}
