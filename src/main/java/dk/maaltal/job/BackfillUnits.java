package dk.maaltal.job;

import dk.maaltal.plan.Plan;
import dk.maaltal.series.ReferencePeriod;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The units of backfills in the ledger: each period of each plan is a scope of its run, written once it is done. */
final class BackfillUnits {
    private static final String SCOPE = "period:";

    private final JdbcClient db;

    BackfillUnits(JdbcClient db) {
        this.db = db;
    }

    /** A unit's scope. */
    static String scope(Plan plan, ReferencePeriod period) {
        return SCOPE + plan.id() + ":" + period.id();
    }

    /**
     * A unit that is done.
     *
     * @param kind what it means for the verdict
     * @param snapshotId the version that stands now
     * @param what what was done, in a sentence
     */
    record Done(String scope, RunEvent.Kind kind, String snapshotId, String what) {}

    /** The units a run has done: the first event of each. */
    List<Done> done(String runId) {
        return db.sql("""
                        select scope, kind, place, what from run_event
                        where run_id = ? and seq = 1 and scope like ? order by scope
                        """)
                .params(runId, SCOPE + "%")
                .query((rs, n) -> new Done(
                        rs.getString(1), RunEvent.Kind.valueOf(rs.getString(2)), rs.getString(3), rs.getString(4)))
                .list();
    }

    /** Their scopes. */
    Set<String> scopes(String runId) {
        Set<String> scopes = new LinkedHashSet<>();
        done(runId).forEach(unit -> scopes.add(unit.scope()));
        return scopes;
    }

    /** The newest run of a span, if it did not come to its end. */
    Optional<String> unfinished(BackfillSpan span) {
        String prefix = "backfill/%s/".formatted(span.id());
        Pattern number = Pattern.compile(Pattern.quote(prefix) + "(\\d+)");
        record Attempt(String runId, int number, String verdict) {}
        return db
                .sql("select run_id, verdict from run where run_id like ?")
                .param(prefix + "%")
                .query((rs, n) -> {
                    Matcher matcher = number.matcher(rs.getString(1));
                    int attempt = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
                    return new Attempt(rs.getString(1), attempt, rs.getString(2));
                })
                .list()
                .stream()
                .max(Comparator.comparingInt(Attempt::number))
                .filter(attempt -> attempt.number() > 0)
                .filter(attempt -> Verdict.valueOf(attempt.verdict()).exitCode() == Verdict.FAILED.exitCode())
                .map(Attempt::runId);
    }
}
