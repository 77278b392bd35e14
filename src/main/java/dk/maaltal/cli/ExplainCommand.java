package dk.maaltal.cli;

import dk.maaltal.plan.Plan;
import dk.maaltal.report.ExplanationJson;
import dk.maaltal.report.ExplanationText;
import dk.maaltal.report.Published;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.snapshot.Snapshots;
import dk.maaltal.snapshot.Version;
import dk.maaltal.snapshot.explanation.Explanation;
import dk.maaltal.snapshot.explanation.Explanations;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "explain",
        description =
                "One number: definition, target, windows, the counts that decide it, its sources, what is missing.")
final class ExplainCommand implements Runnable {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Session session;

    @Parameters(index = "0", paramLabel = "MEASURE", description = "6.10; `maaltal list measures` shows them.")
    String measure = "";

    @Parameters(index = "1", paramLabel = "PERIOD", description = "2024Q1, 2024H1 or 2024.")
    String period = "";

    // Not the standard mixin: its --version would be another one.
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    boolean help;

    @Option(names = "--version", paramLabel = "N", description = "That version; the newest otherwise.")
    @Nullable
    Integer version;

    @Option(names = "--as-of", paramLabel = "T", description = "The version that was the newest at an instant.")
    @Nullable
    String asOf;

    @Option(names = "--plan", paramLabel = "ID", description = "Which plan, when several are followed.")
    @Nullable
    String plan;

    @Option(names = "--json", description = "As a JSON object.")
    boolean json;

    ExplainCommand(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        Plan chosen = PlanChoice.choose(session, plan);
        ReferencePeriod of = Words.period(period);
        String id = session.get(Published.class)
                .snapshotId(chosen.id(), of, version, asOf == null ? null : Words.instant(asOf));
        Version published = session.get(Snapshots.class)
                .find(chosen.id(), of, Long.parseLong(id.substring(id.lastIndexOf('/') + 1)))
                .orElseThrow();
        Explanation explanation = session.get(Explanations.class).explain(chosen, measure, published);
        if (json) {
            session.out().println(JSON.writeValueAsString(ExplanationJson.of(explanation)));
        } else {
            ExplanationText.of(explanation).forEach(session.out()::println);
        }
    }
}
