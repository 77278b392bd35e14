package dk.maaltal.plan;

import dk.maaltal.series.SeriesSelector;
import java.util.List;
import java.util.stream.Stream;

/** How an official figure is put together from series. Sums of counts only; percentages are never summed. */
public sealed interface Formula {
    /** Every series it reads. */
    List<SeriesSelector> terms();

    /** A count: the sum of {@code plus} less the sum of {@code minus} (which may be empty). */
    record Count(List<SeriesSelector> plus, List<SeriesSelector> minus) implements Formula {
        public Count {
            plus = List.copyOf(plus);
            minus = List.copyOf(minus);
        }

        @Override
        public List<SeriesSelector> terms() {
            return Stream.concat(plus.stream(), minus.stream()).toList();
        }
    }

    /** A share: the exact pair of two sums of counts, in percent. */
    record Share(List<SeriesSelector> numerator, List<SeriesSelector> denominator) implements Formula {
        public Share {
            numerator = List.copyOf(numerator);
            denominator = List.copyOf(denominator);
        }

        @Override
        public List<SeriesSelector> terms() {
            return Stream.concat(numerator.stream(), denominator.stream()).toList();
        }
    }

    /** A share the source serves only as a percent; not used where its own {@code count} is null. */
    record Served(SeriesSelector share, SeriesSelector count) implements Formula {
        @Override
        public List<SeriesSelector> terms() {
            return List.of(share, count);
        }
    }

    /** A flow's count divided by the months of the snapshot's period. */
    record PerMonth(List<SeriesSelector> count) implements Formula {
        public PerMonth {
            count = List.copyOf(count);
        }

        @Override
        public List<SeriesSelector> terms() {
            return count;
        }
    }
}
