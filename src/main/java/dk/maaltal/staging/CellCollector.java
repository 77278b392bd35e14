package dk.maaltal.staging;

import dk.maaltal.series.Area;
import dk.maaltal.series.AreaBook;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.source.Outcome;
import dk.maaltal.source.jobindsats.Member;
import dk.maaltal.source.jobindsats.RowSink;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Takes the rows of a group of answers and brings their cells in the order they are stored in. */
final class CellCollector implements RowSink {
    /** Null until it is settled what the null means. */
    private static final byte UNSETTLED = 3;

    /** An area that is not kept, past as many as cells have numbers for. */
    private static final int UNCHECKED = Integer.MIN_VALUE;

    private static final BigDecimal LIMIT = BigDecimal.TEN.pow(14);

    private final String tableId;
    private final FigureBook figures;
    private final AreaBook areaBook;
    private final AreaNumbers areaNumbers;

    private final Rows cells = new Rows(1 << 15);
    private final Map<SortedMap<String, String>, int[]> numbersOfDimensions = new IdentityHashMap<>();
    private final Map<Member, Integer> areas = new HashMap<>();
    /** Cells of areas that are not kept; they are taken only to see whether the source contradicts itself. */
    private final Rows leftOut = new Rows(1 << 10);
    /** Those areas; a row's number is its place here. */
    private final List<Member> areasLeftOut = new ArrayList<>();

    private final BitSet areasSeen = new BitSet();
    private final TreeSet<ReferencePeriod> periodsSeen = new TreeSet<>();
    private List<String> measureKeys = List.of();
    private @Nullable ReferencePeriod lastPeriod;
    private long lastBase;
    private int part;
    private long rows;
    private long rowsLeftOut;
    private long cellsTaken;
    private long rounded;

    CellCollector(String tableId, FigureBook figures, AreaBook areaBook, AreaNumbers areaNumbers) {
        this.tableId = tableId;
        this.figures = figures;
        this.areaBook = areaBook;
        this.areaNumbers = areaNumbers;
    }

    /**
     * Cells in order, each once.
     *
     * @param rows distinct cells; {@link Rows#openedBy} is the part that says so
     * @param delivered rows of the bodies
     * @param rowsLeftOut those of areas that are not kept, and of totals that nobody asked for
     * @param duplicateRows those that said again what another said
     * @param rounded values of more than four decimals
     * @param measureKeys the cells a row has
     * @param areas numbers of the areas that have a row
     * @param periods those that have a row
     */
    record Settled(
            Rows rows,
            long delivered,
            long rowsLeftOut,
            long duplicateRows,
            long rounded,
            List<String> measureKeys,
            BitSet areas,
            TreeSet<ReferencePeriod> periods) {
        int measures() {
            return measureKeys.size();
        }

        String firstMeasure() {
            return measureKeys.get(0);
        }
    }

    /** The rows that follow are those of this part of the reading. */
    void begin(int aPart) {
        part = aPart;
        numbersOfDimensions.clear();
    }

    @Override
    public void start(List<String> keys) {
        if (!measureKeys.isEmpty() && measureKeys.size() != keys.size()) {
            throw Refusal.of(
                    Outcome.MISMATCH,
                    tableId,
                    "one answer has %d measures, another %d".formatted(measureKeys.size(), keys.size()),
                    "the same measures in every part");
        }
        measureKeys = keys;
    }

    @Override
    public void row(
            ReferencePeriod period, Member area, SortedMap<String, String> dimensions, @Nullable BigDecimal[] values) {
        rows++;
        int areaNo = areas.computeIfAbsent(area, this::areaNo);
        if (!period.equals(lastPeriod)) {
            lastPeriod = period;
            lastBase = Cell.first(figures.tableNo(), period.key());
            periodsSeen.add(period);
        }
        int[] numbers = numbersOfDimensions.computeIfAbsent(dimensions, this::numbers);
        if (areaNo < 0) {
            rowsLeftOut++;
            if (areaNo != UNCHECKED) {
                add(leftOut, numbers, -1 - areaNo, values);
            }
            return;
        }
        areasSeen.set(areaNo);
        add(cells, numbers, areaNo, values);
        cellsTaken += numbers.length;
    }

    private void add(Rows to, int[] numbers, int areaNo, @Nullable BigDecimal[] values) {
        for (int i = 0; i < numbers.length; i++) {
            BigDecimal value = values[i];
            long cell = lastBase | (long) numbers[i] << 8 | areaNo;
            to.add(cell, value == null ? 0 : tenThousandths(value), value == null ? UNSETTLED : Rows.OK, part);
        }
    }

    /** The number of an area that is kept; for another {@code -1} minus its place among those. */
    private int areaNo(Member member) {
        Optional<Area> area = areaBook.ofLabel(member.label());
        if (area.isPresent()) {
            return areaNumbers.of(area.get());
        }
        if (areasLeftOut.size() == Cell.MAX_AREAS) {
            return UNCHECKED;
        }
        areasLeftOut.add(member);
        return -areasLeftOut.size();
    }

