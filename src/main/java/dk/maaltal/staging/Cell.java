package dk.maaltal.staging;

/**
 * The number a cell is stored under: table, period, figure and area, in this order, so that what one answer brings lies
 * side by side. Migration V100 has the same arithmetic.
 */
final class Cell {
    static final int MAX_TABLES = 1 << 11;
    static final int MAX_FIGURES = 1 << 24;
    static final int MAX_AREAS = 1 << 8;

    private static final int TABLE_SHIFT = 52;
    private static final int PERIOD_SHIFT = 32;
    private static final int FIGURE_SHIFT = 8;
    private static final int PERIOD_MASK = (1 << (TABLE_SHIFT - PERIOD_SHIFT)) - 1;

    private Cell() {}

    static long of(int tableNo, int periodKey, int figureNo, int areaNo) {
        return first(tableNo, periodKey) | (long) figureNo << FIGURE_SHIFT | areaNo;
    }

    /** The lowest number a cell of the period can have. */
    static long first(int tableNo, int periodKey) {
        return (long) tableNo << TABLE_SHIFT | (long) periodKey << PERIOD_SHIFT;
    }

    /** The highest number a cell of the period can have. */
    static long last(int tableNo, int periodKey) {
        return first(tableNo, periodKey) | 0xFFFF_FFFFL;
    }

    static int periodKey(long cell) {
        return (int) (cell >>> PERIOD_SHIFT) & PERIOD_MASK;
    }

    static int figureNo(long cell) {
        return (int) ((cell & 0xFFFF_FFFFL) >>> FIGURE_SHIFT);
    }

    /** The same for every area: area 0. */
    static long withoutArea(long cell) {
        return cell & ~0xFFL;
    }

    static int areaNo(long cell) {
        return (int) cell & (MAX_AREAS - 1);
    }

    /** The key of a figure's row: unique over all tables. */
    static long figureId(int tableNo, int figureNo) {
        return (long) tableNo << 24 | figureNo;
    }
}
