package dk.maaltal.series;

import java.util.List;

/**
 * How a plan points at one figure of every area: what a fetch must bring and a computation reads.
 *
 * @param table the table
 * @param frequency the kind of reference period
 * @param areas which area hierarchy the table has its figures by
 * @param measure the column
 * @param members one member of each hierarchy that is asked for; dimensions not named are the table's own totals
 * @param optional true where a table may lack the member: it then counts as nothing (Fleksjob in measure 6.4)
 */
public record SeriesSelector(
        TableSelector table,
        Frequency frequency,
        AreaKind areas,
        MeasureSelector measure,
        List<MemberSelector> members,
        boolean optional) {
    public SeriesSelector {
        members = List.copyOf(members);
    }
}
