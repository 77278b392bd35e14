package dk.maaltal.job;

import dk.maaltal.staging.Staging;

/** Makes the observations anew from the kept deliveries; published versions stay. */
public final class Rebuild {
    private final Home home;
    private final Staging staging;
    private final Progress progress;

    Rebuild(Home home, Staging staging, Progress progress) {
        this.home = home;
        this.staging = staging;
        this.progress = progress;
    }

    /** Empties what was derived and derives it again, known-from included. */
    public void run() {
        try (Home.Lock lock = home.lock()) {
            staging.rebuild(progress::at);
        }
    }
}
