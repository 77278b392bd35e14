package dk.maaltal.source.cvr;

import dk.maaltal.problem.Problem;
import dk.maaltal.register.ProductionUnit;
import dk.maaltal.source.Outcome;
import java.util.List;

/** How asking for workplaces ended. */
public sealed interface UnitFetch {
    /**
     * Everything was read, checked and kept.
     *
     * @param units by P-number
     */
    record Complete(UnitReading reading, List<ProductionUnit> units) implements UnitFetch {
        public Complete {
            units = List.copyOf(units);
        }
    }

    /** It was not, after all tries its outcome allows; nothing of it is to be taken. */
    record Failed(Outcome outcome, Problem problem) implements UnitFetch {}
}
