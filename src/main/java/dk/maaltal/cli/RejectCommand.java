package dk.maaltal.cli;

import dk.maaltal.job.Deciding;
import dk.maaltal.snapshot.Decision;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "reject",
        mixinStandardHelpOptions = true,
        description = {
            "Keeps what is published instead of a change that waits for a person.",
            "The same change is not asked about again."
        })
final class RejectCommand implements Runnable {
    private final Session session;

    @Parameters(paramLabel = "DECISION", description = "Its number; `maaltal list decisions` shows them.")
    long decision;

    @Mixin
    WhoAndWhy said = new WhoAndWhy();

    RejectCommand(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        Decision rejected = session.get(Deciding.class).reject(decision, said.by, said.reason);
        session.out().println("%s: stays; decision %d is rejected".formatted(rejected.baseId(), rejected.number()));
    }
}
