package dk.maaltal.testing.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.testing.DemoWorld;
import dk.maaltal.testing.PlainPlan;
import dk.maaltal.testing.PlainRow;
import dk.maaltal.testing.World;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DemoArchiveTest {
    private static final Path ARCHIVE = Path.of("src/main/resources/demo/deliveries.zip");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path folder;

    @Test
    void theBundledArchiveIsWhatItsSeedMakes() throws Exception {
        DemoArchive.write(Path.of("config/plans/norddjurs-2024"), folder);
        Map<String, String> made = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                made.put(folder.relativize(file).toString(), text(file.toString(), Files.readAllBytes(file)));
            }
        }

        Map<String, String> bundled = bundled();

        assertThat(bundled.keySet())
                .as("run dk.maaltal.testing.demo.DemoArchive after a change of the plan or the fetching")
                .isEqualTo(made.keySet());
        made.forEach((name, text) ->
                assertThat(text.equals(bundled.get(name))).as(name).isTrue());
    }

    @Test
    void itIsSmallAndEveryAnswerSaysWhereItIsFrom() throws Exception {
        assertThat(Files.size(ARCHIVE)).isLessThan(3_000_000);
        Set<String> origins = journal("answer").stream()
                .map(line -> line.get("origin").asString())
                .collect(Collectors.toSet());
        assertThat(origins).containsExactlyInAnyOrder(Origins.SYNTHETIC, Origins.REAL, Origins.MIXED);
    }

    @Test
    void theRealFiguresAreThoseThatWerePublished() throws Exception {
        Map<String, String> bundled = bundled();
        List<String> real = new ArrayList<>();
        for (JsonNode line : journal("answer")) {
            if (!line.get("origin").asString().equals(Origins.SYNTHETIC)) {
                String sha = line.get("answer").get("sha256").asString();
                real.add(bundled.getOrDefault("deliveries/%s/%s.gz".formatted(sha.substring(0, 2), sha), ""));
            }
        }
        assertThat(String.join("\n", real))
                .contains(
                        "[\"2021M08\",\"Hele landet\",\"Visitationskategori i alt\",95416]",
                        "[\"2021M08\",\"Norddjurs\",\"Visitationskategori i alt\",687]",
                        "[\"2026M07\",\"Hele landet\",\"Visitationskategori i alt\",83581]",
                        "[\"2026M07\",\"Norddjurs\",\"Visitationskategori i alt\",597]",
                        "[\"2026M07\",\"Hele landet\",\"Aktivitetsparat\",55751]",
                        "[\"2026M07\",\"Norddjurs\",\"Aktivitetsparat\",373]",
                        "[\"2025Q01\",\"Norddjurs\",\"Lønmodtagerbeskæftigelse\",36,27,35.7,31.6,27.6]",
                        "[\"2025Q01\",\"Norddjurs\",\"Uddannelse\",null,null,null,3.1,null]");
    }

    @Test
    void theFiguresOf2024ShowEveryKindOfVerdict() {
        World world = DemoWorld.create();
        Set<String> states = new java.util.TreeSet<>();
        Set<String> statuses = new java.util.TreeSet<>();
        for (String day : List.of("2025-03-20", "2026-08-22")) {
            world.moveTo(LocalDate.parse(day));
            for (PlainRow row : new PlainPlan(world, LocalDate.parse(day)).rows("2024")) {
                if (row.area().equals("707")) {
                    states.add(row.state());
                    statuses.add("" + row.status());
                }
            }
        }
        assertThat(states).containsExactly("IMMATURE", "OK", "PRELIMINARY", "SUPPRESSED");
        assertThat(statuses).containsExactly("MET", "NOT_ASSESSABLE", "NOT_MET", "NO_TARGET");
    }

    private static List<JsonNode> journal(String kind) throws IOException {
        return bundled()
                .getOrDefault("deliveries/journal.jsonl", "")
                .lines()
                .map(JSON::readTree)
                .filter(line -> line.get("kind").asString().equals(kind))
                .toList();
    }

    private static Map<String, String> bundled() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(ARCHIVE))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), text(entry.getName(), zip.readAllBytes()));
            }
        }
        return files;
    }

    /** What a file holds; how well it is compressed differs from one Java to the next. */
    private static String text(String name, byte[] bytes) {
        if (!name.endsWith(".gz")) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
