package dk.maaltal.staging;

import static dk.maaltal.register.Register.LOENTIMER;
import static dk.maaltal.register.Register.SAMTALER;
import static dk.maaltal.register.Register.TILBUD;
import static dk.maaltal.register.Register.UNGDOMSVALG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import dk.maaltal.register.Register;
import dk.maaltal.source.Outcome;
import dk.maaltal.testing.OnBothDatabases;
import dk.maaltal.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the drop folder to generations. The rows of the tests say whose they are in a column that no measure reads. */
@OnBothDatabases
class DropTest {
    private static final String NOW = "2025-12-31";

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

    /** Persons of whom each has one row. */
    private static String[] persons(int from, int to, String... before) {
        return Stream.concat(
                        Arrays.stream(before),
                        IntStream.range(from, to).mapToObj(i -> "p%d;19000;%d;Afholdt".formatted(i, i)))
                .toArray(String[]::new);
    }

    private static String[] persons(int count) {
        return persons(0, count);
    }

    private List<String> names(String folder) throws IOException {
        Path dir = home.resolve(folder);
        if (!Files.exists(dir)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(dir)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals(".judged"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void a_file_becomes_a_generation_and_moves_to_the_archive() throws IOException {
        Intake.Taken taken = bench.taken(
                SAMTALER,
                "udtræk_2025-06-30.csv",
                "a;19000;1;Afholdt",
                "b;-400;2;Udeblevet",
                "a;18000;1;Udeblevet",
                "a;19000;1;Afholdt",
                "a;19000;-;Afholdt",
                "#covers 2020-01-01",
                "#warn seen twice");

        assertThat(taken)
                .isEqualTo(new Intake.Taken(
                        SAMTALER,
                        "udtræk_2025-06-30.csv",
                        LocalDate.parse("2025-06-30"),
                        4,
                        5,
                        0,
                        1,
                        0,
                        List.of("seen twice")));
        assertThat(bench.rows(SAMTALER, NOW))
                .containsExactly("-400;2;Udeblevet", "18000;1;Udeblevet", "19000;-;Afholdt", "19000;1;Afholdt");
        assertThat(DropBench.folded(bench.at(NOW), EnumSet.of(SAMTALER)))
                .containsExactlyInAnyOrder(
                        List.of("samtaler 18000;1;Udeblevet", "samtaler 19000;-;Afholdt", "samtaler 19000;1;Afholdt"),
                        List.of("samtaler -400;2;Udeblevet"));
        RegisterKnown known = bench.at(NOW).of(SAMTALER).orElseThrow();
        assertThat(known.firstDay()).isEqualTo(LocalDate.parse("2020-01-01"));
        assertThat(known.files()).hasSize(1);
        assertThat(names("archive/samtaler")).containsExactly("udtræk_2025-06-30.csv");
        assertThat(names("drop/samtaler")).isEmpty();
        assertThat(names("registers/samtaler/" + names("registers/samtaler").get(0)))
                .contains("generation.json", "rejections.gz")
                .noneMatch(name -> name.contains("spill"));
        assertThat(bench.db
                        .sql("select concat_ws(' ', source, request, outcome, source_updated_on) from bi.delivery")
                        .query(String.class)
                        .list())
                .containsExactly("samtaler udtræk_2025-06-30.csv OK 2025-06-30");
    }

    @Test
    void rows_without_persons_come_back_as_they_were() {
        bench.taken(
                UNGDOMSVALG,
                "valg_2025-03-01.xlsx",
                "2025;Gymnasial;<;100",
                "2025;Erhvervsuddannelse;0;9007199254740993",
                "2024;-;-;7",
                "2024;-;-;7");

        assertThat(bench.rows(UNGDOMSVALG, NOW))
                .containsExactly("2024;-;-;7", "2025;Erhvervsuddannelse;0;9007199254740993", "2025;Gymnasial;<;100");
        assertThat(bench.at(NOW).of(UNGDOMSVALG).orElseThrow().place("valg", "Erhvervsuddannelse"))
                .isEqualTo(1);
    }

    @Test
    void what_is_known_at_a_time_is_the_newest_extract_of_its_day_or_before() {
        bench.taken(SAMTALER, "x_2025-06-30.csv", persons(10));
        bench.taken(SAMTALER, "x_2025-09-30.csv", persons(20));
        assertThat(bench.rows(SAMTALER, "2025-06-29")).isEmpty();
        assertThat(bench.at("2025-06-29").of(SAMTALER)).isEmpty();
        assertThat(bench.rows(SAMTALER, "2025-06-30")).hasSize(10);
        assertThat(bench.rows(SAMTALER, "2025-09-29")).hasSize(10);
        assertThat(bench.rows(SAMTALER, "2025-09-30")).hasSize(20);

        bench.taken(SAMTALER, "late_2025-08-31.csv", persons(15));
        assertThat(bench.rows(SAMTALER, "2025-08-30")).hasSize(10);
        assertThat(bench.rows(SAMTALER, "2025-08-31")).hasSize(15);
        assertThat(bench.rows(SAMTALER, NOW)).hasSize(20);

        bench.taken(SAMTALER, "again_2025-09-30.csv", persons(21));
        assertThat(bench.rows(SAMTALER, NOW)).hasSize(21);
        assertThat(bench.registers.generations())
                .extracting(HeldGeneration::rows)
                .containsExactly(10L, 15L, 20L, 21L);
    }

    @Test
    void a_days_extract_is_known_from_midnight_in_denmark() {
        bench.taken(SAMTALER, "x_2025-06-30.csv", persons(1));

        // In summer the Danish day begins at 22 UTC.
        assertThat(bench.staging
                        .at(java.time.Instant.parse("2025-06-29T22:00:00Z"))
                        .registers()
                        .of(SAMTALER))
                .isPresent();
        assertThat(bench.staging
                        .at(java.time.Instant.parse("2025-06-29T21:59:59Z"))
                        .registers()
                        .of(SAMTALER))
                .isEmpty();
    }

    @Test
    void several_files_are_taken_oldest_first() {
        bench.drop(SAMTALER, "a_2025-09-30.csv", persons(20));
        bench.drop(SAMTALER, "b_2025-06-30.csv", persons(25));
        bench.drop(SAMTALER, "c_2025-12-31.csv", persons(16));

        assertThat(bench.take(SAMTALER))
                .extracting(Intake::file)
                .containsExactly("b_2025-06-30.csv", "a_2025-09-30.csv", "c_2025-12-31.csv");
        assertThat(bench.rows(SAMTALER, NOW)).hasSize(16);
    }

    @Test
    void a_delta_adds_to_the_extract_before_it() {
        bench.taken(SAMTALER, "x_2025-06-30.csv", "a;100;1;Afholdt", "b;100;2;Aflyst");
        Intake.Taken taken = bench.taken(
                SAMTALER, "d_2025-07-31.csv", "#delta", "a;200;1;Udeblevet", "b;100;2;Aflyst", "c;100;3;Afholdt");

        assertThat(taken.rows()).isEqualTo(4);
        assertThat(taken.merged()).isEqualTo(1);
        assertThat(bench.rows(SAMTALER, "2025-07-30")).hasSize(2);
        assertThat(bench.rows(SAMTALER, NOW))
                .containsExactly("100;1;Afholdt", "100;2;Aflyst", "100;3;Afholdt", "200;1;Udeblevet");
        assertThat(bench.at(NOW).of(SAMTALER).orElseThrow().files()).hasSize(2);

        bench.taken(SAMTALER, "d_2025-08-31.csv", "#delta", "d;1;4;Aflyst");
        assertThat(bench.rows(SAMTALER, NOW)).hasSize(5).contains("200;1;Udeblevet", "1;4;Aflyst");
        assertThat(bench.at(NOW).of(SAMTALER).orElseThrow().files()).hasSize(3);

        bench.taken(SAMTALER, "x_2025-09-30.csv", persons(20));
        assertThat(bench.rows(SAMTALER, NOW)).hasSize(20);
        assertThat(bench.at(NOW).of(SAMTALER).orElseThrow().files()).hasSize(1);
    }

    @Test
    void a_deltas_row_replaces_those_of_the_person_with_its_key() {
        bench.taken(
                SAMTALER,
                "x_2025-06-30.csv",
                "a;100;1;Afholdt",
                "a;100;1;Aflyst",
                "a;200;1;Aflyst",
                "b;100;2;Aflyst",
                "c;300;3;Aflyst",
                "c;300;3;Afholdt");
        bench.taken(
                SAMTALER,
                "d_2025-07-31.csv",
                "#delta",
                "#key person,dato",
                "a;100;1;Udeblevet",
                "b;100;2;Afholdt",
                "b;100;2;Udeblevet",
                "d;100;4;Afholdt");

        assertThat(bench.rows(SAMTALER, NOW))
                .containsExactly(
                        "100;1;Udeblevet",
                        "100;2;Udeblevet",
                        "100;4;Afholdt",
                        "200;1;Aflyst",
                        "300;3;Afholdt",
                        "300;3;Aflyst");

        bench.taken(SAMTALER, "e_2025-08-31.csv", "#delta", "#key person", "a;1;1;Aflyst", "c;2;3;Aflyst");
        assertThat(bench.rows(SAMTALER, NOW))
                .containsExactly("100;2;Udeblevet", "100;4;Afholdt", "1;1;Aflyst", "2;3;Aflyst");
    }

    @Test
    void a_delta_that_comes_after_a_later_one_is_refused() {
        bench.taken(SAMTALER, "x_2025-06-30.csv", persons(10));
        bench.taken(SAMTALER, "d_2025-08-31.csv", persons(10, 12, "#delta"));

        Intake.Refused late = bench.refused(SAMTALER, "d_2025-07-31.csv", persons(12, 14, "#delta"));
        assertThat(late.outcome()).isEqualTo(Outcome.CONFLICT);
        assertThat(late.problem().toString()).contains("the delta of 2025-08-31 was taken before it");
        assertThat(bench.taken(SAMTALER, "x_2025-07-31.csv", persons(11)).notes())
                .anyMatch(note -> note.contains("rests on the extract before this one"));
        assertThat(bench.rows(SAMTALER, NOW)).hasSize(12);
    }

    @Test
    void a_full_extract_may_lose_just_as_much_as_the_tolerance_says() throws IOException {
        bench.taken(SAMTALER, "x_2025-01-31.csv", persons(1000));
        bench.taken(SAMTALER, "x_2025-02-28.csv", persons(800));
        Intake.Refused refused = bench.refused(SAMTALER, "x_2025-03-31.csv", persons(639));

        assertThat(refused.outcome()).isEqualTo(Outcome.SHRUNK);
        assertThat(refused.problem().toString())
                .contains("639 distinct rows", "2025-02-28 held 800", "20 %", "drop/samtaler/x_2025-03-31.csv");
        assertThat(bench.rows(SAMTALER, NOW)).hasSize(800);
        assertThat(names("rejected/samtaler")).containsExactly("x_2025-03-31.csv", "x_2025-03-31.csv.reasons.csv");
        assertThat(bench.taken(SAMTALER, "x_2025-03-31.csv", persons(640)).rows())
                .isEqualTo(640);
        assertThat(bench.taken(SAMTALER, "x_2025-04-30.csv", persons(0, 64, "#shrink 0.9"))
                        .rows())
                .isEqualTo(64);
    }

    @Test
    void rows_that_came_twice_do_not_hide_a_loss() {
        bench.taken(SAMTALER, "x_2025-01-31.csv", persons(10));
        String[] twice = Stream.concat(Arrays.stream(persons(7)), Arrays.stream(persons(7)))
                .toArray(String[]::new);

        assertThat(bench.refused(SAMTALER, "x_2025-02-28.csv", twice).outcome()).isEqualTo(Outcome.SHRUNK);
    }

    @Test
    void just_as_many_rows_may_be_rejected_as_the_tolerance_says() throws IOException {
        Intake.Taken taken = bench.taken(SAMTALER, "x_2025-01-31.csv", persons(0, 99, "!BAD_DATE dato"));
        assertThat(taken.rejected()).isEqualTo(1);
        assertThat(bench.registers.rejections(10))
                .extracting(r -> r.file() + " " + r.line() + " " + r.column() + " " + r.rule() + " " + r.reason())
                .containsExactly("x_2025-01-31.csv 2 dato bad_date why: dato");

        Intake.Refused refused =
                bench.refused(SAMTALER, "x_2025-02-28.csv", persons(0, 197, "!BAD_CPR person", "!BAD_DATE dato"));
        assertThat(refused.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(refused.rejected()).isEqualTo(2);
        assertThat(refused.problem().toString()).contains("2 of 199 rows", "at most 1 %");
        assertThat(bench.taken(SAMTALER, "x_2025-03-31.csv", persons(0, 198, "!BAD_CPR person", "!BAD_DATE dato"))
                        .rejected())
                .isEqualTo(2);
        assertThat(Files.readString(home.resolve("rejected/samtaler/x_2025-02-28.csv.reasons.csv")))
                .startsWith("file;line;column;rule;reason\nx_2025-02-28.csv;;;rejected;")
                .contains(
                        "\nx_2025-02-28.csv;2;person;bad_cpr;why: person\nx_2025-02-28.csv;3;dato;bad_date;why: dato\n");
        assertThat(bench.db
                        .sql("select outcome from bi.delivery order by source_updated_on")
                        .query(String.class)
                        .list())
                .containsExactly("OK", "REJECTED", "OK");
        assertThat(bench.registers.rejections(3)).hasSize(3);
    }

    @Test
    void empty_files_and_headers_alone_are_refused_and_the_old_goes_on_serving() {
        bench.taken(SAMTALER, "x_2025-01-31.csv", persons(3));

        assertThat(bench.refused(SAMTALER, "x_2025-02-28.csv").problem().what()).isEqualTo("the file is empty");
        assertThat(bench.refused(SAMTALER, "x_2025-03-31.csv", "#reject 1").outcome())
                .isEqualTo(Outcome.EMPTY);
        assertThat(bench.refused(SAMTALER, "x_2025-04-30.csv", "#refuse no layout fits")
                        .problem()
                        .what())
                .isEqualTo("no layout fits");
        assertThat(bench.rows(SAMTALER, NOW)).hasSize(3);
    }

    @Test
    void names_that_do_not_say_enough_are_refused() throws IOException {
        Map<String, String> wrong = Map.of(
                "samtaler.csv", "no extract date",
                "samtaler_2025-02-30.csv", "no extract date",
                "samtaler_2026-01-02.csv", "after today, 2026-01-01");
        for (Map.Entry<String, String> one : wrong.entrySet()) {
            Intake.Refused refused = bench.refused(SAMTALER, one.getKey(), persons(3));
            assertThat(refused.problem().what()).contains(one.getValue());
            assertThat(refused.outcome()).isEqualTo(Outcome.MISMATCH);
        }
        assertThat(bench.files.reads).isZero();
        assertThat(names("rejected/samtaler")).hasSize(6);
        // The day after, the same file is taken; under a wrong name it is refused even then.
        bench.clock.advance(Duration.ofDays(1));
        assertThat(bench.taken(SAMTALER, "samtaler_2026-01-02.csv", persons(3)).rows())
                .isEqualTo(3);
        bench.refused(SAMTALER, "samtaler.csv", persons(3));
        assertThat(bench.db
                        .sql("select outcome from bi.delivery")
                        .query(String.class)
                        .list())
                .containsExactly("OK");
    }

    @Test
    void a_days_extract_may_come_on_that_day() {
        assertThat(bench.taken(SAMTALER, "x_2026-01-01.csv", persons(1)).rows()).isEqualTo(1);
    }

    @Test
    void files_that_others_are_at_work_with_are_left_alone() throws IOException {
        bench.drop(SAMTALER, "x_2025-01-31.csv.part", persons(1));
        bench.drop(SAMTALER, "~$x_2025-01-31.xlsx", persons(1));
        bench.drop(SAMTALER, ".x_2025-01-31.csv", persons(1));

        assertThat(bench.registers.waiting()).isEmpty();
        assertThat(bench.take(SAMTALER)).isEmpty();
        assertThat(names("drop/samtaler")).hasSize(3);
        assertThat(bench.registers.strays()).isEmpty();
    }

    @Test
    void a_file_that_still_grows_waits_for_the_next_run() throws IOException {
        Path file = bench.drop(SAMTALER, "x_2025-01-31.csv", persons(5));
        // Its clock is ahead of ours, which has no say.
        Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.fromMillis(4_000_000_000_000L));
        bench.meanwhile = () -> bench.drop(SAMTALER, "x_2025-01-31.csv", persons(6));
        assertThat(bench.take(SAMTALER)).singleElement().isInstanceOf(Intake.Waiting.class);

        bench.meanwhile = () -> {};
        assertThat(bench.take(SAMTALER)).singleElement().isInstanceOf(Intake.Taken.class);
        assertThat(bench.rows(SAMTALER, NOW)).hasSize(6);
    }

    @Test
    void a_file_that_changes_while_it_is_read_waits_and_leaves_nothing() throws IOException {
        bench.drop(SAMTALER, "x_2025-01-31.csv", persons(5));
        bench.files.onRead = () -> bench.drop(SAMTALER, "x_2025-01-31.csv", persons(7));
        assertThat(bench.take(SAMTALER)).singleElement().isInstanceOf(Intake.Waiting.class);
        assertThat(names("registers/samtaler")).isEmpty();

        bench.files.onRead = () -> {};
        assertThat(bench.take(SAMTALER)).singleElement().isInstanceOf(Intake.Taken.class);
        assertThat(bench.rows(SAMTALER, NOW)).hasSize(7);
    }

    @Test
    void one_look_at_all_registers_is_enough_for_those_that_are_taken_after_it() {
        bench.drop(SAMTALER, "x_2025-01-31.csv", persons(5));
        bench.drop(LOENTIMER, "x_2025-01-31.csv", "a;24300;1000000;-;-");
        int[] pauses = {0};
        bench.meanwhile = () -> pauses[0]++;

        assertThat(bench.registers.waiting()).containsExactly(SAMTALER, LOENTIMER);
        assertThat(bench.take(SAMTALER)).singleElement().isInstanceOf(Intake.Taken.class);
        assertThat(bench.take(LOENTIMER)).singleElement().isInstanceOf(Intake.Taken.class);
        assertThat(pauses[0]).isEqualTo(1);
    }

    @Test
    void what_lies_elsewhere_in_the_drop_folder_is_named_and_left() throws IOException {
        Files.createDirectories(home.resolve("drop/samtale"));
        Files.createDirectories(home.resolve("drop/samtaler/gamle"));
        Files.writeString(home.resolve("drop/forloeb_2025-01-31 010203-1234.csv"), "x");

        assertThat(bench.registers.strays())
                .extracting(Problem::where)
                .containsExactly("drop/forloeb_2025-01-31 **********.csv", "drop/samtale/", "drop/samtaler/gamle/");
        assertThat(bench.registers.waiting()).isEmpty();
    }

    @Test
    void the_same_bytes_are_taken_once() throws IOException {
        bench.taken(SAMTALER, "x_2025-01-31.csv", persons(5));
        List<String> before = bench.database();
        Set<String> folders = bench.tree("registers", "deliveries");

        Intake intake = bench.take(SAMTALER, "y_2025-01-31.csv", persons(5));

        assertThat(intake).isInstanceOf(Intake.SeenBefore.class);
        assertThat(((Intake.SeenBefore) intake).problem().what()).contains("the extract of 2025-01-31");
        assertThat(bench.database()).isEqualTo(before);
        assertThat(bench.tree("registers", "deliveries")).isEqualTo(folders);
        assertThat(bench.files.reads).isEqualTo(1);
        assertThat(names("archive/samtaler")).contains("x_2025-01-31.csv", "y_2025-01-31.csv");
        assertThat(bench.take(SAMTALER, "x_2025-01-31.csv", persons(5))).isInstanceOf(Intake.SeenBefore.class);
        assertThat(names("archive/samtaler")).contains("x_2025-01-31 (2).csv");
    }

    @Test
    void the_same_bytes_under_another_date_are_another_extract() {
        bench.taken(SAMTALER, "x_2025-02-28.csv", persons(5));
        assertThat(bench.rows(SAMTALER, "2025-02-01")).isEmpty();

        bench.taken(SAMTALER, "x_2025-01-31.csv", persons(5));
        bench.taken(SAMTALER, "x_2025-03-31.csv", persons(5));
        assertThat(bench.rows(SAMTALER, "2025-02-01")).hasSize(5);
        assertThat(bench.at(NOW).of(SAMTALER).orElseThrow().extractDate()).isEqualTo(LocalDate.parse("2025-03-31"));
        assertThat(bench.db
                        .sql("select source_updated_on from bi.delivery order by source_updated_on")
                        .query(LocalDate.class)
                        .list())
                .extracting(LocalDate::toString)
                .containsExactly("2025-01-31", "2025-02-28", "2025-03-31");
        assertThat(bench.take(SAMTALER, "again_2025-02-28.csv", persons(5))).isInstanceOf(Intake.SeenBefore.class);

        List<String> before = bench.database();
        bench.staging.rebuild(Progress.NONE);
        assertThat(bench.database()).isEqualTo(before);
    }

    @Test
    void what_was_refused_is_read_again_only_when_something_changed_that_decides() throws IOException {
        String[] bad = persons(0, 5, "!BAD_DATE dato");
        bench.refused(SAMTALER, "x_2025-01-31.csv", bad);

        Intake again = bench.take(SAMTALER, "x_2025-01-31.csv", bad);
        assertThat(again).isInstanceOf(Intake.SeenBefore.class);
        assertThat(((Intake.SeenBefore) again).wasTaken()).isFalse();
        assertThat(bench.files.reads).isEqualTo(1);
        assertThat(names("rejected/samtaler"))
                .containsExactly(
                        "x_2025-01-31 (2).csv",
                        "x_2025-01-31 (2).csv.reasons.csv",
                        "x_2025-01-31.csv",
                        "x_2025-01-31.csv.reasons.csv");
        assertThat(Files.readString(home.resolve("rejected/samtaler/x_2025-01-31 (2).csv.reasons.csv")))
                .contains(";2;dato;bad_date;");

        bench.stamp = "s2";
        assertThat(bench.refused(SAMTALER, "x_2025-01-31.csv", bad).rejected()).isEqualTo(1);
        assertThat(bench.files.reads).isEqualTo(2);
        assertThat(bench.db
                        .sql("select count(*) from register_file")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void without_its_key_a_register_of_persons_waits_and_others_do_not() throws IOException {
        bench.taken(SAMTALER, "x_2025-01-31.csv", persons(5));
        bench.drop(SAMTALER, "x_2025-02-28.csv", persons(6));
        for (KeyState state :
                List.of(KeyState.of(null), KeyState.of(home.resolve("none")), new KeyState("bb".repeat(16), null))) {
            bench.key = state;
            assertThat(bench.take(SAMTALER)).singleElement().isInstanceOf(Intake.Waiting.class);
            assertThat(bench.registers.keyProblem()).isPresent();
        }
        assertThat(bench.registers.keyProblem().orElseThrow().toString())
                .contains("aa".repeat(16), "bb".repeat(16), "put the old key file back");
        assertThat(bench.taken(UNGDOMSVALG, "v_2025-01-31.csv", "2025;Gymnasial;1;2")
                        .rows())
                .isEqualTo(1);

        bench.key = DropBench.KEY;
        assertThat(bench.take(SAMTALER)).singleElement().isInstanceOf(Intake.Taken.class);
        assertThat(bench.registers.keyFingerprint()).contains("aa".repeat(16));
    }

    @Test
    void a_key_file_that_others_may_read_is_no_key() throws IOException {
        Path file = home.resolve("key");
        Files.writeString(file, "0123456789abcdef0123456789abcdef");
        Files.setPosixFilePermissions(file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r-----"));
        assertThat(KeyState.of(file).problem()).isNotNull().satisfies(problem -> {
            assertThat(problem.toString()).contains("maaltal.pseudonym.key-file", "0600");
        });
        assertThat(KeyState.of(file).fingerprint()).isNull();

        Files.setPosixFilePermissions(file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
        assertThat(KeyState.of(file).problem()).isNull();
        assertThat(KeyState.of(file).fingerprint()).hasSize(32);
    }

    @Test
    void a_damaged_bucket_is_never_read() throws IOException {
        bench.taken(SAMTALER, "x_2025-01-31.csv", persons(500));
        String folder = names("registers/samtaler").get(0);
        List<String> buckets = names("registers/samtaler/" + folder).stream()
                .filter(name -> name.startsWith("bucket"))
                .toList();
        assertThat(buckets).hasSize(64);
        Random random = new Random(5);
        for (int round = 0; round < 20; round++) {
            Path bucket =
                    home.resolve("registers/samtaler/" + folder).resolve(buckets.get(random.nextInt(buckets.size())));
            byte[] good = Files.readAllBytes(bucket);
            byte[] bad = round == 0 ? Arrays.copyOf(good, good.length - 1) : good.clone();
            if (round > 0) {
                bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
            }
            Files.write(bucket, bad);
            assertThat(bench.at(NOW).of(SAMTALER)).isEmpty();
            assertThat(bench.rows(SAMTALER, NOW)).isEmpty();
            assertThat(bench.at(NOW).lost(SAMTALER).orElseThrow().where()).isEqualTo("registers/samtaler/" + folder);
            Map<Long, Registers.Person> anyone = Map.of(1L, new Registers.Person(1, 2));
            assertThatThrownBy(() -> bench.registers.nobodys(anyone)).isInstanceOf(ProblemException.class);
            Files.write(bucket, good);
        }
        assertThat(bench.rows(SAMTALER, NOW)).hasSize(500);

        Path manifest = home.resolve("registers/samtaler").resolve(folder).resolve("generation.json");
        Files.writeString(manifest, Files.readString(manifest).replace("\"rows\" : 500", "\"rows\" : 501"));
        assertThat(bench.at(NOW).lost(SAMTALER).orElseThrow().what()).contains("generation.json");
        assertThat(bench.rows(SAMTALER, NOW)).isEmpty();
    }

    @Test
    void a_name_that_holds_a_cpr_number_is_told_to_nobody() throws IOException {
        bench.taken(SAMTALER, "0102031234_2025-01-31.csv", persons(3));
        bench.refused(SAMTALER, "010203-1234.csv", persons(3));
        bench.clock.advance(Duration.ofDays(40));
        List<String> gone = bench.registers.forget();

        String everything = bench.database() + " " + gone + Files.readString(home.resolve("deliveries/journal.jsonl"));
        assertThat(everything).doesNotContain("0102031234", "010203-1234").contains("**********");
    }

    @Test
    void originals_go_when_their_days_are_over() throws IOException {
        bench.taken(SAMTALER, "x_2025-01-31.csv", persons(3));
        bench.refused(SAMTALER, "x.csv", persons(3));
        bench.clock.advance(Duration.ofDays(30).minusMinutes(2));
        assertThat(bench.registers.forget()).isEmpty();
        bench.taken(SAMTALER, "x_2025-02-28.csv", persons(4));

        bench.clock.advance(Duration.ofMinutes(2));
        assertThat(bench.registers.forget())
                .containsExactly(
                        "archive/samtaler/x_2025-01-31.csv",
                        "rejected/samtaler/x.csv",
                        "rejected/samtaler/x.csv.reasons.csv");
        assertThat(bench.registers.forget()).isEmpty();
        assertThat(names("archive/samtaler")).containsExactly("x_2025-02-28.csv");
        assertThat(names("rejected/samtaler")).isEmpty();
        assertThat(bench.rows(SAMTALER, "2025-02-01")).hasSize(3);
        assertThat(Files.readString(home.resolve("deliveries/journal.jsonl")))
                .contains("{\"kind\":\"forgotten\",\"files\":[\"archive/samtaler/x_2025-01-31.csv\"");
        bench.restart();
        bench.staging.rebuild(Progress.NONE);
        assertThat(bench.rows(SAMTALER, NOW)).hasSize(4);
    }

    @Test
    void nobody_but_this_user_may_look_into_the_folders() throws IOException {
        bench.taken(SAMTALER, "x_2025-01-31.csv", persons(3));
        for (String folder : List.of("registers", "registers/samtaler", "archive", "archive/samtaler")) {
            assertThat(java.nio.file.attribute.PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(home.resolve(folder))))
                    .as(folder)
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void p_numbers_that_are_someones_cpr_number_are_found() {
        bench.taken(SAMTALER, "x_2025-01-31.csv", persons(300));
        bench.taken(LOENTIMER, "x_2025-01-31.csv", "other;24300;1000000;-;-");
        Map<Long, Registers.Person> candidates = new TreeMap<>();
        candidates.put(1L, new Registers.Person(LineFiles.high("p299"), LineFiles.low("p299")));
        candidates.put(2L, new Registers.Person(LineFiles.high("nobody"), LineFiles.low("nobody")));
        candidates.put(3L, new Registers.Person(LineFiles.high("other"), LineFiles.low("other")));

        assertThat(bench.registers.nobodys(candidates)).containsExactly(2L);
    }

    @Test
    void a_fold_sees_every_row_of_every_person_once() {
        Random random = new Random(20260102);
        for (int round = 0; round < 4; round++) {
            Set<Register> registers = EnumSet.of(SAMTALER, TILBUD, LOENTIMER);
            Map<String, Set<String>> expected = new TreeMap<>();
            for (Register register : registers) {
                List<String> lines = new ArrayList<>(List.of("#shrink 1", "#reject 1"));
                for (int i = 0; i < 3000; i++) {
                    String person = "p" + (random.nextInt(4) == 0 ? random.nextInt(3) : random.nextInt(700));
                    String values = values(register, random);
                    lines.add(person + ";" + values);
                    expected.computeIfAbsent(person, p -> new TreeSet<>()).add(register.text() + " " + values);
                }
                bench.taken(register, "x_2025-0%d-01.csv".formatted(round + 1), lines.toArray(String[]::new));
            }
            List<List<String>> seen = DropBench.folded(bench.at(NOW), registers).stream()
                    .map(person -> person.stream().sorted().toList())
                    .toList();
            assertThat(seen)
                    .containsExactlyInAnyOrderElementsOf(
                            expected.values().stream().map(List::copyOf).toList());
        }
    }

    @Test
    void more_rows_than_are_ever_in_memory_unsorted_come_back_sorted_and_once() {
        Random random = new Random(11);
        Set<String> expected = new TreeSet<>();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            String row = "%d;valg %d;%d;%s"
                    .formatted(
                            2000 + random.nextInt(30),
                            random.nextInt(9),
                            random.nextLong() >>> (1 + random.nextInt(63)),
                            random.nextInt(5) == 0 ? "<" : Integer.toString(random.nextInt(20)));
            expected.add(row);
            lines.add(row);
            if (random.nextInt(10) == 0) {
                lines.add(row);
            }
        }
        Intake.Taken taken = bench.taken(UNGDOMSVALG, "v_2025-04-30.csv", lines.toArray(String[]::new));
        assertThat(taken.rows()).isEqualTo(expected.size());
        assertThat(taken.merged()).isEqualTo(lines.size() - expected.size());
        assertThat(bench.rows(UNGDOMSVALG, NOW)).containsExactlyElementsOf(expected);

        expected.add("1999;valg ny;1;2");
        bench.taken(UNGDOMSVALG, "v_2025-05-31.csv", "#delta", "1999;valg ny;1;2", lines.get(0));
        assertThat(bench.rows(UNGDOMSVALG, NOW)).containsExactlyElementsOf(expected);
    }

    @Test
    void of_very_many_rejections_the_first_are_kept_and_all_are_counted() throws IOException {
        String[] lines = new String[100_003];
        Arrays.fill(lines, "!BAD_DATE dato");
        lines[100_002] = "a;1;1;Afholdt";

        assertThat(bench.refused(SAMTALER, "x_2025-01-31.csv", lines).rejected())
                .isEqualTo(100_002);
        List<String> reasons = Files.readAllLines(home.resolve("rejected/samtaler/x_2025-01-31.csv.reasons.csv"));
        assertThat(reasons).hasSize(1 + 1 + 100_000 + 1);
        assertThat(reasons.get(100_002)).contains("100002 rows were rejected in all; the first 100000 stand here");
        assertThat(bench.registers.rejections(200_000)).hasSize(100_000);
    }

    private static final long[] EXTREMES = {0, 1, -1, 255, 256, 1L << 32, Long.MAX_VALUE, -719528, 2932896};

    private static String values(Register register, Random random) {
        List<String> cells = new ArrayList<>();
        for (var column : register.valueColumns()) {
            cells.add(
                    switch (random.nextInt(12)) {
                        case 0 -> "-";
                        case 1 -> "<";
                        case 2 ->
                            column.codelist() != null
                                    ? "kode %d".formatted(random.nextInt(300))
                                    : Long.toString(EXTREMES[random.nextInt(EXTREMES.length)]);
                        default -> column.codelist() != null ? "kode 1" : Long.toString(19000 + random.nextInt(500));
                    });
        }
        return String.join(";", cells);
    }

    /** Everything a night does, with each kind of end. */
    private void night() {
        bench.drop(SAMTALER, "x_2025-01-31.csv", persons(0, 400, "!BAD_DATE dato"));
        bench.drop(SAMTALER, "d_2025-02-28.csv", persons(350, 450, "#delta", "#key person"));
        bench.drop(SAMTALER, "s_2025-03-31.csv", persons(20));
        bench.drop(SAMTALER, "r_2025-04-30.csv", persons(0, 10, "!BAD_CPR person", "!BAD_CPR person"));
        bench.drop(SAMTALER, "nodate.csv", persons(21));
        bench.drop(UNGDOMSVALG, "v_2025-04-30.csv", "2025;Gymnasial;1;2");
        bench.registers.take(SAMTALER, Progress.NONE);
        bench.registers.take(UNGDOMSVALG, Progress.NONE);
    }

    @Test
    void a_rebuild_gives_the_same_database() {
        night();
        List<String> before = bench.database();
        List<String> rows = bench.rows(SAMTALER, NOW);
        assertThat(before).hasSize(2 + 1 + 6 + 3 + 1 + 6 + 1);

        bench.restart();
        bench.staging.rebuild(Progress.NONE);
        assertThat(bench.database()).isEqualTo(before);
        assertThat(bench.rows(SAMTALER, NOW)).isEqualTo(rows);
        try (DropBench other = new DropBench(home, TestDatabase.fresh())) {
            other.staging.catchUp(Progress.NONE);
            assertThat(other.database()).isEqualTo(before);
        }
    }

    @Test
    void a_generation_whose_folder_was_removed_is_no_longer_known_after_a_rebuild() throws IOException {
        bench.taken(SAMTALER, "x_2025-01-31.csv", persons(5));
        bench.taken(SAMTALER, "x_2025-02-28.csv", persons(6));
        dk.maaltal.staging.register.Disk.delete(home.resolve("registers/samtaler")
                .resolve(names("registers/samtaler").get(1)));
        assertThat(bench.at(NOW).of(SAMTALER)).isEmpty();
        assertThat(bench.at(NOW).lost(SAMTALER)).isPresent();
        assertThat(bench.at("2025-02-27").of(SAMTALER)).isPresent();
        assertThat(bench.registers.nobodys(Map.of(1L, new Registers.Person(1, 2))))
                .containsExactly(1L);

        bench.staging.rebuild(Progress.NONE);
        assertThat(bench.rows(SAMTALER, NOW)).hasSize(5);
        assertThat(bench.taken(SAMTALER, "x_2025-02-28.csv", persons(6)).rows()).isEqualTo(6);
    }

    @Test
    void a_generation_that_was_removed_or_damaged_is_taken_anew_when_its_file_is_dropped_again() throws IOException {
        bench.taken(SAMTALER, "x_2025-01-31.csv", persons(400));
        bench.taken(SAMTALER, "x_2025-02-28.csv", persons(500));
        Path folder = home.resolve("registers/samtaler")
                .resolve(names("registers/samtaler").get(1));
        List<String> wrongs = List.of("", "generation.json", "bucket-00", "no json");
        for (String wrong : wrongs) {
            if (wrong.equals("no json")) {
                Files.writeString(folder.resolve("generation.json"), "{");
            } else if (wrong.startsWith("bucket")) {
                String bucket = names(home.relativize(folder).toString()).get(0);
                assertThat(bucket).startsWith("bucket");
                Files.writeString(folder.resolve(bucket), "x");
            } else {
                dk.maaltal.staging.register.Disk.delete(wrong.isEmpty() ? folder : folder.resolve(wrong));
            }
            assertThat(bench.at(NOW).lost(SAMTALER)).as(wrong).isPresent();

            bench.taken(SAMTALER, "x_2025-02-28.csv", persons(500));
            assertThat(bench.at(NOW).lost(SAMTALER)).isEmpty();
            assertThat(bench.rows(SAMTALER, NOW)).hasSize(500);
            List<String> before = bench.database();
            bench.staging.rebuild(Progress.NONE);
            assertThat(bench.database()).isEqualTo(before);
        }
        assertThat(bench.registers.generations()).hasSize(2);
    }

    @Test
    void a_delta_that_is_dropped_again_is_added_to_what_it_was_added_to() throws IOException {
        bench.taken(SAMTALER, "x_2025-01-31.csv", persons(400));
        bench.taken(SAMTALER, "d_2025-02-28.csv", persons(400, 450, "#delta"));
        dk.maaltal.staging.register.Disk.delete(home.resolve("registers/samtaler")
                .resolve(names("registers/samtaler").get(1)));

        assertThat(bench.taken(SAMTALER, "d_2025-02-28.csv", persons(400, 450, "#delta"))
                        .rows())
                .isEqualTo(450);
        assertThat(bench.rows(SAMTALER, NOW)).hasSize(450);
        assertThat(bench.at(NOW).of(SAMTALER).orElseThrow().files()).hasSize(2);
    }

    @Test
    void that_the_last_file_was_refused_is_known_until_another_is_taken() {
        assertThat(bench.registers.refused(SAMTALER)).isEmpty();
        bench.refused(SAMTALER, "x_2025-01-31.csv", "#refuse no layout fits");
        assertThat(bench.registers.refused(SAMTALER).orElseThrow().what())
                .contains("x_2025-01-31.csv", "nothing older is held", "no layout fits");

        bench.taken(SAMTALER, "x_2025-02-28.csv", persons(100));
        assertThat(bench.registers.refused(SAMTALER)).isEmpty();

        bench.refused(SAMTALER, "x_2025-03-31.csv", persons(10));
        bench.restart();
        bench.staging.rebuild(Progress.NONE);
        assertThat(bench.registers.refused(SAMTALER).orElseThrow().toString())
                .startsWith("register samtaler: its last file, x_2025-03-31.csv, was refused")
                .contains("the extract of 2025-02-28 serves on", "10 distinct rows");
        assertThat(bench.registers.refused(TILBUD)).isEmpty();

        // What would not have served is no loss.
        bench.taken(SAMTALER, "y_2025-03-31.csv", persons(101));
        bench.refused(SAMTALER, "x_2025-01-15.csv", "#refuse no layout fits");
        assertThat(bench.registers.refused(SAMTALER)).isEmpty();
        bench.refused(SAMTALER, "no-date.csv", persons(102));
        assertThat(bench.registers.refused(SAMTALER)).isPresent();
    }

    @Test
    void a_file_that_is_dropped_again_after_its_generation_was_given_up_can_be_rebuilt_ever_after() throws IOException {
        bench.taken(SAMTALER, "x_2025-01-31.csv", persons(0, 500, "!BAD_DATE dato"));
        bench.refused(SAMTALER, "x_2025-02-28.csv", persons(0, 5, "!BAD_DATE dato"));
        dk.maaltal.staging.register.Disk.delete(home.resolve("registers/samtaler"));
        bench.staging.rebuild(Progress.NONE);
        assertThat(bench.registers.generations()).isEmpty();

        // Another warning makes another generation.json: the first line's is there no more.
        bench.taken(SAMTALER, "x_2025-01-31.csv", persons(0, 500, "!BAD_DATE dato"));
        List<String> before = bench.database();
        assertThat(before).hasSize(1 + 2 + 1 + 1 + 2 + 1);
        bench.files.warning = "as a later version says";
        dk.maaltal.staging.register.Disk.delete(home.resolve("registers/samtaler"));
        bench.staging.rebuild(Progress.NONE);
        bench.taken(SAMTALER, "x_2025-01-31.csv", persons(0, 500, "!BAD_DATE dato"));
        before = bench.database();

        for (int round = 0; round < 2; round++) {
            bench.staging.rebuild(Progress.NONE);
            assertThat(bench.database()).isEqualTo(before);
            bench.restart();
            bench.staging.catchUp(Progress.NONE);
        }
        assertThat(bench.rows(SAMTALER, NOW)).hasSize(500);
        assertThat(bench.registers.generations()).hasSize(1);
    }

    /** Cut off after the n-th line of the journal: what was there then, and whichever of the later steps were done. */
    @Test
    void cut_off_between_any_two_steps_and_taken_up_again_it_ends_the_same(@TempDir Path others) throws IOException {
        night();
        List<String> undisturbed = bench.database();
        Set<String> folders = bench.tree("registers", "deliveries");
        List<String> rows = bench.rows(SAMTALER, NOW);
        List<String> journal = Files.readAllLines(home.resolve("deliveries/journal.jsonl"));
        assertThat(journal).hasSize(6);
        for (int lines = 0; lines <= journal.size(); lines++) {
            for (boolean applied : new boolean[] {false, true}) {
                Path cut = others.resolve(lines + "-" + applied);
                // All folders were made and have their names; the journal ends early; no file has moved.
                copy(home.resolve("registers"), cut.resolve("registers"));
                Files.createDirectories(cut.resolve("registers/samtaler/.tmp-2025-01-31-00000000"));
                Files.writeString(cut.resolve("registers/samtaler/.tmp-2025-01-31-00000000/spill"), "x");
                Files.createDirectories(cut.resolve("deliveries"));
                String kept = String.join("\n", journal.subList(0, lines)) + (lines == 0 ? "" : "\n");
                String begun = lines < journal.size() ? "{\"kind\":\"regi" : "";
                Files.writeString(cut.resolve("deliveries/journal.jsonl"), kept + begun);
                Files.createFile(cut.resolve("deliveries/journal.lock"));
                DropBench first = bench;
                try (DropBench other = new DropBench(cut, TestDatabase.fresh())) {
                    bench = other;
                    if (applied) {
                        bench.staging.catchUp(Progress.NONE);
                    }
                    night();
                    assertThat(bench.database()).as("%d lines", lines).isEqualTo(undisturbed);
                    assertThat(bench.tree("registers", "deliveries")).isEqualTo(folders);
                    assertThat(bench.rows(SAMTALER, NOW)).isEqualTo(rows);
                    assertThat(bench.tree("drop")).isEmpty();
                    assertThat(bench.tree("archive"))
                            .hasSameSizeAs(first.tree("archive"))
                            .hasSize(3);
                    assertThat(bench.tree("rejected")).hasSize(6);
                } finally {
                    bench = first;
                }
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path file : all.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    @Test
    void one_file_that_cannot_be_read_does_not_stop_the_others() {
        bench.drop(SAMTALER, "a_2025-01-31.csv", persons(5));
        bench.drop(SAMTALER, "b_2025-02-28.csv", persons(6));
        bench.files.onRead = () -> {
            if (bench.files.reads == 1) {
                throw new java.io.UncheckedIOException(new IOException("/drop/010203-1234 is broken"));
            }
        };
        List<Intake> intakes = bench.take(SAMTALER);
        assertThat(intakes.get(0)).isInstanceOf(Intake.Waiting.class);
        assertThat(intakes.get(0).toString()).doesNotContain("010203");
        assertThat(intakes.get(1)).isInstanceOf(Intake.Taken.class);
    }

    @Test
    void a_fault_of_our_own_with_one_file_does_not_stop_the_others_and_quotes_nothing() {
        for (Throwable fault : List.of(
                new IllegalStateException("/drop/010203-1234 is broken"), new OutOfMemoryError("010203-1234"))) {
            bench.drop(SAMTALER, "a_2025-01-31.csv", persons(5));
            bench.drop(SAMTALER, "b_2025-02-28.csv", persons(6));
            int before = bench.files.reads;
            bench.files.onRead = () -> {
                if (bench.files.reads == before + 1) {
                    DropTest.<RuntimeException>raise(fault);
                }
            };
            List<Intake> intakes = bench.take(SAMTALER);
            assertThat(intakes.get(0)).isInstanceOf(Intake.Waiting.class);
            assertThat(intakes.get(0).toString()).doesNotContain("010203").contains("a_2025-01-31.csv");
            assertThat(intakes.get(1)).isNotInstanceOf(Intake.Waiting.class);
        }
        bench.files.onRead = () -> {};
        assertThat(bench.take(SAMTALER)).singleElement().isInstanceOf(Intake.Taken.class);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> void raise(Throwable fault) throws T {
        throw (T) fault;
    }

    @Test
    void buckets_that_cannot_be_written_are_that_files_gap() throws IOException {
        bench.drop(SAMTALER, "a_2025-01-31.csv", persons(500));
        bench.drop(SAMTALER, "b_2025-02-28.csv", persons(501));
        bench.files.onRead = () -> {
            if (bench.files.reads == 1) {
                occupyBuckets(); // as a full disk, it lets no bucket be written
            }
        };
        List<Intake> intakes = bench.take(SAMTALER);
        assertThat(intakes.get(0)).isInstanceOf(Intake.Waiting.class);
        assertThat(intakes.get(0).toString()).contains("free space in the home", "a_2025-01-31.csv");
        assertThat(intakes.get(1)).isInstanceOf(Intake.Taken.class);
        assertThat(names("registers/samtaler")).hasSize(1);
        assertThat(bench.take(SAMTALER)).singleElement().isInstanceOf(Intake.Taken.class);
    }

    private void occupyBuckets() {
        try {
            Path draft = home.resolve("registers/samtaler")
                    .resolve(names("registers/samtaler").get(0));
            for (int i = 0; i < 64; i++) {
                Files.createDirectory(draft.resolve("bucket-%02d".formatted(i)));
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void rows_of_nobody_are_shared_among_buckets_so_that_no_more_than_a_few_are_in_memory() throws IOException {
        String[] rows = IntStream.range(0, 20_000)
                .mapToObj(i -> "%d;19000;-;-;1;0;-".formatted((i + 1) * 0x9E3779B97F4A7C15L >>> 1))
                .toArray(String[]::new);
        bench.taken(Register.JOBORDRER, "j_2025-01-31.csv", rows);

        assertThat(bench.rows(Register.JOBORDRER, NOW)).containsExactlyInAnyOrder(rows);
        Path folder = home.resolve("registers/jobordrer")
                .resolve(names("registers/jobordrer").get(0));
        List<String> buckets = names(home.relativize(folder).toString()).stream()
                .filter(name -> name.startsWith("bucket"))
                .toList();
        assertThat(buckets).hasSize(64);
        for (String bucket : buckets) {
            assertThat(Files.size(folder.resolve(bucket))).isLessThan(20_000 * 10 / 16);
        }
    }

    @Test
    void a_row_of_nobody_is_replaced_by_a_later_one_with_its_key_whatever_the_key_is() {
        bench.taken(Register.ANSAETTELSER, "a_2025-01-31.csv", "19000;fast;1", "19001;fast;2", "19002;vikar;3");
        bench.taken(
                Register.ANSAETTELSER,
                "a_2025-02-28.csv",
                "#delta",
                "#key dato,type",
                "19000;vikar;4",
                "19001;fast;5",
                "19003;vikar;3");
        assertThat(bench.rows(Register.ANSAETTELSER, NOW))
                .containsExactly("19000;fast;1", "19000;vikar;4", "19001;fast;5", "19002;vikar;3", "19003;vikar;3");

        bench.taken(Register.ANSAETTELSER, "a_2025-03-31.csv", "#delta", "#key type", "19100;ny;7", "19200;vikar;6");
        assertThat(bench.rows(Register.ANSAETTELSER, NOW))
                .containsExactly("19000;fast;1", "19001;fast;5", "19100;ny;7", "19200;vikar;6");

        bench.taken(Register.ANSAETTELSER, "a_2025-04-30.csv", "#delta", "#key antal", "19300;fast;6");
        assertThat(bench.rows(Register.ANSAETTELSER, NOW))
                .containsExactly("19000;fast;1", "19001;fast;5", "19100;ny;7", "19300;fast;6");
    }
}
