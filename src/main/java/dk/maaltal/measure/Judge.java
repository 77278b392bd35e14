package dk.maaltal.measure;

import dk.maaltal.plan.Component;
import dk.maaltal.plan.Component.Unit;
import dk.maaltal.plan.Target;
import dk.maaltal.plan.Target.Against;
import dk.maaltal.series.ReferencePeriod;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Holds one cell against its target, on exact fractions. */
final class Judge {
    private Judge() {}

    /**
     * What a cell can be held against.
     *
     * @param figure the cell's own
     * @param benchmark the whole country's value, or null
     * @param previous last year's value, or null
     * @param anotherDefinitionBefore whether last year's was computed by another definition
     * @param anotherPopulation whether the cell's own definition is a break with what was before it
     * @param told what its register tells
     */
    record Bar(
            Figure figure,
            @Nullable Ratio benchmark,
            @Nullable Ratio previous,
            boolean anotherDefinitionBefore,
            boolean anotherPopulation,
            Figures.Told told) {}

    /**
     * How the cell stands.
     *
     * @param status the outcome
     * @param reason what must be known of it, or null
     * @param targetText the target as a reader writes it, or null where there is none
     * @param level the number judged against, or null
     * @param deviation value minus level, or null
     */
    record Judgement(
            Status status,
            @Nullable Reason reason,
            @Nullable String targetText,
            @Nullable Ratio level,
            @Nullable Ratio deviation) {
        boolean isMetOrNot() {
            return status == Status.MET || status == Status.NOT_MET;
        }
    }

    static Judgement judge(Component component, ReferencePeriod period, Bar bar) {
        Target target = component.target();
        Ratio value = bar.figure.value();
        if (target == null || !holdsFor(target, period)) {
            return new Judgement(Status.NO_TARGET, reasonOf(bar), null, null, null);
        }
        String text = text(target, component.unit());
        Reason obstacle = obstacle(target, bar);
        Ratio level = obstacle == null ? level(target, bar) : null;
        Ratio deviation = level == null || value == null ? null : value.minus(level);
        if (target.dueYear() != null && period.year() < target.dueYear()) {
            return new Judgement(Status.NOT_DUE, reasonOf(bar), text, level, deviation);
        }
        if (value == null || level == null) {
            Reason reason = value == null ? reasonOf(bar) : obstacle;
            return new Judgement(Status.NOT_ASSESSABLE, reason, text, level, null);
        }
        Status status = target.operator().met(value.compare(level)) ? Status.MET : Status.NOT_MET;
        return new Judgement(status, reasonOf(bar), text, level, deviation);
    }

    /** Whether there is a target for such a period at all. */
    static boolean holdsFor(Target target, ReferencePeriod period) {
        return (target.frequency() == null || target.frequency() == period.frequency())
                && (target.validFrom() == null || !period.firstDay().isBefore(target.validFrom()))
                && (target.validTo() == null || !period.lastDay().isAfter(target.validTo()));
    }

    private static @Nullable Reason reasonOf(Bar bar) {
        CellState state = bar.figure.state();
        if (!state.hasValue()) {
            return state.reason();
        }
        if (bar.anotherPopulation) {
            return Reason.DEFINITION_BREAK;
        }
        return state == CellState.STALE ? Reason.STALE : null;
    }

    /** Why there is no level to hold a value against; null when there is one. */
    private static @Nullable Reason obstacle(Target target, Bar bar) {
        return switch (target.against()) {
            case FIXED -> null;
            case COUNTRY -> bar.benchmark == null ? Reason.NO_BENCHMARK : null;
            case ROW -> bar.told.level() == null ? Reason.NO_BENCHMARK : null;
            case REGISTER -> {
                if (bar.told.levelAcrossBreak() && !target.comparableAcrossBreak()) {
                    yield Reason.DEFINITION_BREAK;
                }
                yield bar.told.level() == null ? Reason.NO_BENCHMARK : null;
            }
            case LAST_YEAR -> {
                if (bar.anotherDefinitionBefore && !target.comparableAcrossBreak()) {
                    yield Reason.DEFINITION_BREAK;
                }
                yield bar.previous == null ? Reason.NO_PREVIOUS : null;
            }
        };
    }

    private static @Nullable Ratio level(Target target, Bar bar) {
        return switch (target.against()) {
            case FIXED -> Ratio.of(target.value());
            case COUNTRY -> bar.benchmark == null ? null : bar.benchmark.plus(Ratio.of(target.value()));
            case LAST_YEAR -> bar.previous;
            case ROW, REGISTER -> bar.told.level();
        };
    }

    /** {@code >= 80 %}, {@code < 0}, {@code <= DK + 4 pp}, {@code > last year}, {@code <= ceiling of 2023}. */
    static String text(Target target, Unit unit) {
        boolean percent = unit == Unit.PERCENT;
        String level = switch (target.against()) {
            case FIXED -> plain(target.value()) + (percent ? " %" : "");
            case COUNTRY -> "DK" + margin(target.value(), percent ? " pp" : "");
            case LAST_YEAR -> "last year";
            case ROW -> "benchmark";
            case REGISTER -> "ceiling of " + target.levelYear();
        };
        return target.operator().sign() + " " + level;
    }

    private static String margin(BigDecimal margin, String unit) {
        if (margin.signum() == 0) {
            return "";
        }
        return (margin.signum() > 0 ? " + " : " - ") + plain(margin.abs()) + unit;
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    /** Whether the target compares with the whole country. */
    static boolean comparesWithCountry(Component component) {
        return component.target() != null && component.target().against() == Against.COUNTRY;
    }
}
