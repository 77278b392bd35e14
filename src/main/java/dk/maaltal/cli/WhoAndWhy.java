package dk.maaltal.cli;

import picocli.CommandLine.Option;

/** Who decides, and why. */
final class WhoAndWhy {
    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            required = true,
            description = "Why; it stays with the version for everybody to read.")
    String reason = "";

    @Option(
            names = "--by",
            paramLabel = "NAME",
            description = "Who decides; the operating system's name of the user otherwise.")
    String by = System.getProperty("user.name", "");
}
