package dk.maaltal.cli;

import dk.maaltal.job.Verify;
import dk.maaltal.problem.Problem;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.snapshot.Checked;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Holds every published version, and all it rests on, against the digests that were noted then,",
            "and names what differs. Reads only, also while a run is at work."
        })
final class VerifyCommand implements Callable<Integer> {
    private static final int MOST_NAMED = 3;

    private final Session session;

    @Parameters(
            arity = "0..1",
            paramLabel = "PERIOD",
            description = "Only that period's versions and what they rest on; otherwise everything that is kept.")
    @Nullable
    String period;

    @Option(names = "--plan", paramLabel = "ID", description = "Only that plan's versions.")
    @Nullable
    String plan;

    @Option(names = "--json", description = "As one JSON object.")
    boolean json;

    VerifyCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        ReferencePeriod only = period == null ? null : Words.period(period);
        Verify.Verified verified =
                session.withProgress(() -> session.get(Verify.class).run(plan, only));
        if (json) {
            session.out().println(Json.text(asMap(verified)));
        } else {
            print(verified);
        }
        return verified.isGood() ? 0 : ExitCodes.FAILED;
    }

    private void print(Verify.Verified verified) {
        for (Checked version : verified.versions()) {
            session.out()
                    .println("%-7s  %s  %d rows  %s%s"
                            .formatted(
                                    version.isGood() ? "ok" : "DIFFERS",
                                    version.snapshotId(),
                                    version.rows(),
                                    version.contentSha256(),
                                    version.sealed() ? "" : "  (without a seal)"));
            version.problems().forEach(problem -> session.err().println("problem: " + problem));
        }
        verified.kept()
                .forEach(broken -> session.err().println("problem: " + broken.problem() + resting(broken.versions())));
        int all = verified.versions().size();
        session.out()
                .println(
                        verified.isGood()
                                ? "%d versions, and all they rest on, are as they were".formatted(all)
                                : "%d of %d versions differ; %d things they rest on are broken"
                                        .formatted(
                                                verified.versions().stream()
                                                        .filter(version -> !version.isGood())
                                                        .count(),
                                                all,
                                                verified.kept().size()));
    }

    private static String resting(List<String> versions) {
        if (versions.isEmpty()) {
            return "";
        }
        int named = Math.min(MOST_NAMED, versions.size());
        String more = versions.size() > named ? " and %d more".formatted(versions.size() - named) : "";
        return " [%s%s rest%s on it]"
                .formatted(String.join(", ", versions.subList(0, named)), more, versions.size() == 1 ? "s" : "");
    }

    private static Map<String, Object> asMap(Verify.Verified verified) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("ok", verified.isGood());
        all.put(
                "versions",
                verified.versions().stream().map(VerifyCommand::asMap).toList());
        all.put(
                "kept",
                verified.kept().stream()
                        .map(broken -> {
                            Map<String, Object> one = asMap(broken.problem());
                            one.put("versions", broken.versions());
                            return one;
                        })
                        .toList());
        return all;
    }

    private static Map<String, Object> asMap(Checked version) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("snapshot_id", version.snapshotId());
        one.put("ok", version.isGood());
        one.put("rows", version.rows());
        one.put("content_sha256", version.contentSha256());
        one.put("sealed", version.sealed());
        one.put(
                "problems",
                version.problems().stream().map(VerifyCommand::asMap).toList());
        return one;
    }

    static Map<String, Object> asMap(Problem problem) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("what", problem.what());
        one.put("where", problem.where());
        one.put("expected", problem.expected());
        one.put("next", problem.next());
        return one;
    }
}
