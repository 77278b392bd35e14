package dk.maaltal.source.register;

/** What stands between whole and part in a layout's numbers. */
enum DecimalMark {
    /** As each number shows: a comma is the mark and so is a lone point, but see {@link Numbers}. */
    EITHER,
    /** A comma; points are thousands. */
    COMMA,
    /** A point; commas are thousands. */
    POINT
}
