package dk.maaltal.cli;

import dk.maaltal.job.Recompute;
import dk.maaltal.job.Recomputed;
import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import dk.maaltal.series.ReferencePeriod;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "recompute",
        description = {
            "Computes published versions again from the kept deliveries and definitions, in a scratch database",
            "that is removed afterwards, and compares every column of every row."
        })
final class RecomputeCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(arity = "0..1", paramLabel = "PERIOD", description = "Only that period's versions.")
    @Nullable
    String period;

    // Not the standard mixin: its --version would be another one.
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    boolean help;

    @Option(names = "--version", paramLabel = "N", description = "Only the version of that number; needs a period.")
    @Nullable
    Integer version;

    @Option(names = "--plan", paramLabel = "ID", description = "Only that plan's versions.")
    @Nullable
    String plan;

    @Option(names = "--json", description = "As one JSON object.")
    boolean json;

    RecomputeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (version != null && period == null) {
            throw new ProblemException(
                    Problem.declaration("--version " + version, "of which period?", "a period", "name it before"));
        }
        ReferencePeriod only = period == null ? null : Words.period(period);
        List<Recomputed> all =
                session.withProgress(() -> session.get(Recompute.class).run(plan, only, version));
        long equal = all.stream()
                .filter(one -> one.outcome() == Recomputed.Outcome.EQUAL)
                .count();
        if (json) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("ok", equal == all.size());
            map.put("versions", all.stream().map(RecomputeCommand::asMap).toList());
            session.out().println(Json.text(map));
        } else {
            all.forEach(this::print);
            session.out().println("%d of %d versions came out the same, row by row".formatted(equal, all.size()));
        }
        return equal == all.size() ? 0 : ExitCodes.FAILED;
    }

    private void print(Recomputed one) {
        String word = one.outcome() == Recomputed.Outcome.EQUAL
                ? "equal"
                : one.outcome().name();
        session.out().println("%-7s  %s  %d rows".formatted(word, one.snapshotId(), one.rows()));
        if (one.first() != null) {
            session.err()
                    .println("%s: %d cells came out otherwise; the first, published -> computed: %s"
                            .formatted(one.snapshotId(), one.differing(), one.first()));
        }
        one.why().forEach(problem -> session.err().println("problem: " + one.snapshotId() + ": " + problem));
    }

    private static Map<String, Object> asMap(Recomputed one) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("snapshot_id", one.snapshotId());
        map.put("outcome", one.outcome().name().toLowerCase(Locale.ROOT));
        map.put("rows", one.rows());
        map.put("differing", one.differing());
        map.put("first_difference", one.first());
        map.put("why", one.why().stream().map(VerifyCommand::asMap).toList());
        return map;
    }
}
