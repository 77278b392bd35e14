package dk.maaltal.staging;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Everything Måltal was ever told, asked by as-of. */
public interface Knowledge {
    /**
     * A view for one evaluation; it may cache and is used by one thread.
     *
     * @param asOf nothing that became known after it is seen
     */
    Known at(Instant asOf);

    /** What bytes were received for, by digest; the same may have been received for several things. */
    default List<Received> received(Collection<String> sha256s) {
        return List.of();
    }

    /**
     * The same, of register generations that were taken by an instant only: an extract that came later may be of an earlier
     * date than the as-of.
     *
     * @param takenBy no generation taken after it is seen
     */
    Known at(Instant asOf, Instant takenBy);

    /**
     * A view of one area at many instants, for one evaluation.
     *
     * @param areaCode whose observations are asked for; what registers tell is not narrowed
     * @param takenBy no generation taken after it is seen, at any of the instants
     */
    Hindsight hindsight(String areaCode, Instant takenBy);
}
