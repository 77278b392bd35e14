package dk.maaltal.job;

/** Hands the progress of a run's work to whoever listens at the moment. */
public final class ProgressRelay implements Progress {
    private volatile Progress listener = Progress.NONE;

    ProgressRelay() {}

    /** From now on this listener is told. */
    public void to(Progress progress) {
        listener = progress;
    }

    @Override
    public void at(String what, long done, long total) {
        listener.at(what, done, total);
    }
}
