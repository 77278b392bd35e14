package dk.maaltal.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The built jar, run as a process of its own; for integration tests, which come after packaging. */
public final class Jar {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Process process;
    private final Path out;
    private final Path err;

    private Jar(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /**
     * Starts a command.
     *
     * @param scratch where what it says is written to
     * @param environment variables besides this process's own
     */
    public static Jar start(Path scratch, Map<String, String> environment, List<String> args) {
        List<String> command = java();
        command.addAll(List.of(
                "-jar", Path.of("target", "maaltal.jar").toAbsolutePath().toString()));
        command.addAll(args);
        return launch(scratch, environment, command);
    }

    /**
     * Starts one of many commands, in half the time: from the jar unpacked, whose classes are read once for all.
     *
     * @param by what stands before {@code java}; it must become that process and not start it
     */
    public static Jar startQuickly(Path scratch, List<String> by, List<String> args) {
        List<String> command = new ArrayList<>(by);
        command.addAll(java());
        command.addAll(List.of("-XX:SharedArchiveFile=" + UnpackedJar.CLASSES, "-jar", UnpackedJar.JAR.toString()));
        command.addAll(args);
        return launch(scratch, Map.of(), command);
    }

    static List<String> java() {
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
    }

    static Jar launch(Path scratch, Map<String, String> environment, List<String> command) {
        try {
            Path out = Files.createTempFile(Files.createDirectories(scratch), "run", ".out");
            Path err = Files.createTempFile(scratch, "run", ".err");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().putAll(environment);
            return new Jar(builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command to its end. */
    public static TestHome.Ran run(Path scratch, List<String> args) {
        return start(scratch, Map.of(), args).ended();
    }

    public Process process() {
        return process;
    }

    /** Waits for its end. */
    public TestHome.Ran ended() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                throw new AssertionError("it did not end within " + PATIENCE + ":\n" + said());
            }
            return new TestHome.Ran(process.exitValue(), Files.readString(out), Files.readString(err));
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it has said on standard error so far. */
    public String said() {
        try {
            return Files.readString(err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
