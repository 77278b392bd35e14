package dk.maaltal.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command line: which verbs there are. */
@Command(
        name = "maaltal",
        description = "Follows up a municipality's yearly employment plan.",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            ResumeCommand.class,
            StatusCommand.class,
            ListCommand.class,
            ShowCommand.class,
            ExplainCommand.class,
            ApproveCommand.class,
            RejectCommand.class,
            ExportCommand.class,
            CheckCommand.class,
            ForgetCommand.class,
            RebuildCommand.class,
            VerifyCommand.class,
            RecomputeCommand.class,
            MigrateStoreCommand.class,
            ServeCommand.class
        },
        footer = {
            "",
            "Settings are given as --maaltal.home=DIR, as MAALTAL_HOME=DIR, or in config/application.yml.",
            "Exit codes: 0 complete, 1 failed, 2 wrong use or configuration, 3 complete with gaps, 4 refused."
        })
public final class Cli implements Runnable {
    private static final Pattern SETTING = Pattern.compile("--[a-z][\\w-]*(\\.[\\w\\[\\]-]+)+=.*", Pattern.DOTALL);

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show stack traces and what is being done.")
    boolean debug;

    final Session session;

    Cli(Session session) {
        this.session = session;
    }

    /**
     * Runs one command.
     *
     * @return the exit code of cli.md
     */
    public static int run(String[] args, Application application) {
        List<String> settings = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (String arg : args) {
            (SETTING.matcher(arg).matches() ? settings : words).add(arg);
        }
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        if (words.contains("--debug")) {
            settings.add("--logging.level.dk.maaltal=debug");
        }
        try (Session session = new Session(application, settings, out, err)) {
            return commandLine(session).execute(words.toArray(String[]::new));
        }
    }

    static CommandLine commandLine(Session session) {
        return new CommandLine(new Cli(session), new SessionFactory(session))
                .setOut(session.out())
                .setErr(session.err())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(new ExitCodes())
                .setUsageHelpAutoWidth(true);
    }

    @Override
    public void run() {
        commandLine(session).usage(session.out());
    }
}
