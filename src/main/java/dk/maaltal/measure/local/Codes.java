package dk.maaltal.measure.local;

import dk.maaltal.staging.RegisterKnown;
import java.util.Collection;
import java.util.List;

/** Which of the codes in a column's rows are meant, by their place there. */
final class Codes {
    private final boolean[] meant;

    private Codes(boolean[] meant) {
        this.meant = meant;
    }

    static Codes of(RegisterKnown register, String column, Collection<String> labels) {
        List<String> all = register.codes().getOrDefault(column, List.of());
        boolean[] meant = new boolean[all.size()];
        for (int i = 0; i < meant.length; i++) {
            meant[i] = labels.contains(all.get(i));
        }
        return new Codes(meant);
    }

    /** Whether a row's value is one of them; an empty cell is none. */
    boolean has(long place) {
        return place >= 0 && place < meant.length && meant[(int) place];
    }
}
