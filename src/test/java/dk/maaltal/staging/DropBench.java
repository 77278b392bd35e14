package dk.maaltal.staging;

import com.zaxxer.hikari.HikariDataSource;
import dk.maaltal.register.Column;
import dk.maaltal.register.Register;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** A home with a drop folder and a database. */
final class DropBench implements AutoCloseable {
    static final KeyState KEY = new KeyState("aa".repeat(16), null);

    final Path home;
    final HikariDataSource database;
    final JdbcClient db;
    final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T01:30:00Z"));
    final LineFiles files = new LineFiles();
    /** What happens while a file's size must stand still. */
    Runnable meanwhile = () -> {};

    String stamp = "s1";
    KeyState key = KEY;
    Staging staging;
    Registers registers;

    DropBench(Path home, HikariDataSource database) {
        this.home = home;
        this.database = database;
        this.db = JdbcClient.create(database);
        restart();
    }

    /** As after a new start of the process. */
    void restart() {
        staging = new Staging(
                new DeliveryStore(home.resolve("deliveries"), clock),
                database,
                new JdbcTransactionManager(database),
                Workbench.AREAS);
        registers = new Registers(
                staging,
                files,
                register -> stamp,
                () -> key,
                home,
                new DropSettings(null, 30, Duration.ZERO, null),
                pause -> meanwhile.run());
    }

    Path drop(Register register, String name, String... lines) {
        try {
            Path folder = Files.createDirectories(home.resolve("drop").resolve(register.text()));
            Path file = folder.resolve(name);
            Files.writeString(file, lines.length == 0 ? "" : "header\n" + String.join("\n", lines) + "\n");
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Intake> take(Register register) {
        clock.advance(Duration.ofMinutes(1));
        return registers.take(register, Progress.NONE);
    }

    Intake take(Register register, String name, String... lines) {
        drop(register, name, lines);
        List<Intake> all = take(register);
        if (all.size() != 1) {
            throw new AssertionError(all.toString());
        }
        return all.get(0);
    }

    Intake.Taken taken(Register register, String name, String... lines) {
        Intake intake = take(register, name, lines);
        if (intake instanceof Intake.Taken taken) {
            return taken;
        }
        throw new AssertionError(intake.toString());
    }

    Intake.Refused refused(Register register, String name, String... lines) {
        Intake intake = take(register, name, lines);
        if (intake instanceof Intake.Refused refused) {
            return refused;
        }
        throw new AssertionError(intake.toString());
    }

    RegistersKnown at(String day) {
        return staging.at(Instant.parse(day + "T12:00:00Z")).registers();
    }

    /** Every row of a register as it was known on a day, as text, sorted; without whose it is. */
    List<String> rows(Register register, String day) {
        RegistersKnown known = at(day);
        Map<String, List<String>> codes =
                known.of(register).map(RegisterKnown::codes).orElse(Map.of());
        List<String> rows = new ArrayList<>();
        if (register.isPersonal()) {
            folded(known, EnumSet.of(register))
                    .forEach(person -> person.forEach(row -> rows.add(row.substring(row.indexOf(' ') + 1))));
        } else {
            known.rows(register, values -> rows.add(text(register, values, codes)));
        }
        return rows.stream().sorted().toList();
    }

    /** What a fold sees: for each person {@code register values} of every row. Sorted. */
    static List<List<String>> folded(RegistersKnown known, Set<Register> registers) {
        List<List<String>> persons = known.fold(
                registers, ArrayList::new, (all, person) -> all.add(rowsOf(known, person, registers)), (a, b) -> {
                    a.addAll(b);
                    return a;
                });
        return persons.stream().sorted(Comparator.comparing(List::toString)).toList();
    }

    private static List<String> rowsOf(RegistersKnown known, PersonRows person, Set<Register> registers) {
        List<String> rows = new ArrayList<>();
        for (Register register : registers) {
            Map<String, List<String>> codes =
                    known.of(register).map(RegisterKnown::codes).orElse(Map.of());
            for (int i = 0; i < person.count(register); i++) {
                long[] values = new long[register.valueColumns().size()];
                for (int c = values.length - 1; c >= 0; c--) {
                    values[c] = person.column(register, c)[i];
                }
                rows.add(register.text() + " " + text(register, values, codes));
            }
        }
        return rows;
    }

    static String text(Register register, long[] values, Map<String, List<String>> codes) {
        List<String> cells = new ArrayList<>();
        for (int c = 0; c < values.length; c++) {
            Column column = register.valueColumns().get(c);
            @Nullable List<String> labels = codes.get(column.name());
            cells.add(LineFiles.cell(column, values[c], labels));
        }
        return String.join(";", cells);
    }

    /** Everything that is kept but the database, path and content, times left out. */
    Set<String> tree(String... folders) {
        Set<String> tree = new TreeSet<>();
        for (String folder : folders) {
            Path top = home.resolve(folder);
            if (!Files.exists(top)) {
                continue;
            }
            try (Stream<Path> files = Files.walk(top)) {
                files.filter(Files::isRegularFile)
                        .filter(file -> !file.endsWith(".judged"))
                        .forEach(file -> {
                            try {
                                tree.add(home.relativize(file) + " "
                                        + java.util.Arrays.hashCode(Files.readAllBytes(file)));
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        });
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return tree;
    }

    /** What the database says, in order. */
    List<String> database() {
        List<String> all = new ArrayList<>();
        for (String sql : List.of(
                "select concat_ws(' ', generation_id, register, extract_date, known_from, folder, manifest_sha256,"
                        + " file_sha256, layout, base_folder, key_fingerprint, row_count, persons, merged, rejected)"
                        + " from register_generation order by generation_id",
                "select concat_ws(' ', file_id, register, file_name, sha256, bytes, extract_date, received_at, outcome,"
                        + " problem, decided_by, row_count, rejected) from register_file order by file_id",
                "select concat_ws(' ', file_id, rejection_no, line_no, column_name, rule, reason)"
                        + " from register_rejection order by file_id, rejection_no",
                "select fingerprint from pseudonym_key",
                "select concat_ws(' ', sha256, source, request, fetched_at, source_updated_on, bytes, outcome)"
                        + " from bi.delivery order by sha256, source",
                "select concat_ws(' ', lines, bytes, last_sha256) from journal_position")) {
            all.addAll(db.sql(sql).query(String.class).list());
        }
        return all;
    }

    @Override
    public void close() {
        database.close();
    }
}
