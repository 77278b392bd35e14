package dk.maaltal.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.maaltal.problem.ProblemException;
import dk.maaltal.source.Answer;
import dk.maaltal.source.Outcome;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    @TempDir
    Path deliveries;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-02T03:04:05.123456789Z"));
    private DeliveryStore store;

    @BeforeEach
    void open() {
        store = new DeliveryStore(deliveries, clock);
    }

    private Answer keep(String request, String body) throws IOException {
        return store.keep("jobindsats", request, 200, new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    private List<JournalEntry> entries() {
        List<JournalEntry> entries = new ArrayList<>();
        store.journal().read(Journal.Position.START, line -> entries.add(line.entry()));
        return entries;
    }

    private Path journal() {
        return deliveries.resolve("journal.jsonl");
    }

    private List<Path> bodies() throws IOException {
        try (Stream<Path> files = Files.walk(deliveries)) {
            return files.filter(f -> f.toString().endsWith(".gz")).toList();
        }
    }

    @Test
    void anAnswerIsNamedByTheDigestOfItsBytes() throws IOException {
        Answer answer = keep("GET /v3/a", "blåbær\n");

        assertThat(answer.sha256()).isEqualTo("a0b1b30da157a14ee62a58f8f53a015fe8ba2117567b5ac8f05fca95ecf92384");
    }

    @Test
    void theBytesComeBackAsTheyCame() throws IOException {
        byte[] bytes = new byte[300_000];
        new java.util.Random(7).nextBytes(bytes);

        Answer answer = store.keep("jobindsats", "GET /v3/a", 200, new ByteArrayInputStream(bytes));

        assertThat(answer.bytes()).isEqualTo(300_000);
        assertThat(answer.complete()).isTrue();
        assertThat(answer.at()).isEqualTo(Instant.parse("2026-01-02T03:04:05.123456Z"));
        assertThat(store.open(answer.sha256()).readAllBytes()).isEqualTo(bytes);
        assertThat(store.verify(answer.sha256())).isTrue();
        assertThat(bodies())
                .containsExactly(
                        deliveries.resolve(answer.sha256().substring(0, 2)).resolve(answer.sha256() + ".gz"));
        assertThat(entries()).containsExactly(new JournalEntry.Received(answer, null));
    }

    @Test
    void aBodyThatBrokeOffIsKeptAsFarAsItCame() throws IOException {
        InputStream broken =
                new FilterInputStream(new ByteArrayInputStream("{\"rows\":[".getBytes(StandardCharsets.UTF_8))) {
                    @Override
                    public int read(byte[] b, int off, int len) throws IOException {
                        int n = super.read(b, off, len);
                        if (n < 0) {
                            throw new IOException("connection reset");
                        }
                        return n;
                    }
                };

        Answer answer = store.keep("jobindsats", "GET /v3/a", 200, broken);

        assertThat(answer.complete()).isFalse();
        assertThat(store.open(answer.sha256()).readAllBytes())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("{\"rows\":[");
    }

    @Test
    void theSameAnswerAgainLeavesNoNewTrace() throws IOException {
        Answer first = keep("GET /v3/a", "x");
        store.judged(first, Outcome.OK, 3, "");
        store.accept(first);
        byte[] before = Files.readAllBytes(journal());
        clock.advance(java.time.Duration.ofDays(1));

        open();
        Answer again = keep("GET /v3/a", "x");
        store.judged(again, Outcome.OK, 3, "");

        assertThat(store.accept(again)).isFalse();
        assertThat(Files.readAllBytes(journal())).isEqualTo(before);
        assertThat(bodies()).hasSize(1);
    }

    @Test
    void anAnswerThatComesBackAfterAnotherIsNotedAgain() throws IOException {
        keep("GET /v3/a", "x");
        keep("GET /v3/a", "y");
        keep("GET /v3/a", "x");
        keep("GET /v3/b", "x");

        assertThat(entries()).hasSize(4);
        assertThat(bodies()).hasSize(2);
    }

    @Test
    void knownFromGoesOnWhenTheClockStandsStillOrGoesBack() throws IOException {
        Answer a = keep("GET /v3/tables", "a");
        Answer b = keep("GET /v3/tables", "b");
        store.accept(a);
        store.accept(b);
        clock.set(Instant.parse("2025-01-01T00:00:00Z"));
        open();
        store.accept(a);

        assertThat(entries())
                .filteredOn(JournalEntry.CatalogueAccepted.class::isInstance)
                .extracting(
                        e -> ((JournalEntry.CatalogueAccepted) e).knownFrom().toString())
                .containsExactly(
                        "2026-01-02T03:04:05.123456Z", "2026-01-02T03:04:05.123457Z", "2026-01-02T03:04:05.123458Z");
    }

    @Test
    void aLastLineWithoutItsEndCountsAsNotThereAndIsCutOff() throws IOException {
        keep("GET /v3/a", "x");
        byte[] one = Files.readAllBytes(journal());
        keep("GET /v3/b", "y");
        byte[] two = Files.readAllBytes(journal());
        for (int length = one.length; length < two.length; length++) {
            Files.write(journal(), Arrays.copyOf(two, length));
            open();
            assertThat(entries()).as("cut after %d bytes", length).hasSize(1);
            keep("GET /v3/b", "y");
            assertThat(Files.readAllBytes(journal())).isEqualTo(two);
        }
    }

    @Test
    void aDamagedLineInTheMiddleIsNamed() throws IOException {
        keep("GET /v3/a", "x");
        keep("GET /v3/b", "y");
        keep("GET /v3/c", "z");
        List<String> lines = Files.readAllLines(journal());
        lines.set(1, lines.get(1).substring(0, 40));
        Files.write(journal(), lines);
        open();

        assertThatThrownBy(this::entries)
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("journal.jsonl, line 2");
    }

    @Test
    void aReadingSaysThatItMayShrinkOnlyWhenItMay() throws IOException {
        Answer metadata = keep("GET /v3/table/t1?format=json", "x");
        dk.maaltal.source.jobindsats.Reading reading =
                new dk.maaltal.source.jobindsats.Reading("t1", null, null, "w", metadata, List.of());
        store.accept(reading, false);
        store.accept(reading, true);

        List<String> lines = Files.readAllLines(journal());
        assertThat(lines.get(1)).doesNotContain("shrinkAccepted");
        assertThat(lines.get(2)).contains("\"shrinkAccepted\":true");
        assertThat(entries().subList(1, 3))
                .extracting(entry -> ((JournalEntry.TableRead) entry).mayShrink())
                .containsExactly(false, true);
    }

    @Test
    void aPlaceInAnotherJournalIsRefused() throws IOException {
        keep("GET /v3/a", "x");
        Journal.Position place = store.journal().read(Journal.Position.START, line -> {});
        Files.delete(journal());
        open();
        keep("GET /v3/b", "x");

        assertThatThrownBy(() -> store.journal().read(place, line -> {}))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("maaltal rebuild");
    }

    @Test
    void aMissingBodyIsNamedByItsDigest() {
        String sha256 = "0".repeat(64);

        assertThatThrownBy(() -> store.open(sha256))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(sha256)
                .hasMessageContaining("is missing");
        assertThat(store.verify(sha256)).isFalse();
    }

    @Test
    void aDamagedBodyIsNamedAndHealedByTheSameAnswer() throws IOException {
        Answer answer = keep("GET /v3/a", "x".repeat(10_000));
        Path file = bodies().get(0);
        byte[] packed = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(packed, packed.length / 2), StandardOpenOption.TRUNCATE_EXISTING);

        assertThat(store.verify(answer.sha256())).isFalse();
        assertThatThrownBy(() -> store.open(answer.sha256()).readAllBytes())
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(answer.sha256())
                .hasMessageContaining("is damaged");
        keep("GET /v3/a", "x".repeat(10_000));
        assertThat(store.verify(answer.sha256())).isTrue();
    }

    @Test
    void twoProcessesOnOneHomeSeeEachOthersLines() throws IOException {
        DeliveryStore other = new DeliveryStore(deliveries, clock);
        keep("GET /v3/a", "x");
        other.keep("jobindsats", "GET /v3/b", 200, new ByteArrayInputStream(new byte[0]));
        keep("GET /v3/b", "");
        keep("GET /v3/c", "z");

        assertThat(entries())
                .extracting(e -> ((JournalEntry.Received) e).answer().request())
                .containsExactly("GET /v3/a", "GET /v3/b", "GET /v3/c");
    }
}
