package dk.maaltal.measure;

import dk.maaltal.register.Column;
import dk.maaltal.register.ProductionUnit;
import dk.maaltal.register.Register;
import dk.maaltal.staging.PersonRows;
import dk.maaltal.staging.RegisterKnown;
import dk.maaltal.staging.RegistersKnown;
import dk.maaltal.staging.UnitsKnown;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Registers in memory, from canonical lines: {@code 1;Kontanthjælp;;;2023-01-01;}. */
public final class FakeRegisters implements RegistersKnown {
    public static final Instant TAKEN = Instant.parse("2026-01-02T03:04:05Z");

    private final Map<Register, Content> contents = new EnumMap<>(Register.class);
    private LocalDate extractDate = LocalDate.of(2026, 1, 1);
    private @Nullable UnitsKnown units;
    private final Set<Register> notLookedUp = EnumSet.noneOf(Register.class);

    /** What a register holds. */
    private static final class Content {
        private final Map<String, List<String>> codes = new LinkedHashMap<>();
        private final Map<String, List<long[]>> byPerson = new TreeMap<>();
        private LocalDate extractDate = LocalDate.MIN;
        private @Nullable LocalDate declaredFrom;
        private @Nullable LocalDate firstDay = LocalDate.of(2010, 1, 1);
    }

    /** The extract date of registers taken from now on; 1 January 2026 until told. */
    public FakeRegisters extracted(String day) {
        extractDate = LocalDate.parse(day);
        return this;
    }

    /** Taken, with no row more. */
    public FakeRegisters taken(Register register) {
        content(register);
        return this;
    }

    private Content content(Register register) {
        return contents.computeIfAbsent(register, r -> {
            Content content = new Content();
            content.extractDate = extractDate;
            return content;
        });
    }

    /** The first day the register reaches back to: found, and perhaps declared. */
    public FakeRegisters from(Register register, @Nullable String firstDay, boolean declared) {
        Content content = content(register);
        content.firstDay = firstDay == null ? null : LocalDate.parse(firstDay);
        content.declaredFrom = declared ? content.firstDay : null;
        return this;
    }

    /** Rows in the order of the canonical header, cells parted by {@code ;}. */
    public FakeRegisters rows(Register register, String... lines) {
        for (String line : lines) {
            add(register, line);
        }
        return this;
    }

    private void add(Register register, String line) {
        Content content = content(register);
        String[] cells = line.split(";", -1);
        if (cells.length != register.columns().size()) {
            throw new IllegalArgumentException("%s has %d cells".formatted(line, cells.length));
        }
        int first = register.isPersonal() ? 1 : 0;
        long[] row = new long[cells.length - first];
        for (int i = 0; i < row.length; i++) {
            row[i] = value(content, register.valueColumns().get(i), cells[i + first].strip());
        }
        content.byPerson
                .computeIfAbsent(first == 1 ? cells[0] : "", p -> new ArrayList<>())
                .add(row);
    }

    private static long value(Content content, Column column, String cell) {
        if (cell.isEmpty()) {
            return Column.NONE;
        }
        if (cell.startsWith("<")) {
            return Column.SUPPRESSED;
        }
        return switch (column.type()) {
            case DATE -> LocalDate.parse(cell).toEpochDay();
            case MONTH -> Long.parseLong(cell.substring(0, 4)) * 12 + Long.parseLong(cell.substring(5)) - 1;
            case CODE, WORD -> place(content.codes.computeIfAbsent(column.name(), c -> new ArrayList<>()), cell);
            case FLAG -> cell.equals("ja") ? 1 : 0;
            case DECIMAL ->
                new BigDecimal(cell)
                        .multiply(BigDecimal.valueOf(Column.DECIMAL_SCALE))
                        .longValueExact();
            case OPAQUE -> cell.hashCode();
            case SCHOOL_YEAR -> Long.parseLong(cell.substring(5));
            case HALF_YEAR -> Long.parseLong(cell.substring(0, 4)) * 2 + Long.parseLong(cell.substring(5)) - 1;
            case INTEGER, P_NUMBER, CVR_NUMBER, YEAR, PERSON -> Long.parseLong(cell);
        };
    }

    private static long place(List<String> labels, String label) {
        if (!labels.contains(label)) {
            labels.add(label);
        }
        return labels.indexOf(label);
    }

    /** CVR's workplaces, of municipality 707. */
    public FakeRegisters units(String fetchedOn, Set<Long> elsewhere, ProductionUnit... all) {
        units = new UnitsKnown(
                LocalDate.parse(fetchedOn),
                "707",
                List.of(all),
                elsewhere,
                Set.of(),
                List.of(new UnitsKnown.Delivery("sha-of-cvr", TAKEN)));
        return this;
    }

    /** CVR was not asked for the register's P-numbers; otherwise it was. */
    public FakeRegisters notLookedUp(Register register) {
        notLookedUp.add(register);
        return this;
    }

    @Override
    public Optional<RegisterKnown> of(Register register) {
        return Optional.ofNullable(contents.get(register))
                .map(content -> new RegisterKnown(
                        register,
                        content.extractDate,
                        content.firstDay,
                        content.declaredFrom,
                        List.of(new RegisterKnown.File("sha-of-" + register.text(), TAKEN)),
                        content.codes));
    }

    @Override
    public <A> A fold(
            Set<Register> registers, Supplier<A> none, BiConsumer<A, PersonRows> step, BinaryOperator<A> merge) {
        Map<String, Map<Register, List<long[]>>> people = new TreeMap<>();
        for (Register register : registers) {
            Content content = contents.get(register);
            if (content != null) {
                content.byPerson.forEach(
                        (person, rows) -> people.computeIfAbsent(person, p -> new EnumMap<>(Register.class))
                                .put(register, rows));
            }
        }
        A odd = none.get();
        A even = none.get();
        int next = 0;
        for (Map<Register, List<long[]>> rows : people.values()) {
            step.accept(next++ % 2 == 0 ? even : odd, new One(rows));
        }
        return merge.apply(even, odd);
    }

    /** One person; the arrays are longer than the rows, as the real ones are. */
    private record One(Map<Register, List<long[]>> rows) implements PersonRows {
        @Override
        public int count(Register register) {
            return rows.getOrDefault(register, List.of()).size();
        }

        @Override
        public long[] column(Register register, int place) {
            List<long[]> all = rows.getOrDefault(register, List.of());
            long[] column = new long[all.size() + 3];
            java.util.Arrays.fill(column, 20_000);
            for (int i = 0; i < all.size(); i++) {
                column[i] = all.get(i)[place];
            }
            return column;
        }
    }

    @Override
    public void rows(Register register, Consumer<long[]> reader) {
        Content content = contents.get(register);
        if (content == null) {
            return;
        }
        for (List<long[]> rows : content.byPerson.values()) {
            for (long[] row : rows) {
                long[] again = row.clone();
                reader.accept(again);
                java.util.Arrays.fill(again, -7);
            }
        }
    }

    @Override
    public Optional<UnitsKnown> units() {
        return Optional.ofNullable(units)
                .map(known -> new UnitsKnown(
                        known.fetchedOn(),
                        known.municipality(),
                        known.units(),
                        known.elsewhere(),
                        contents.keySet().stream()
                                .filter(register -> !notLookedUp.contains(register))
                                .flatMap(register -> of(register).stream())
                                .map(RegisterKnown::extract)
                                .collect(Collectors.toSet()),
                        known.files()));
    }
}
