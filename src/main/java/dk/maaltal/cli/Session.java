package dk.maaltal.cli;

import dk.maaltal.job.Progress;
import dk.maaltal.job.ProgressRelay;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;

/** One call of the command line: where it writes, and the application, started when the first command needs it. */
final class Session implements AutoCloseable {
    private static final String SCHEDULER = "org.springframework.boot.quartz.autoconfigure.QuartzAutoConfiguration";

    private final Application application;
    private final List<String> settings;
    private final PrintWriter out;
    private final PrintWriter err;
    private @Nullable ConfigurableApplicationContext context;

    Session(Application application, List<String> settings, PrintWriter out, PrintWriter err) {
        this.application = application;
        this.settings = new ArrayList<>(settings);
        this.out = out;
        this.err = err;
    }

    /** What was asked for. */
    PrintWriter out() {
        return out;
    }

    /** Progress and problems. */
    PrintWriter err() {
        return err;
    }

    /** A part of the running application. */
    <T> T get(Class<T> type) {
        return start(false).getBean(type);
    }

    /** Starts the application with further settings; the ones given on the command line win. */
    ConfigurableApplicationContext start(boolean serving, String... defaults) {
        if (context == null) {
            List<String> all = new ArrayList<>();
            Stream.of(defaults).filter(d -> setting(key(d)).isEmpty()).forEach(all::add);
            // A command makes only what it uses; the server makes all and finds what is wrong at once.
            all.add("--spring.main.lazy-initialization=" + !serving);
            if (!serving) {
                all.add("--spring.autoconfigure.exclude=" + SCHEDULER);
                all.add("--management.endpoints.access.default=none");
            }
            all.addAll(settings);
            context = application.start(all.toArray(String[]::new), serving);
            NightClockNotice.print(context, err);
        }
        return context;
    }

    /**
     * Starts the application with settings that nothing may change, whatever the command line, the environment or a
     * file says of them.
     */
    void startWith(String... forced) {
        Set<String> keys = Stream.of(forced).map(Session::key).collect(Collectors.toSet());
        settings.removeIf(s -> keys.contains(key(s)));
        settings.addAll(List.of(forced));
        start(false);
    }

    /** The value a setting was given on the command line. */
    Optional<String> setting(String key) {
        return settings.stream()
                .filter(s -> key(s).equals(key))
                .map(s -> s.substring(s.indexOf('=') + 1))
                .reduce((first, last) -> last);
    }

    private static String key(String setting) {
        return setting.substring(2, setting.indexOf('='));
    }

    /** Does work while its progress is drawn. */
    <T extends @Nullable Object> T withProgress(Supplier<T> work) {
        ProgressLine line = ProgressLine.of(err);
        ProgressRelay relay = get(ProgressRelay.class);
        relay.to(line);
        try {
            return work.get();
        } finally {
            relay.to(Progress.NONE);
            line.end();
        }
    }

    @Override
    public void close() {
        if (context != null) {
            context.close();
        }
        out.flush();
        err.flush();
    }
}
