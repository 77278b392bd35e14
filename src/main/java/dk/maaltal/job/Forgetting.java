package dk.maaltal.job;

import dk.maaltal.staging.Registers;
import java.util.List;

/** Removes the originals of dropped files whose days are over, when a person asks for it. */
public final class Forgetting {
    private final Home home;
    private final Registers registers;

    Forgetting(Home home, Registers registers) {
        this.home = home;
        this.registers = registers;
    }

    /**
     * Removes them.
     *
     * @return what went, with whatever looks like a CPR number masked
     * @throws dk.maaltal.problem.ProblemException when a run is at work, or a file cannot be removed
     */
    public List<String> run() {
        try (Home.Lock lock = home.lock()) {
            return registers.forget();
        }
    }
}
