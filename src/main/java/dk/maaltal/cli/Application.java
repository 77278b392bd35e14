package dk.maaltal.cli;

import org.springframework.context.ConfigurableApplicationContext;

/** Starts the application behind the command line. */
@FunctionalInterface
public interface Application {
    /**
     * @param settings {@code --a.b=c}
     * @param serving whether the schedule and the web page are wanted
     */
    ConfigurableApplicationContext start(String[] settings, boolean serving);
}
