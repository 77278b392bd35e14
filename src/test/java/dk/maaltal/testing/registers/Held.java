package dk.maaltal.testing.registers;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A register as it is held: an accepted extract.
 *
 * @param extractDate nothing after it is known
 * @param coversFrom the first day its layout says it reaches back to, or null
 * @param lines each once
 */
public record Held(LocalDate extractDate, @Nullable LocalDate coversFrom, Set<Line> lines) {
    public static Held of(LocalDate extractDate, List<? extends Line> lines) {
        return new Held(extractDate, null, new LinkedHashSet<>(lines));
    }

    LocalDate firstDay() {
        return coversFrom != null
                ? coversFrom
                : lines.stream()
                        .map(Line::earliest)
                        .min(Comparator.naturalOrder())
                        .orElse(LocalDate.MAX);
    }
}
