package dk.maaltal.store;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** What stands in the database that is moved to, on one connection and in one transaction. */
final class Target {
    private static final String HISTORY = "flyway_schema_history";
    /**
     * What migrations themselves write: the whole country, and that no line of the journal was read; and what whoever only
     * looked into the database left: that nobody runs.
     */
    private static final Map<String, Long> SEEDS = Map.of("observed_area", 1L, "journal_position", 1L, "run_lease", 1L);

    private final DataSource source;
    private final JdbcTemplate jdbc;

    Target(Connection connection) {
        source = new SingleConnectionDataSource(connection, true);
        jdbc = new JdbcTemplate(source);
    }

    /** Names of every table but Flyway's that is not the server's own, with its schema unless it is the default one. */
    List<String> tables() {
        return jdbc.queryForList("""
                select c.oid::regclass::text
                from pg_class c
                join pg_namespace n on n.oid = c.relnamespace
                where c.relkind in ('r', 'p', 'f', 'm') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
                  and c.relname <> ?
                order by 1
                """, String.class, HISTORY);
    }

    /** What it holds beside an empty schema of Måltal, whose tables are these: {@code snapshot: 3 rows}. */
    List<String> holdings(Set<String> ours) {
        List<String> held = new ArrayList<>();
        for (String table : tables()) {
            if (!ours.contains(table)) {
                held.add(table + ": not a table of this version");
            } else if (count(table) > SEEDS.getOrDefault(table, 0L)) {
                held.add("%s: %d rows".formatted(table, count(table)));
            }
        }
        return held;
    }

    long count(String table) {
        return Objects.requireNonNull(jdbc.queryForObject("select count(*) from " + table, Long.class));
    }

    /** Its columns in lower case, without those that are computed. */
    List<String> columns(String table) {
        return jdbc.queryForList("""
                select attname
                from pg_attribute
                where attrelid = cast(? as regclass) and attnum > 0 and not attisdropped and attgenerated = ''
                order by attnum
                """, String.class, table);
    }

    /** The tables, each after those that it refers to. */
    List<String> inOrder() {
        Map<String, Set<String>> refersTo = new TreeMap<>();
        tables().forEach(table -> refersTo.put(table, new TreeSet<>()));
        jdbc.query("""
                select conrelid::regclass::text as referring, confrelid::regclass::text as referred
                from pg_constraint
                where contype = 'f' and not condeferrable and conrelid <> confrelid
                """, row -> {
            refersTo.computeIfAbsent(row.getString("referring"), t -> new TreeSet<>())
                    .add(row.getString("referred"));
        });
        Set<String> ordered = new LinkedHashSet<>();
        refersTo.keySet().forEach(table -> place(table, refersTo, ordered));
        return List.copyOf(ordered);
    }

    private static void place(String table, Map<String, Set<String>> refersTo, Set<String> ordered) {
        if (!ordered.contains(table)) {
            refersTo.getOrDefault(table, Set.of()).forEach(other -> place(other, refersTo, ordered));
            ordered.add(table);
        }
    }

    /**
     * Lets rows in as they are: what a guard asks of a version that is being published is no question of one that was. The
     * rows that migrations wrote make room.
     */
    Runnable open(List<String> tables) {
        List<String> shutting = new ArrayList<>();
        for (String table : tables) {
            jdbc.query(
                    """
                    select tgname, tgenabled from pg_trigger where tgrelid = cast(? as regclass) and not tgisinternal
                    """,
                    row -> {
                        shutting.add("alter table %s enable %s trigger %s"
                                .formatted(
                                        table,
                                        row.getString("tgenabled").equals("A") ? "always" : "",
                                        row.getString("tgname")));
                    },
                    table);
            jdbc.execute("alter table %s disable trigger user".formatted(table));
        }
        SEEDS.keySet().forEach(table -> jdbc.update("delete from " + table));
        return () -> {
            // A table with a constraint that is still to be looked at cannot be altered.
            jdbc.execute("set constraints all immediate");
            shutting.forEach(jdbc::execute);
        };
    }

    /**
     * Sets what counts on: the sequences.
     *
     * @param next the next value of those of the same name in the source, in lower case
     */
    void countOn(Map<String, Long> next) {
        jdbc.queryForList("""
                        select c.relname
                        from pg_class c
                        where c.relkind = 'S' and c.relnamespace = current_schema()::regnamespace
                        """, String.class).stream()
                .filter(next::containsKey)
                .forEach(sequence -> jdbc.queryForObject(
                        "select setval(cast(? as regclass), ?, false)", Long.class, sequence, next.get(sequence)));
    }

    /** Its one connection. */
    DataSource source() {
        return source;
    }
}
