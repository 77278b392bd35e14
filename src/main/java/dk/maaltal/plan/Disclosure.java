package dk.maaltal.plan;

import java.util.Optional;
import java.util.stream.Stream;

/** How small numbers counted from persons' rows are hidden (design: measures, disclosure). */
public enum Disclosure {
    /** Nothing is hidden. */
    NONE("none", 0),
    /** The rule of STAR: one and two persons. */
    STAR_3("star-3", 3),
    /** The rule of Statistics Denmark: one to four. */
    DST_5("dst-5", 5);

    private final String text;
    private final int least;

    Disclosure(String text, int least) {
        this.text = text;
        this.least = least;
    }

    /** As a plan writes it. */
    public String text() {
        return text;
    }

    static Optional<Disclosure> of(String text) {
        return Stream.of(values()).filter(rule -> rule.text.equals(text)).findFirst();
    }

    /** Whether a number of persons is too small to show. Nobody at all is shown. */
    public boolean isSmall(long persons) {
        return persons > 0 && persons < least;
    }
}
