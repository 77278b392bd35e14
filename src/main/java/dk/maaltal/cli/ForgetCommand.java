package dk.maaltal.cli;

import dk.maaltal.job.Forgetting;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
        name = "forget",
        mixinStandardHelpOptions = true,
        description = {
            "Removes dropped files, taken or refused, that are older than maaltal.drop.archive-days.",
            "What was counted from them stays."
        })
final class ForgetCommand implements Runnable {
    private final Session session;

    ForgetCommand(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        List<String> gone = session.get(Forgetting.class).run();
        gone.forEach(file -> session.out().println("removed " + file));
        session.err().println(gone.isEmpty() ? "nothing to forget" : "%d files removed".formatted(gone.size()));
    }
}
