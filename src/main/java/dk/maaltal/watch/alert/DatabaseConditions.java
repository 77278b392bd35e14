package dk.maaltal.watch.alert;

import dk.maaltal.watch.Condition;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether the database answers. */
final class DatabaseConditions implements Condition.Source {
    private final JdbcClient db;

    DatabaseConditions(JdbcClient db) {
        this.db = db;
    }

    @Override
    public List<Condition> now() {
        try {
            db.sql("select 1").query(Integer.class).single();
            return List.of();
        } catch (RuntimeException e) {
            return List.of(new Condition(
                    "database",
                    "the database does not answer" + state(e),
                    "nothing is fetched and nothing is published; reports that read the database show nothing",
                    "it is stopped, cannot be reached, has no space left, or refuses the password",
                    "start it, or mend what maaltal.db.* names; Måltal goes on by itself. Then: maaltal status",
                    Condition.Severity.FAILED));
        }
    }

    /** Its code only: a driver's message may name more than a mail should. */
    private static String state(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof SQLException sql && sql.getSQLState() != null) {
                return " (SQLSTATE %s)".formatted(sql.getSQLState());
            }
        }
        return "";
    }
}
