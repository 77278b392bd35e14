package dk.maaltal.cli;

import dk.maaltal.job.Rebuild;
import picocli.CommandLine.Command;

@Command(
        name = "rebuild",
        mixinStandardHelpOptions = true,
        description = {
            "Makes the observations anew from the kept deliveries alone, known-from included.",
            "Published versions are left as they are."
        })
final class RebuildCommand implements Runnable {
    private final Session session;

    RebuildCommand(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        session.withProgress(() -> {
            session.get(Rebuild.class).run();
            return null;
        });
        session.out().println("the observations were made anew from the deliveries");
    }
}
