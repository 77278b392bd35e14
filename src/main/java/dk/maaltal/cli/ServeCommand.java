package dk.maaltal.cli;

import java.util.concurrent.CountDownLatch;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import picocli.CommandLine.Command;

@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Runs the schedule of jobs/*.yml until it is stopped; /actuator/health answers on server.port.")
final class ServeCommand implements Runnable {
    private final Session session;

    ServeCommand(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        CountDownLatch stopped = new CountDownLatch(1);
        ConfigurableApplicationContext context =
                session.start(true, "--spring.quartz.auto-startup=true", "--maaltal.serving=true");
        context.addApplicationListener((ApplicationListener<ContextClosedEvent>) closed -> stopped.countDown());
        session.err().println("serving; stop with SIGTERM or Ctrl-C");
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
