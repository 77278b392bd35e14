package dk.maaltal.staging;

import java.time.Instant;

/** Everything Måltal was ever told, asked by as-of. */
public interface Knowledge {
    /**
     * A view for one evaluation; it may cache and is used by one thread.
     *
     * @param asOf nothing that became known after it is seen
     */
    Known at(Instant asOf);

    /**
     * A view of one area at many instants, for one evaluation.
     *
     * @param areaCode whose observations are asked for; what registers tell is not narrowed
     */
    Hindsight hindsight(String areaCode);
}
