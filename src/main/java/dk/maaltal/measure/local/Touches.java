package dk.maaltal.measure.local;

import dk.maaltal.register.Column;
import dk.maaltal.register.Register;
import dk.maaltal.staging.PersonRows;

/** Which windows an offer touches: it began no later than their last day, and did not end before their first. */
final class Touches {
    static final int START = Register.SYGEFRAVAER.place("start");
    static final int DELVIS_FRA = Register.SYGEFRAVAER.place("delvis_fra");
    static final int SLUT = Register.SYGEFRAVAER.place("slut");
    static final int P = Register.SYGEFRAVAER.place("p");
    static final int CVR = Register.SYGEFRAVAER.place("cvr");

    static final int OFFER_TYPE = Register.TILBUD.place("type");
    static final int OFFER_START = Register.TILBUD.place("start");
    static final int OFFER_SLUT = Register.TILBUD.place("slut");

    private Touches() {}

    /**
     * Marks the last days whose window one of the person's offers touches.
     *
     * @param before for each last day, the day before its window
     */
    static void offers(PersonRows person, Codes types, Grid grid, long[] before, boolean[] hit) {
        int rows = person.count(Register.TILBUD);
        if (rows == 0) {
            return;
        }
        long[] type = person.column(Register.TILBUD, OFFER_TYPE);
        long[] start = person.column(Register.TILBUD, OFFER_START);
        long[] slut = person.column(Register.TILBUD, OFFER_SLUT);
        for (int i = 0; i < rows; i++) {
            if (types.has(type[i])) {
                long to = to(slut[i]);
                for (int end = grid.endFrom(start[i]); end < hit.length && before[end] < to; end++) {
                    hit[end] = true;
                }
            }
        }
    }

    static long to(long slut) {
        return slut == Column.NONE ? Grid.NEVER : slut;
    }
}
