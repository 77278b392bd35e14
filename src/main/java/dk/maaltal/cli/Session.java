package dk.maaltal.cli;

import dk.maaltal.job.Progress;
import dk.maaltal.job.ProgressRelay;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;

/** One call of the command line: where it writes, and the application, started when the first command needs it. */
final class Session implements AutoCloseable {
    private static final String SCHEDULER = "org.springframework.boot.quartz.autoconfigure.QuartzAutoConfiguration";

    private final Application application;
    /** By name with its dashes and equals sign; Spring would join two of one name with a comma. */
    private final Map<String, String> settings;

    private final PrintWriter out;
    private final PrintWriter err;
    private @Nullable ConfigurableApplicationContext context;

    Session(Application application, List<String> settings, PrintWriter out, PrintWriter err) {
        this.application = application;
        this.settings = byName(settings);
        this.out = out;
        this.err = err;
    }

    private static Map<String, String> byName(List<String> settings) {
        Map<String, String> byName = new LinkedHashMap<>();
        for (String setting : settings) {
            int value = setting.indexOf('=') + 1;
            byName.put(setting.substring(0, value), setting.substring(value));
        }
        return byName;
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

    /** What a setting was given as on the command line, or null; the last one counts. */
    @Nullable
    String setting(String name) {
        return settings.get("--" + name + "=");
    }

    /** Starts the application with the command's own settings, which win over those of the command line. */
    ConfigurableApplicationContext start(boolean serving, String... own) {
        if (context == null) {
            Map<String, String> byName = new LinkedHashMap<>(settings);
            byName.putAll(byName(List.of(own)));
            List<String> all = new ArrayList<>();
            byName.forEach((name, value) -> all.add(name + value));
            // A command makes only what it uses; the server makes all and finds what is wrong at once.
            all.add("--spring.main.lazy-initialization=" + !serving);
            if (!serving) {
                all.add("--spring.autoconfigure.exclude=" + SCHEDULER);
                all.add("--management.endpoints.access.default=none");
            }
            context = application.start(all.toArray(String[]::new), serving);
            NightClockNotice.print(context, err);
        }
        return context;
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
