package dk.maaltal.testing;

import org.jspecify.annotations.Nullable;

/** How a cell stands against its target. */
record PlainJudgement(
        @Nullable Fraction target,
        @Nullable Fraction deviation,
        @Nullable String status,
        @Nullable String reason) {
    static final PlainJudgement NONE = new PlainJudgement(null, null, null, null);

    static PlainJudgement of(
            String target, PlainCell cell, @Nullable Fraction benchmark, @Nullable Fraction previous, boolean broken) {
        String reason = reason(cell.state());
        if (target.isEmpty()) {
            return new PlainJudgement(null, null, "NO_TARGET", reason);
        }
        String[] words = target.split(" ", -1);
        Fraction level = switch (words[1]) {
            case "DK" -> benchmark == null ? null : benchmark.plus(Fraction.of(words.length > 2 ? 4 : 0));
            case "last" -> previous;
            default -> Fraction.of(Long.parseLong(words[1]));
        };
        if (cell.value() == null) {
            return new PlainJudgement(level, null, "NOT_ASSESSABLE", reason);
        }
        if (level == null) {
            return new PlainJudgement(
                    null, null, "NOT_ASSESSABLE", words[1].equals("DK") ? "no_benchmark" : "no_previous");
        }
        int sign = cell.value().against(level);
        boolean met = switch (words[0]) {
            case ">=" -> sign >= 0;
            case ">" -> sign > 0;
            case "<=" -> sign <= 0;
            default -> sign < 0;
        };
        return new PlainJudgement(
                level,
                cell.value().minus(level),
                met ? "MET" : "NOT_MET",
                broken && reason == null ? "definition_break" : reason);
    }

    /** What the shipped plan holds a component against, in words; empty for nothing. */
    static String target(String component) {
        return switch (component) {
            case "1.1 value" -> "< 0";
            case "1.2 value" -> ">= 80";
            case "1.3 value" -> ">= 70";
            case "3.1 count", "6.4 value", "6.10 value" -> "> last";
            case "4.1 value", "6.1 fill_rate", "6.2 value" -> ">= DK";
            case "5.1 value" -> "<= DK";
            case "6.1 orders_per_month" -> ">= 50";
            case "6.11 value" -> "<= DK +4";
            default -> "";
        };
    }

    private static @Nullable String reason(String state) {
        return switch (state) {
            case "IMMATURE" -> "immature";
            case "SUPPRESSED" -> "hidden";
            case "NOT_PUBLISHED" -> "not_published";
            case "SOURCE_MISSING" -> "source_missing";
            case "NO_POPULATION" -> "no_population";
            case "STALE" -> "stale";
            default -> null;
        };
    }
}
