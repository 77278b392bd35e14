package dk.maaltal.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;

/**
 * A database with the three roles that {@code config/postgresql/roles.sql} makes, and nothing in it.
 *
 * @param url its address
 * @param owner who owns it
 * @param application who fetches and publishes
 * @param reader who reads schema bi
 */
public record RoleDatabase(String url, String owner, String application, String reader) {
    private static final Path SCRIPT = Path.of("config/postgresql/roles.sql");
    private static final String ADMIN = "postgres";

    /** Runs the script as psql does. */
    public static RoleDatabase fresh() {
        // What is left out names a user, who would win over the one that logs in.
        String taken = TestDatabase.emptyPostgres().replaceFirst("\\?.*", "");
        String name = taken.replaceFirst(".*/", "") + "r";
        RoleDatabase made = new RoleDatabase(taken.replaceFirst("\\w+$", name), name + "_o", name + "_a", name + "_r");
        String script = read().replace(":\"database\"", name)
                .replace(":\"owner\"", made.owner)
                .replace(":\"application\"", made.application)
                .replace(":\"reader\"", made.reader);
        int moves = script.indexOf("\\connect");
        run(taken, script.substring(0, moves));
        run(made.url, script.substring(moves));
        return made;
    }

    /** Who may do everything. */
    public String admin() {
        return ADMIN;
    }

    private static String read() {
        try {
            return Files.readString(SCRIPT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(String url, String script) {
        try (Connection connection = DriverManager.getConnection(url, ADMIN, "");
                Statement statement = connection.createStatement()) {
            for (String sql : statements(script)) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(SCRIPT + ": " + e.getMessage(), e);
        }
    }

    /** Without psql's own lines. A statement ends with a line that ends in a semicolon, outside of $$ ... $$. */
    private static List<String> statements(String script) {
        List<String> statements = new ArrayList<>();
        StringBuilder statement = new StringBuilder();
        for (String line : script.lines().toList()) {
            if (!line.startsWith("\\") && !line.startsWith("--")) {
                statement.append(line).append('\n');
                Matcher quotes = java.util.regex.Pattern.compile("\\$\\$").matcher(statement);
                if (line.endsWith(";") && quotes.results().count() % 2 == 0) {
                    statements.add(statement.toString());
                    statement.setLength(0);
                }
            }
        }
        return statements;
    }
}
