package dk.maaltal.cli;

import dk.maaltal.job.NightClock;
import java.io.PrintWriter;
import java.time.Instant;
import org.springframework.context.ApplicationContext;

/** A frozen clock is shown loudly wherever it is set. */
final class NightClockNotice {
    private NightClockNotice() {}

    static void print(ApplicationContext context, PrintWriter err) {
        Instant frozen = context.getBean(NightClock.class).frozenAt();
        if (frozen != null) {
            err.println("*** THE CLOCK STANDS STILL AT " + frozen + " (maaltal.clock is set) ***");
        }
    }
}