    private int[] numbers(SortedMap<String, String> dimensions) {
        String text = FigureBook.text(dimensions);
        return measureKeys.stream().mapToInt(key -> figures.number(key, text)).toArray();
    }

    private long tenThousandths(BigDecimal value) {
        if (value.scale() == 0 && value.precision() <= 14) {
            return value.longValue() * 10_000;
        }
        if (value.abs().compareTo(LIMIT) >= 0) {
            throw Refusal.of(
                    Outcome.MISMATCH, tableId, "the value %s is too large".formatted(value), "at most 14 digits");
        }
        BigDecimal scaled = value.setScale(4, RoundingMode.HALF_UP);
        if (scaled.compareTo(value) != 0) {
            rounded++;
        }
        return scaled.unscaledValue().longValueExact();
    }

    /**
     * Sorts, drops what is said twice, and says what each null means.
     *
     * @param delivered how many rows the bodies had, the ones that were not handed on included
     * @throws Refusal CONFLICT when the same key has two values
     */
    Settled settle(long delivered) {
        sorted(leftOut, no -> areasLeftOut.get(no).label());
        Rows sorted = sorted(cells, areaNumbers::code);
        long duplicates = cellsTaken - sorted.size;
        settleNulls(sorted);
        long duplicateRows = measureKeys.isEmpty() ? 0 : duplicates / measureKeys.size();
        if (duplicateRows * Math.max(1, measureKeys.size()) != duplicates) {
            throw new IllegalStateException("table %s: %d cells are no whole rows".formatted(tableId, duplicates));
        }
        return new Settled(
                sorted,
                delivered,
                rowsLeftOut + delivered - rows,
                duplicateRows,
                rounded,
                measureKeys,
                areasSeen,
                periodsSeen);
    }

    private Rows sorted(Rows rows, IntFunction<String> areaName) {
        Rows sorted = new Rows(rows.size);
        for (int at : order(rows)) {
            int last = sorted.size - 1;
            if (last < 0 || sorted.cell[last] != rows.cell[at]) {
                sorted.add(rows.cell[at], rows.value[at], rows.state[at], rows.openedBy[at]);
            } else if (sorted.value[last] != rows.value[at] || sorted.state[last] != rows.state[at]) {
                String area = areaName.apply(Cell.areaNo(rows.cell[at]));
                throw conflict(rows.cell[at], area, shown(sorted, last), shown(rows, at));
            }
        }
        return sorted;
    }

    /**
     * Positions in the order of their cells, then as they came. Area, figure, period and position go together into one
     * long, each in as many bits as it takes here, because sorting longs is many times faster than sorting objects.
     */
    private int[] order(Rows rows) {
        int n = rows.size;
        int[] periods =
                periodsSeen.stream().mapToInt(ReferencePeriod::key).sorted().toArray();
        int figureBits = bits(figures.size());
        int positionBits = bits(n);
        if (bits(periods.length) + figureBits + 8 + positionBits > 63) {
            throw new IllegalStateException("table %s: %d cells in one go".formatted(tableId, n));
        }
        long[] packed = new long[n];
        int key = -1;
        long rank = 0;
        for (int i = 0; i < n; i++) {
            long cell = rows.cell[i];
            if (Cell.periodKey(cell) != key) {
                key = Cell.periodKey(cell);
                rank = Arrays.binarySearch(periods, key);
            }
            packed[i] = (rank << (figureBits + 8) | (cell & 0xFFFF_FFFFL)) << positionBits | i;
        }
        Arrays.sort(packed);
        int[] order = new int[n];
        long mask = (1L << positionBits) - 1;
        for (int i = 0; i < n; i++) {
            order[i] = (int) (packed[i] & mask);
        }
        return order;
    }

    private static int bits(int count) {
        return 32 - Integer.numberOfLeadingZeros(count);
    }

    /** The country comes first among the areas of a figure: null there too means that the figure is not ripe. */
    private static void settleNulls(Rows rows) {
        long figure = -1;
        boolean isCountryNull = false;
        for (int i = 0; i < rows.size; i++) {
            if (rows.cell[i] >> 8 != figure) {
                figure = rows.cell[i] >> 8;
                isCountryNull = Cell.areaNo(rows.cell[i]) == AreaNumbers.COUNTRY && rows.state[i] == UNSETTLED;
            }
            if (rows.state[i] == UNSETTLED) {
                rows.state[i] = isCountryNull ? Rows.IMMATURE : Rows.SUPPRESSED;
            }
        }
    }

    private Refusal conflict(long cell, String area, String one, String other) {
        FigureBook.Figure figure = figures.figure(Cell.figureNo(cell));
        return Refusal.of(
                Outcome.CONFLICT,
                tableId,
                "measure %s %s of area %s in %s is both %s and %s"
                        .formatted(
                                figure.measureKey(),
                                figure.dimensions(),
                                area,
                                ReferencePeriod.ofKey(Cell.periodKey(cell)).code(),
                                one,
                                other),
                "one value");
    }

    private static String shown(Rows rows, int at) {
        return rows.state[at] == Rows.OK
                ? BigDecimal.valueOf(rows.value[at], 4).stripTrailingZeros().toPlainString()
                : "null";
    }
}
