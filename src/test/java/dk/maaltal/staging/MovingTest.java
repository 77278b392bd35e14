package dk.maaltal.staging;

import static dk.maaltal.register.Register.SAMTALER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import dk.maaltal.testing.OnBothDatabases;
import dk.maaltal.testing.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How files leave the drop folder, and which of them do. */
@OnBothDatabases
class MovingTest {
    private static final String GOOD = "a;19000;1;Afholdt";
    private static final String BAD = "!BAD_DATE dato";

    @TempDir
    Path home;

    DropBench bench;

    @BeforeEach
    void open() {
        bench = new DropBench(home, TestDatabase.fresh());
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private List<String> names(String folder) throws IOException {
        Path dir = home.resolve(folder);
        if (!Files.exists(dir)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(dir)) {
            return files.map(file -> FileName.of(file).text())
                    .filter(name -> !name.equals(".judged"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void the_days_of_an_original_count_from_its_judgement_whatever_time_it_has() throws IOException {
        FileTime old = FileTime.from(bench.clock.instant().minus(Duration.ofDays(90)));
        Files.setLastModifiedTime(bench.drop(SAMTALER, "x_2025-01-31.csv", GOOD), old);
        Files.setLastModifiedTime(bench.drop(SAMTALER, "y_2025-02-28.csv", BAD), old);
        assertThat(bench.take(SAMTALER)).hasSize(2);
        // Another user's files keep their time: it is theirs to set.
        Files.setLastModifiedTime(home.resolve("archive/samtaler/x_2025-01-31.csv"), old);
        Files.setLastModifiedTime(home.resolve("rejected/samtaler/y_2025-02-28.csv"), old);

        bench.clock.advance(Duration.ofDays(29));
        assertThat(bench.registers.forget()).isEmpty();
        bench.clock.advance(Duration.ofDays(1));
        assertThat(bench.registers.forget()).hasSize(3);
        assertThat(names("archive/samtaler")).isEmpty();
        assertThat(names("rejected/samtaler")).isEmpty();
    }

    @Test
    void an_original_whose_judgement_nobody_noted_is_kept_for_all_its_days() throws IOException {
        Path folder = Files.createDirectories(home.resolve("archive/samtaler"));
        Path file = Files.writeString(folder.resolve("x_2025-01-31.csv"), "x");
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
        Files.writeString(folder.resolve(".judged"), "2025-01-01T00:00:00Z x_20");

        assertThat(bench.registers.forget()).isEmpty();
        bench.clock.advance(Duration.ofDays(29));
        assertThat(bench.registers.forget()).isEmpty();
        bench.clock.advance(Duration.ofDays(1));
        assertThat(bench.registers.forget()).containsExactly("archive/samtaler/x_2025-01-31.csv");
    }

    @Test
    void a_file_that_was_judged_and_cannot_be_moved_is_said_to_be_just_that() throws IOException {
        Files.writeString(home.resolve("archive"), "no folder");
        Files.writeString(home.resolve("rejected"), "no folder");
        bench.drop(SAMTALER, "x_2025-01-31.csv", GOOD);
        bench.drop(SAMTALER, "y_2025-02-28.csv", BAD);

        List<Intake> first = bench.take(SAMTALER);
        assertThat(first).hasSize(4);
        assertThat(first.get(0)).isInstanceOf(Intake.Taken.class);
        assertThat(waiting(first.get(1))).contains("was taken, but cannot be moved to archive");
        assertThat(first.get(2)).isInstanceOf(Intake.Refused.class);
        assertThat(waiting(first.get(3))).contains("was refused, but cannot be moved to rejected");
        assertThat(bench.rows(SAMTALER, "2025-12-31")).hasSize(1);

        List<Intake> second = bench.take(SAMTALER);
        assertThat(second.get(0)).isInstanceOf(Intake.SeenBefore.class);
        assertThat(waiting(second.get(1))).contains("was taken, but cannot be moved to archive");
        assertThat(bench.files.reads).isEqualTo(2);

        Files.delete(home.resolve("archive"));
        Files.delete(home.resolve("rejected"));
        assertThat(bench.take(SAMTALER)).hasSize(2).allMatch(Intake.SeenBefore.class::isInstance);
        assertThat(names("archive/samtaler")).containsExactly("x_2025-01-31.csv");
        assertThat(names("rejected/samtaler")).containsExactly("y_2025-02-28.csv", "y_2025-02-28.csv.reasons.csv");
    }

    private static String waiting(Intake intake) {
        assertThat(intake).isInstanceOf(Intake.Waiting.class);
        return ((Intake.Waiting) intake).problem().what();
    }

    @Test
    void a_name_as_long_as_a_disk_allows_is_shortened_when_more_comes_behind_it() throws IOException {
        String name = "ø".repeat(120) + "_2025-02.csv";
        assertThat(name.getBytes(java.nio.charset.StandardCharsets.UTF_8)).hasSize(252);
        for (int i = 0; i < 2; i++) {
            bench.drop(SAMTALER, name, BAD);
            assertThat(bench.take(SAMTALER)).singleElement().isNotInstanceOf(Intake.Waiting.class);
        }
        assertThat(names("rejected/samtaler"))
                .hasSize(4)
                .allMatch(one -> one.startsWith("øøø"))
                .anyMatch(one -> one.endsWith("ø (2).csv.reasons.csv"))
                .noneMatch(one -> one.contains("\ufffd"));
        assertThat(names("drop/samtaler")).isEmpty();
    }

    @Test
    void a_name_that_is_no_text_in_the_locale_keeps_its_bytes() throws IOException {
        Path folder = Files.createDirectories(home.resolve("drop/samtaler"));
        for (String name : List.of("m%F8der_2025-01-31.csv", "m%F8der_2025-02-28.csv", "m%C3%B8der.csv")) {
            Path file = Path.of(URI.create(folder.toUri() + name));
            Files.writeString(file, "header\n" + (name.contains("02-28") ? BAD : GOOD + name) + "\n");
        }

        assertThat(bench.take(SAMTALER))
                .extracting(Intake::file)
                .containsExactly("møder.csv", "m\ufffdder_2025-01-31.csv", "m\ufffdder_2025-02-28.csv");
        for (String name : List.of(
                "archive/samtaler/m%F8der_2025-01-31.csv",
                "rejected/samtaler/m%F8der_2025-02-28.csv.reasons.csv",
                "rejected/samtaler/m%C3%B8der.csv.reasons.csv")) {
            assertThat(Files.exists(Path.of(URI.create(home.toUri() + name))))
                    .as(name)
                    .isTrue();
        }
        bench.clock.advance(Duration.ofDays(30));
        assertThat(bench.registers.forget()).hasSize(5);
    }

    @Test
    void a_linked_folder_of_a_register_is_named_and_left() throws IOException {
        Path elsewhere = Files.createDirectories(home.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("x_2025-01-31.csv"), "header\n" + GOOD + "\n");
        Files.createDirectories(home.resolve("drop"));
        Files.createSymbolicLink(home.resolve("drop/samtaler"), elsewhere);

        assertThat(bench.registers.waiting()).isEmpty();
        assertThat(bench.take(SAMTALER)).isEmpty();
        assertThat(bench.registers.strays()).extracting(Problem::where).containsExactly("drop/samtaler");
        assertThat(names("elsewhere")).containsExactly("x_2025-01-31.csv");
    }

    @Test
    void the_drop_folder_itself_may_be_a_link() throws IOException {
        Files.createDirectories(home.resolve("elsewhere"));
        Files.createSymbolicLink(home.resolve("drop"), home.resolve("elsewhere"));
        Files.createDirectories(home.resolve("elsewhere/samtaler"));

        bench.taken(SAMTALER, "x_2025-01-31.csv", GOOD);
        assertThat(bench.registers.strays()).isEmpty();
    }

    @Test
    void what_is_no_csv_and_no_xlsx_is_named_and_left() throws IOException {
        bench.drop(SAMTALER, "x_2025-01-31.csv", GOOD);
        bench.drop(SAMTALER, "læsmig_2025-01-31.txt", GOOD);

        assertThat(bench.take(SAMTALER)).singleElement().isInstanceOf(Intake.Taken.class);
        assertThat(names("drop/samtaler")).containsExactly("læsmig_2025-01-31.txt");
        assertThat(bench.registers.strays())
                .extracting(Problem::where)
                .containsExactly("drop/samtaler/læsmig_2025-01-31.txt");
        assertThat(bench.registers.waiting()).isEmpty();
    }

    @Test
    void a_name_gives_no_orders_to_a_terminal_and_no_cpr_number_away() throws IOException {
        bench.drop(SAMTALER, "a\nb\033[31m_010203\0331234_2025-01-31.csv", GOOD);
        bench.drop(SAMTALER, "c\u202e\rd.csv", GOOD);
        Files.writeString(home.resolve("drop/e\u0007f"), "");

        String all = bench.take(SAMTALER) + " " + bench.registers.strays();
        bench.clock.advance(Duration.ofDays(31));
        all += " " + bench.registers.forget() + bench.database();
        assertThat(all).contains("a b [31m_**********_2025-01-31.csv", "c d.csv", "drop/e f");
        assertThat(all.chars().filter(c -> c < ' ' || c == 0x7f || c == 0x202e)).isEmpty();
    }

    @Test
    void a_file_that_cannot_go_keeps_no_other_from_going_and_is_named() throws IOException {
        Instant now = bench.clock.instant();
        Originals good = new Originals(home, new FileMoves() {});
        for (String name : List.of("a_2025-01-31.csv", "b 010203-1234_2025-01-31.csv", "c_2025-01-31.csv")) {
            good.archive(SAMTALER, bench.drop(SAMTALER, name, GOOD), now);
        }
        Originals bad = new Originals(home, new FileMoves() {
            @Override
            public void delete(Path file) throws IOException {
                if (file.getFileName().toString().startsWith("b")) {
                    throw new java.nio.file.AccessDeniedException(file.toString());
                }
                Files.delete(file);
            }
        });
        Originals.Forgotten forgotten = bad.forget(now.plus(Duration.ofDays(30)), 30);

        assertThat(forgotten.gone())
                .containsExactly("archive/samtaler/a_2025-01-31.csv", "archive/samtaler/c_2025-01-31.csv");
        assertThat(forgotten.left()).containsExactly("archive/samtaler/b **********_2025-01-31.csv");
        assertThat(forgotten.why()).containsExactly("AccessDeniedException");
        assertThat(good.forget(now.plus(Duration.ofDays(30)), 30).gone()).hasSize(1);
    }

    @Test
    void what_went_is_journalled_even_when_something_did_not() throws IOException {
        bench.taken(SAMTALER, "x_2025-01-31.csv", GOOD);
        // A folder where the days are noted: they can neither be read nor written, as where one may not look.
        Files.createDirectories(home.resolve("rejected/samtaler/.judged/x"));
        bench.clock.advance(Duration.ofDays(31));

        assertThatThrownBy(() -> bench.registers.forget())
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("rejected/samtaler")
                .hasMessageContaining("1 were");
        assertThat(names("archive/samtaler")).isEmpty();
        assertThat(Files.readString(home.resolve("deliveries/journal.jsonl")))
                .contains("{\"kind\":\"forgotten\",\"files\":[\"archive/samtaler/x_2025-01-31.csv\"");
    }

    /** Another file system: nothing can be renamed to it from the drop folder. */
    private static class Elsewhere implements FileMoves {
        private final Path drop;

        Elsewhere(Path drop) {
            this.drop = drop;
        }

        @Override
        public void rename(Path from, Path to) throws IOException {
            if (from.startsWith(drop)) {
                throw new java.nio.file.AtomicMoveNotSupportedException(from.toString(), to.toString(), "another disk");
            }
            FileMoves.super.rename(from, to);
        }
    }

    @Test
    void a_file_on_another_disk_is_copied_and_goes_only_when_the_copy_is_safe() throws IOException {
        Path file = bench.drop(SAMTALER, "x_2025-01-31.csv", GOOD);
        StringBuilder steps = new StringBuilder();
        Originals originals = new Originals(home, new Elsewhere(home.resolve("drop")) {
            @Override
            public void sync(Path file) throws IOException {
                steps.append("sync ").append(file.getFileName()).append('\n');
                super.sync(file);
            }

            @Override
            public void delete(Path file) throws IOException {
                steps.append("delete ").append(file.getFileName()).append('\n');
                super.delete(file);
            }
        });
        originals.archive(SAMTALER, file, bench.clock.instant());

        assertThat(steps.toString())
                .isEqualTo("sync x_2025-01-31.csv.part\nsync samtaler\ndelete x_2025-01-31.csv\nsync samtaler\n");
        assertThat(names("archive/samtaler")).containsExactly("x_2025-01-31.csv");
        assertThat(names("drop/samtaler")).isEmpty();
    }

    @Test
    void a_copy_that_fails_or_whose_original_stays_leaves_no_second_one() throws IOException {
        Path file = bench.drop(SAMTALER, "x_2025-01-31.csv", GOOD);
        FileMoves full = new Elsewhere(home.resolve("drop")) {
            @Override
            public void sync(Path file) throws IOException {
                throw new java.nio.file.FileSystemException(file.toString(), null, "No space left on device");
            }
        };
        FileMoves readOnly = new Elsewhere(home.resolve("drop")) {
            @Override
            public void delete(Path file) throws IOException {
                throw new java.nio.file.AccessDeniedException(file.toString());
            }
        };
        for (FileMoves moves : List.of(full, readOnly)) {
            assertThatThrownBy(() -> new Originals(home, moves).archive(SAMTALER, file, bench.clock.instant()))
                    .isInstanceOf(IOException.class);
            assertThat(names("archive/samtaler")).isEmpty();
            assertThat(names("drop/samtaler")).hasSize(1);
        }
    }
}
