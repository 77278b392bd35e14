package dk.maaltal.staging;

import dk.maaltal.problem.Mover;
import dk.maaltal.problem.Problem;
import dk.maaltal.register.Register;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is wrong with what is held of a register, whichever night it came from: as long as it lasts, it is said. */
final class RegisterTroubles {
    private final JdbcClient db;
    private final RegisterTables tables;

    RegisterTroubles(DataSource dataSource, RegisterTables tables) {
        this.db = JdbcClient.create(dataSource);
        this.tables = tables;
    }

    /** Why the newest generation cannot be read: its folder is gone or damaged. */
    Optional<Problem> lost(Register register) {
        return newest(tables.generations(register)).flatMap(tables::damage);
    }

    private static Optional<RegisterTables.Row> newest(List<RegisterTables.Row> rows) {
        return rows.stream().reduce((older, newer) -> newer);
    }

    private record LastFile(long id, String name, String outcome, String problem, LocalDate extractDate) {
        private boolean isRefusedAfter(List<RegisterTables.Row> held) {
            boolean isLastJudged = held.stream().allMatch(row -> row.id() < id);
            boolean isOlder = newest(held)
                    .filter(row -> extractDate.isBefore(row.extractDate()))
                    .isPresent();
            return !outcome.equals(dk.maaltal.source.Outcome.OK.name()) && isLastJudged && !isOlder;
        }
    }

    /**
     * That the last file that was judged was refused, and what serves in its place. An older extract than the one that
     * is held does not count: it would not have served.
     */
    Optional<Problem> refused(Register register) {
        List<RegisterTables.Row> held = tables.generations(register);
        return db.sql("""
                        select file_id, file_name, outcome, problem, extract_date from register_file
                        where file_id = (select max(file_id) from register_file where register = ?)
                        """)
                .param(register.text())
                .query((rs, n) -> {
                    LocalDate date = rs.getObject(5, LocalDate.class);
                    return new LastFile(
                            rs.getLong(1),
                            rs.getString(2),
                            rs.getString(3),
                            String.valueOf(rs.getString(4)),
                            date == null ? LocalDate.MAX : date);
                })
                .optional()
                .filter(file -> file.isRefusedAfter(held))
                .map(file -> new Problem(
                        Mover.INPUT,
                        "its last file, %s, was refused and %s. It was refused for: %s"
                                .formatted(
                                        file.name(),
                                        newest(held)
                                                .map(row -> "the extract of %s serves on".formatted(row.extractDate()))
                                                .orElse("nothing older is held"),
                                        file.problem()),
                        "register " + register.text(),
                        "",
                        ""));
    }
}
