package dk.maaltal.measure;

import dk.maaltal.series.ReferencePeriod;

/**
 * A cell of the plan's own area that was held against its target.
 *
 * @param number what it is
 * @param period of the snapshot
 * @param key the row's
 * @param distance exact and not negative: how far the value is from what it is judged against
 */
record JudgedCell(PlanNumber number, ReferencePeriod period, RowKey key, Ratio distance) {}
