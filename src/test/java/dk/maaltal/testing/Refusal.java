package dk.maaltal.testing;

/** An answer that is not 200, with the source's envelope. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;

    Refusal(int status, String cause) {
        super(cause);
        this.status = status;
    }

    int status() {
        return status;
    }
}
