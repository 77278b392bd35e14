package dk.maaltal;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.testing.JobindsatsSimulator;
import dk.maaltal.testing.OnBothDatabases;
import dk.maaltal.testing.SmallPlan;
import dk.maaltal.testing.TestDatabase;
import dk.maaltal.testing.TestHome;
import dk.maaltal.testing.World;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/** Every secret that can be set, and names in free text, are looked for in all that is said and written, at TRACE. */
@OnBothDatabases
class SecretsTest {
    private final Map<String, String> secrets = new LinkedHashMap<>();
    private final List<String> found = new ArrayList<>();

    @TempDir
    Path tmp;

    /** Levels are the whole process's. */
    @AfterAll
    static void beQuiet() {
        LoggingSystem.get(SecretsTest.class.getClassLoader()).setLogLevel("ROOT", LogLevel.WARN);
    }

    private String secret(String place) {
        return secrets.computeIfAbsent(
                place, p -> "kanarie%02d%s".formatted(secrets.size(), Integer.toHexString(p.hashCode())));
    }

    private String file(String place) throws IOException {
        Path file = Files.writeString(tmp.resolve("secret-" + secrets.size()), secret(place) + "\n");
        return "file:" + file;
    }

    @Test
    void no_secret_and_no_name_is_in_anything_that_is_said_or_written() throws IOException {
        Path home = tmp.resolve("home");
        Path drop = tmp.resolve("drop");
        secrets.put("token", JobindsatsSimulator.TOKEN);
        byte[] key = (secret("pseudonym key, first half") + secret("pseudonym key, second half") + "0123456789")
                .getBytes(StandardCharsets.US_ASCII);
        Path keyFile = Files.write(tmp.resolve("key"), key);
        Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("rw-------"));
        secrets.put("pseudonym key, base64", Base64.getEncoder().encodeToString(key));
        secrets.put("pseudonym key, hex", java.util.HexFormat.of().formatHex(key));
        write(
                drop,
                "forloeb/a_2025-03-01.csv",
                "person;ydelse;maalgruppe;visitation;start;slut;" + secret("a column's title"));
        List<String> orders = new ArrayList<>(List.of("id;oprettet;p;cvr;stillinger;besatte;status;note"));
        for (int i = 0; i < 200; i++) {
            orders.add("JO-%d;2024-03-01;;;1;1;;%s".formatted(i, secret("a name in a column nobody reads")));
        }
        write(drop, "jobordrer/i_2025-03-01.csv", String.join("\r\n", orders));

        try (JobindsatsSimulator source = JobindsatsSimulator.start(World.since(11, LocalDate.of(2024, 1, 1)), 0)) {
            List<String> settings =
                    new ArrayList<>(TestHome.settings(home, source, Instant.parse("2025-03-20T04:00:00Z")));
            settings.addAll(List.of(
                    "--debug",
                    "--logging.level.root=trace",
                    "--maaltal.plan=" + SmallPlan.of(tmp, Set.of("1.1", "6.8")),
                    "--maaltal.drop.dir=" + drop,
                    "--maaltal.drop.settle=0s",
                    "--maaltal.pseudonym.key-file=" + keyFile,
                    "--maaltal.sources.cvr.url=http://127.0.0.1:1/cvr-permanent",
                    "--maaltal.sources.cvr.user=someone",
                    "--maaltal.sources.cvr.password=" + secret("CVR's password"),
                    "--maaltal.sources.cvr.max-tries=1",
                    "--maaltal.alert.mail.host=127.0.0.1",
                    "--maaltal.alert.mail.port=1",
                    "--maaltal.alert.mail.tls=none",
                    "--maaltal.alert.mail.from=maaltal@example.org",
                    "--maaltal.alert.mail.to=someone@example.org",
                    "--maaltal.alert.mail.user=someone",
                    "--maaltal.alert.mail.password=" + file("mail password in a file"),
                    "--maaltal.alert.webhook.url=http://127.0.0.1:1/" + secret("webhook path") + "?sig="
                            + secret("webhook signature")));
            settings.add("--maaltal.db.password=" + (TestDatabase.onPostgres() ? secret("database password") : ""));
            secrets.put(
                    "CVR's user and password, as they are sent",
                    Base64.getEncoder()
                            .encodeToString(
                                    ("someone:" + secret("CVR's password")).getBytes(StandardCharsets.US_ASCII)));

            assertThat(run(settings, "run", "nightly")).isIn(3, 4);
            assertThat(run(settings, "status", "--all")).isZero();
            assertThat(run(settings, "status", "--json", "--maaltal.log.format=json"))
                    .isZero();
            assertThat(run(settings, "list", "rejections")).isZero();
            assertThat(run(settings, "check")).isBetween(0, 2);
            run(
                    settings,
                    "status",
                    "--maaltal.db.owner.user=owner",
                    "--maaltal.db.owner.password=" + file("owner password in a file"));
            String nowhere = "--maaltal.db.url=jdbc:postgresql://127.0.0.1:1/maaltal?password=%s&sslpassword=%s"
                    .formatted(secret("password in an address"), secret("the client key's password"));
            settings.removeIf(setting -> setting.startsWith("--maaltal.db."));
            assertThat(run(
                            settings,
                            "status",
                            nowhere,
                            "--maaltal.db.user=someone",
                            "--spring.datasource.hikari.initialization-fail-timeout=1"))
                    .isEqualTo(1);
            assertThat(run(
                            settings,
                            "migrate-store",
                            "--to=" + nowhere.substring(nowhere.indexOf('=') + 1),
                            "--to-user=someone",
                            "--to-password=" + secret("password of a move"),
                            "--to-owner-user=owner",
                            "--to-owner-password=" + file("owner's password of a move")))
                    .isIn(1, 2);
        }
        assertThat(secrets).hasSizeGreaterThanOrEqualTo(17);
        assertThat(found).isEmpty();
        try (Stream<Path> files = Files.walk(home)) {
            files.filter(Files::isRegularFile)
                    .filter(file -> !home.relativize(file).toString().matches("(archive|rejected)/.*(?<!reasons.csv)"))
                    .forEach(file -> search(file.toString(), read(file)));
        }
        assertThat(found).isEmpty();
        if (TestDatabase.onPostgres()) {
            TestHome.query(home, """
                            select table_schema as s, table_name as t from information_schema.tables
                            where table_schema not in ('information_schema', 'pg_catalog')
                            """).forEach(table -> {
                String name = "\"%s\".\"%s\"".formatted(table.get("s"), table.get("t"));
                search(name, String.join("\n", TestHome.dump(home, "select * from " + name)));
            });
        }
        assertThat(found).isEmpty();
    }

    private int run(List<String> settings, String... words) {
        List<String> args = new ArrayList<>(settings);
        args.addAll(List.of(words));
        TestHome.Ran ran = TestHome.inProcess(args);
        search("maaltal " + words[0], ran.out() + ran.err());
        return ran.exit();
    }

    private void search(String where, String text) {
        secrets.forEach((place, secret) -> {
            int at = text.indexOf(secret);
            if (at >= 0) {
                found.add("%s: %s, after '%s'".formatted(where, place, text.substring(Math.max(0, at - 200), at)));
            }
        });
    }

    /** One character a byte: the secrets are plain ASCII, whatever else the file holds. */
    private static String read(Path file) {
        try (var in = file.toString().endsWith(".gz")
                ? new java.util.zip.GZIPInputStream(Files.newInputStream(file))
                : Files.newInputStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void write(Path drop, String name, String text) throws IOException {
        Path file = drop.resolve(name);
        Files.createDirectories(java.util.Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text + "\r\n");
    }
}
