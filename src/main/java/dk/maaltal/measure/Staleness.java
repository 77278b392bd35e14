package dk.maaltal.measure;

import dk.maaltal.problem.Problem;
import dk.maaltal.series.SeriesSelector;
import dk.maaltal.staging.SeriesKnown;
import dk.maaltal.staging.SeriesKnown.Lag;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether the figures of a formula's terms are only the last known. */
final class Staleness {
    private final Terms terms;
    private final LocalDate today;
    private final Period after;

    /**
     * @param today the as-of's date
     * @param after how long after a table's announced update its figures are still good
     */
    Staleness(Terms terms, LocalDate today, Period after) {
        this.terms = terms;
        this.today = today;
        this.after = after;
    }

    /** Why the figures are the last known; empty when they are not. */
    List<Problem> problems() {
        return terms.counted().stream()
                .flatMap(term -> Stream.concat(behind(term).stream(), overdue(term).stream())
                        .limit(1))
                .distinct()
                .toList();
    }

    /** Only that the source has, or may have, something that is not held; an update that is late does not count. */
    List<Problem> behind() {
        return terms.counted().stream()
                .flatMap(term -> behind(term).stream())
                .distinct()
                .toList();
    }

    private Optional<Problem> behind(SeriesSelector term) {
        SeriesKnown series = terms.get(term);
        // A table that has ended may leave the catalogue: nothing newer is to come.
        if (series.lags().stream()
                .allMatch(lag -> lag == Lag.UNLISTED && term.table().ended() != null)) {
            return Optional.empty();
        }
        return Optional.of(Objects.requireNonNullElseGet(
                series.problem(),
                () -> Problem.upstream(
                        table(term),
                        "the source has newer figures that were not taken; the last known ones stand",
                        "",
                        "see the problems of the last nightly run")));
    }

    private Optional<Problem> overdue(SeriesSelector term) {
        LocalDate next = terms.get(term).updateNext();
        if (term.table().ended() != null || next == null || !today.isAfter(next.plus(after))) {
            return Optional.empty();
        }
        return Optional.of(Problem.upstream(
                table(term),
                "its announced update of %s has not come by %s; the last known figures stand".formatted(next, today),
                "an update at the latest on " + next.plus(after),
                "look for a notice of the source about the table"));
    }

    private String table(SeriesSelector term) {
        return "table "
                + Objects.requireNonNullElse(
                        terms.get(term).tableId(), term.table().ref());
    }
}
