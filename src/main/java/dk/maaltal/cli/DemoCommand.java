package dk.maaltal.cli;

import dk.maaltal.job.Demo;
import dk.maaltal.job.RunOutcome;
import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the whole night on the bundled archive, from the delivery on: no account, no network.",
            "Its figures are generated with a seed where they are not real, and every output says which."
        })
final class DemoCommand implements Runnable {
    private final Session session;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            defaultValue = "./demo-home",
            description = "Where to; an earlier demo there is replaced (${DEFAULT-VALUE}).")
    Path home = Path.of("demo-home");

    DemoCommand(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        session.setting("maaltal.home").map(Path::of).ifPresent(given -> home = given);
        session.setting("maaltal.db.url").ifPresent(url -> {
            throw new ProblemException(Problem.declaration(
                    "demo --maaltal.db.url",
                    "the demo's figures are made up and go into no database but its own",
                    "no database setting",
                    "leave it out; look at the demo in its own home"));
        });
        Demo.prepare(home);
        // What is configured for real must never hold made-up figures, nor the demo anyone's real rows.
        session.startWith(
                "--maaltal.home=" + home,
                "--maaltal.demo=true",
                "--maaltal.db.url=",
                "--maaltal.db.user=",
                "--maaltal.db.password=",
                "--maaltal.plan=config/plans/norddjurs-2024",
                "--maaltal.registers=config/registers",
                "--maaltal.codelists=config/codelists/codes.yml",
                "--maaltal.drop.dir=" + Demo.drop(home),
                "--maaltal.drop.origin=" + Demo.ORIGIN,
                "--maaltal.drop.settle=0s",
                "--maaltal.pseudonym.key-file=" + Demo.key(home));
        List<RunOutcome> nights =
                session.withProgress(() -> session.get(Demo.class).run());
        for (RunOutcome night : nights) {
            session.out().println("Night " + night.runId());
            night.done().forEach(line -> session.out().println("  " + line));
            night.held().forEach(held -> session.out().println("  held: " + held));
            session.out().println("  %s: %s".formatted(night.verdict(), night.summary()));
        }
        String setting = " --maaltal.home=" + home;
        session.out().println();
        session.out().println("Look at it:");
        session.out().println("  ./maaltal show 2024H1" + setting + "          the plan's first half-year of 2024");
        session.out()
                .println("  ./maaltal list snapshots" + setting + "       what was published, and when it changed");
        session.out().println("  ./maaltal export 2024 --out out" + setting + " the year as CSV, for BI");
        session.out()
                .println("  ./maaltal list rejections" + setting
                        + "      rows of dropped files that were not taken, and why");
        session.out()
                .println("  ./maaltal list decisions" + setting
                        + "       changes of published figures that wait for you");
        session.out().println("  ./maaltal status" + setting + "               how things stand");
        session.out().println();
        session.out()
                .println("Figures are generated (seed 2024) except where a cell's attributes say real or mixed. The");
        session.out()
                .println("registers' people cannot exist: their CPR numbers say they will be born in 2037 to 2057.");
    }
}
