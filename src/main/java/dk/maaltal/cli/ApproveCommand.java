package dk.maaltal.cli;

import dk.maaltal.job.Deciding;
import dk.maaltal.snapshot.ChangeKind;
import dk.maaltal.snapshot.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "approve",
        mixinStandardHelpOptions = true,
        description = "Publishes a change that waits for a person, exactly as it was proposed.")
final class ApproveCommand implements Runnable {
    enum As {
        revision,
        correction
    }

    private final Session session;

    @Parameters(paramLabel = "DECISION", description = "Its number; `maaltal list decisions` shows them.")
    long decision;

    @Option(
            names = "--as",
            paramLabel = "KIND",
            description = "revision (the sources know better, the default) or correction (a mistake of ours is mended)."
                    + " A changed definition is always published as definition.")
    As as = As.revision;

    @Mixin
    WhoAndWhy said = new WhoAndWhy();

    ApproveCommand(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        ChangeKind kind = as == As.correction ? ChangeKind.CORRECTION : ChangeKind.REVISION;
        Version version = session.get(Deciding.class).approve(decision, kind, said.by, said.reason);
        session.out()
                .println("%s: published (%s): %s"
                        .formatted(version.snapshotId(), version.changeKind().text(), version.changeNote()));
    }
}
