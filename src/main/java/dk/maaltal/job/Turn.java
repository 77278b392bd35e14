package dk.maaltal.job;

/** Whose turn it is to run: asked between two units of work that can wait. */
interface Turn {
    /** Nobody else ever wants it. */
    Turn OURS = () -> false;

    /** Whether a job of higher priority waits for the run to end. */
    boolean wanted();
}
