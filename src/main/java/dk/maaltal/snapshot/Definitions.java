package dk.maaltal.snapshot;

import dk.maaltal.plan.Plan;
import dk.maaltal.plan.PlanReader;
import dk.maaltal.problem.Mover;
import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import dk.maaltal.series.AreaBook;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The texts that versions were made from, kept for good: the plan's files, and the areas whose figures were kept. A text
 * is kept once, whatever number of versions name it.
 */
public final class Definitions {
    /** No file of a plan is called so: a path there is written with a slash or ends in .yml. */
    private static final String AREAS = "#areas";

    private final JdbcTemplate jdbc;
    private final PlanReader reader;
    private final AreaBook areas;

    /** @param areas those whose figures are kept today, with their labels, of all plans */
    Definitions(JdbcTemplate jdbc, PlanReader reader, AreaBook areas) {
        this.jdbc = jdbc;
        this.reader = reader;
        this.areas = areas;
    }

    /**
     * Keeps what a plan was read from, unless it is kept already, in the transaction of the caller.
     *
     * @return the digest of the set, by which it is read again
     */
    public String keep(Plan plan) {
        SortedMap<String, String> texts = new TreeMap<>(plan.texts());
        texts.put(AREAS, areas.text());
        SortedMap<String, String> digests = new TreeMap<>();
        texts.forEach((path, text) -> digests.put(path, Digest.of(text)));
        String set = setDigest(digests);
        texts.forEach((path, text) -> {
            String sha256 = digests.get(path);
            jdbc.update("""
                    insert into definition_file (sha256, content)
                    select cast(? as varchar), cast(? as varchar)
                    where not exists (select 1 from definition_file where sha256 = ?)
                    """, sha256, text, sha256);
            jdbc.update("""
                    insert into definition_set (set_sha256, path, file_sha256)
                    select cast(? as varchar), cast(? as varchar), cast(? as varchar)
                    where not exists (select 1 from definition_set where set_sha256 = ? and path = ?)
                    """, set, path, sha256, set, path);
        });
        return set;
    }

    /** The digest of a set: over its lines {@code path <tab> digest <line feed>}, by path. */
    private static String setDigest(SortedMap<String, String> digests) {
        StringBuilder lines = new StringBuilder();
        digests.forEach(
                (path, sha256) -> lines.append(path).append('\t').append(sha256).append('\n'));
        return Digest.of(lines.toString());
    }

    /**
     * The plan as it was kept.
     *
     * @param set what {@link #keep} returned
     * @throws ProblemException when nothing is kept under that digest, a kept text is not what its digest says, or it cannot
     *     be read as a plan
     */
    public Plan read(String set) {
        return reader.read(texts(set), name(set));
    }

    /**
     * The areas whose figures were kept when the set was.
     *
     * @throws ProblemException as {@link #read}
     */
    public AreaBook areas(String set) {
        return AreaBook.read(texts(set).getOrDefault(AREAS, ""));
    }

    /** Everything that is wrong with a kept set; empty when it can be read. */
    List<Problem> check(String set) {
        try {
            read(set);
            return List.of();
        } catch (ProblemException e) {
            return e.problems();
        }
    }

    private record Kept(String path, String sha256, String content) {}

    private SortedMap<String, String> texts(String set) {
        List<Kept> kept = jdbc.query("""
                select s.path, s.file_sha256, f.content
                from definition_set s
                join definition_file f on f.sha256 = s.file_sha256
                where s.set_sha256 = ?
                order by s.path
                """, (rs, n) -> new Kept(rs.getString(1), rs.getString(2), rs.getString(3)), set);
        List<Problem> problems = new ArrayList<>();
        SortedMap<String, String> texts = new TreeMap<>();
        SortedMap<String, String> digests = new TreeMap<>();
        for (Kept one : kept) {
            texts.put(one.path(), one.content());
            digests.put(one.path(), one.sha256());
            String digest = Digest.of(one.content());
            if (!digest.equals(one.sha256())) {
                problems.add(damaged(set, one.path(), "its text has digest " + digest, one.sha256()));
            }
        }
        if (kept.isEmpty()) {
            problems.add(damaged(set, "", "nothing is kept under that digest", "the files of a plan"));
        } else if (!setDigest(digests).equals(set)) {
            problems.add(damaged(set, "", "its files have digest " + setDigest(digests), set));
        }
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        return texts;
    }

    private static Problem damaged(String set, String path, String what, String expected) {
        return new Problem(
                Mover.US,
                what,
                name(set) + (path.isEmpty() ? "" : ", " + path),
                expected,
                "restore the database from a backup of before it was changed");
    }

    private static String name(String set) {
        return "definitions " + set.substring(0, Math.min(12, set.length()));
    }
}
