package dk.maaltal;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.testing.JobindsatsSimulator;
import dk.maaltal.testing.OnBothDatabases;
import dk.maaltal.testing.SmallPlan;
import dk.maaltal.testing.TestHome;
import dk.maaltal.testing.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide's steps from one pseudonym key to another, and what happens to whoever leaves them out. */
@OnBothDatabases
class RotateKeyTest {
    @TempDir
    Path tmp;

    private String plan = "";

    @Test
    void a_new_key_is_refused_until_every_register_is_taken_anew_with_it() throws IOException {
        try (JobindsatsSimulator source = JobindsatsSimulator.start(World.since(11, LocalDate.of(2024, 1, 1)), 0)) {
            plan = "--maaltal.plan=" + SmallPlan.of(tmp, Set.of("6.2"));
            TestHome home = new TestHome(tmp.resolve("home"), source);
            drop("2025-03-01");
            night(home, "2025-03-20", "old");
            String old = fingerprints(home);
            assertThat(old).hasSize(32);

            drop("2025-03-21");
            TestHome.Ran refused = night(home, "2025-03-22", "new");
            assertThat(refused.err() + refused.out()).contains("the key is another than before");
            assertThat(fingerprints(home))
                    .as("no generation came with the new key")
                    .isEqualTo(old);
            assertThat(home.run("status", plan, key("new"), "--all").out()).contains("changed");

            Files.move(home.dir().resolve("registers"), tmp.resolve("registers.old-key"));
            assertThat(home.run("rebuild", plan, key("new")).exit()).isZero();
            drop("2025-03-01");
            drop("2025-03-21");
            TestHome.Ran anew = night(home, "2025-03-23", "new");

            assertThat(anew.err() + anew.out()).doesNotContain("the key is another");
            assertThat(fingerprints(home)).hasSize(32).isNotEqualTo(old);
            assertThat(home.run("status", plan, key("new"), "--json").out()).doesNotContain("\"changed\"");
            TestHome.Ran back = home.run("status", plan, key("old"), "--all");
            assertThat(back.out()).as("now the old one is another").contains("changed");
        }
    }

    /** Of the generations that have a folder. */
    private static String fingerprints(TestHome home) {
        return home
                .query(
                        "select distinct key_fingerprint as k from register_generation where key_fingerprint is not null")
                .stream()
                .map(row -> String.valueOf(row.get("k")))
                .collect(Collectors.joining(","));
    }

    private TestHome.Ran night(TestHome home, String day, String key) throws IOException {
        TestHome.Ran ran =
                home.at(day + "T04:00:00Z").run("run", "nightly", plan, key(key), "--maaltal.drop.settle=0s");
        assertThat(ran.exit()).as(ran.err()).isIn(0, 3, 4);
        return ran;
    }

    private String key(String name) throws IOException {
        Path file = tmp.resolve("key-" + name);
        if (!Files.exists(file)) {
            Files.writeString(file, "the %s key of the tests, thirty-two bytes or more".formatted(name));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        return "--maaltal.pseudonym.key-file=" + file;
    }

    private void drop(String date) throws IOException {
        StringBuilder rows = new StringBuilder("person;ydelse;maalgruppe;visitation;start;slut\r\n");
        for (int i = 0; i < 200; i++) {
            rows.append("%02d0250%04d;Kontanthjælp;6.2;;2023-01-01;\r\n".formatted(1 + i % 28, 5000 + i));
        }
        Path file = tmp.resolve("home/drop/forloeb/a_%s.csv".formatted(date));
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, rows);
    }
}
