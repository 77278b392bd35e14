package dk.maaltal.staging;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who first said what an observation says, by the part of a reading it came in. */
final class Openers {
    private final JdbcClient db;
    private final Map<Integer, Opener> known = new HashMap<>();

    Openers(JdbcClient db) {
        this.db = db;
    }

    /** @param knownFrom when the reading became known; @param sha256 of the delivery */
    record Opener(Instant knownFrom, String sha256) {}

    Opener of(int part) {
        return known.computeIfAbsent(part, this::read);
    }

    private Opener read(int part) {
        return db.sql("""
                        select r.known_from, d.sha256
                        from reading_part p
                        join reading r on r.reading_id = p.reading_id
                        join delivery d on d.delivery_id = p.delivery_id
                        where p.part_id = ?
                        """)
                .param(part)
                .query((rs, n) ->
                        new Opener(rs.getObject(1, OffsetDateTime.class).toInstant(), rs.getString(2)))
                .single();
    }
}
