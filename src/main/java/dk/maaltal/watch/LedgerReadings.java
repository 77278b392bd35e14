package dk.maaltal.watch;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the ledger of runs tells of the reading of sources: an answer that was the same as before leaves no other trace. */
final class LedgerReadings {
    private final JdbcClient db;

    LedgerReadings(JdbcClient db) {
        this.db = db;
    }

    /** When the last run began that did what the scope is about. */
    Optional<Instant> last(String scope) {
        return db.sql("""
                        select max(r.started_at) from run r join run_event e on e.run_id = r.run_id
                        where e.scope = ? and e.kind = 'DONE'
                        """)
                .param(scope)
                .query((rs, n) -> Optional.ofNullable(rs.getObject(1, OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant))
                .single();
    }

    /** Whether the newest run that tried said itself that something is missing: that is told of already. */
    boolean saysItself(String scope) {
        return db.sql("""
                        select e.kind from run r join run_event e on e.run_id = r.run_id
                        where e.scope = ? order by r.started_at desc, e.seq fetch first 1 row only
                        """)
                .param(scope)
                .query(String.class)
                .optional()
                .filter("GAP"::equals)
                .isPresent();
    }
}
