package dk.maaltal.snapshot;

import dk.maaltal.measure.Row;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** Why a change of a published version waits for a person. */
public sealed interface Cause {
    /** For people, in a line. */
    String text();

    /** Cells that go to the other side of their target; at least one. */
    record Flips(List<Change> cells) implements Cause {
        private static final int NAMED = 5;

        public Flips {
            cells = List.copyOf(cells);
        }

        @Override
        public String text() {
            String named = cells.stream().limit(NAMED).map(Flips::named).collect(Collectors.joining(", "));
            return "%s to the other side of the target: %s%s"
                    .formatted(
                            cells.size() == 1 ? "1 cell changes" : cells.size() + " cells change",
                            named,
                            cells.size() > NAMED ? " and %d more".formatted(cells.size() - NAMED) : "");
        }

        private static String named(Change cell) {
            Row after = Objects.requireNonNull(cell.after(), "a cell that flips is there");
            return "%s %s -> %s".formatted(cell.key(), cell.decided(), after.status());
        }
    }

    /**
     * More cells changed than the plan lets pass.
     *
     * @param counted cells added, removed or changed, but for those that said themselves that they would change
     * @param of the cells of the version before
     * @param percent the most that passes
     */
    record Share(long counted, long of, int percent) implements Cause {
        @Override
        public String text() {
            return String.format(
                    Locale.ROOT, "%d of %d cells changed, more than the plan's %d %%", counted, of, percent);
        }
    }
}
