package dk.maaltal.register;

import org.jspecify.annotations.Nullable;

/**
 * A column of a canonical register.
 *
 * @param name as the canonical header has it
 * @param type what a value is, and how it is kept
 * @param optional whether a cell may be empty
 * @param codelist the list its codes are in; null unless the type is {@link Type#CODE}
 */
public record Column(
        String name, Type type, boolean optional, @Nullable String codelist) {
    /** An empty cell: missing, never 0. */
    public static final long NONE = Long.MIN_VALUE;
    /** {@code <5}: hidden by whoever made the sheet. */
    public static final long SUPPRESSED = Long.MIN_VALUE + 1;

    /** What a cell holds; every one but {@link #PERSON} is kept as one {@code long}. */
    public enum Type {
        /** A CPR number in, a pseudonym of 128 bits out; the row's owner, not one of its values. */
        PERSON,
        /** A civil date: its epoch day. */
        DATE,
        /** {@code 2024-06}: year * 12 + month - 1. */
        MONTH,
        /** A code of a list: its place among the codes the rows came with. */
        CODE,
        /** {@code ja} 1, {@code nej} 0. */
        FLAG,
        /** A whole number, not negative. */
        INTEGER,
        /** A number times {@link #DECIMAL_SCALE}. */
        DECIMAL,
        /** Ten digits. */
        P_NUMBER,
        /** Eight digits. */
        CVR_NUMBER,
        /** What tells cases or orders apart, and words that no measure reads: a keyed digest of 63 bits, so that only sameness is kept. */
        OPAQUE,
        /** A word that is no code: its place among the words the rows came with. */
        WORD,
        /** {@code 2023/2024}: the year it ends in. */
        SCHOOL_YEAR,
        YEAR,
        /** {@code 2024H1}: year * 2 + 0 or 1. */
        HALF_YEAR
    }

    /** What a {@link Type#DECIMAL} is multiplied with. */
    public static final long DECIMAL_SCALE = 1_000_000;

    static Column of(String name, Type type) {
        return new Column(name, type, false, null);
    }

    static Column code(String name, String codelist) {
        return new Column(name, Type.CODE, false, codelist);
    }

    Column orNone() {
        return new Column(name, type, true, codelist);
    }
}
