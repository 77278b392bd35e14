package dk.maaltal.job;

/** Hands the progress of a run's work to whoever listens at the moment, and stops it where it is to stop. */
public final class ProgressRelay implements Progress {
    private volatile Progress listener = Progress.NONE;

    private final StopSignal signal;

    ProgressRelay(StopSignal signal) {
        this.signal = signal;
    }

    /** From now on this listener is told. */
    public void to(Progress progress) {
        listener = progress;
    }

    @Override
    public void at(String what, long done, long total) {
        signal.check();
        listener.at(what, done, total);
    }
}
