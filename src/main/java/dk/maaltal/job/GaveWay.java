package dk.maaltal.job;

/** A run stops between two units of its work, so that a job of higher priority can run; it goes on afterwards. */
final class GaveWay extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param before the unit that was not begun */
    GaveWay(String before) {
        super("gave way before " + before);
    }
}
