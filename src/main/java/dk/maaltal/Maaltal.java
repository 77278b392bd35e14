package dk.maaltal;

import dk.maaltal.cli.Cli;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The application class: hands the words of the command line to {@link Cli}, which starts the rest when it needs it. */
@SpringBootApplication(proxyBeanMethods = false)
public class Maaltal {
    Maaltal() {}

    /** @param args a command and its options; {@code --a.b=c} are settings */
    public static void main(String[] args) {
        if (System.getProperty("h2.bindAddress") == null) {
            // H2's mixed mode may listen, but only for this machine.
            System.setProperty("h2.bindAddress", "127.0.0.1");
        }
        System.exit(Cli.run(args, (settings, serving) -> {
            SpringApplication application = new SpringApplication(Maaltal.class);
            application.setWebApplicationType(serving ? WebApplicationType.SERVLET : WebApplicationType.NONE);
            application.setRegisterShutdownHook(true);
            return application.run(settings);
        }));
    }
}
