package dk.maaltal.source.register;

import org.jspecify.annotations.Nullable;

/** A file that cannot be taken at all. Its words never hold what may be a CPR number. */
final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    private final String what;
    private final String expected;
    private final String next;

    Refused(String what, String expected, String next) {
        this(what, expected, next, null);
    }

    Refused(String what, String expected, String next, @Nullable Throwable cause) {
        super(Masked.text(what), cause, false, false);
        this.what = Masked.text(what);
        this.expected = Masked.text(expected);
        this.next = Masked.text(next);
    }

    String what() {
        return what;
    }

    String expected() {
        return expected;
    }

    String next() {
        return next;
    }
}
