package dk.maaltal.staging;

import dk.maaltal.problem.Problem;
import dk.maaltal.register.Register;
import dk.maaltal.staging.register.BucketRows;
import dk.maaltal.staging.register.Buckets;
import dk.maaltal.staging.register.Generation;
import dk.maaltal.staging.register.Generations;
import dk.maaltal.staging.register.Workers;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The registers as their extract dates say: what shows a later day than the as-of's own, in Denmark, is not known. When a
 * file was taken has no say, so that an older extract that comes late fills the gap it was missing in; but what was
 * computed before it came is computed again without it.
 */
final class RegistersThen implements RegistersKnown {
    static final ZoneId DENMARK = ZoneId.of("Europe/Copenhagen");

    private final Generations generations;
    private final RegisterTables tables;
    private final UnitsThen unitsThen;
    private final Instant asOf;
    private final Instant takenBy;
    private @Nullable Optional<UnitsKnown> units;
    private final LocalDate day;
    private final Map<Register, Optional<Held>> held = new EnumMap<>(Register.class);
    private final Map<Register, Problem> lost = new EnumMap<>(Register.class);

    /** @param takenBy what was taken later is not there */
    RegistersThen(Generations generations, RegisterTables tables, UnitsThen unitsThen, Instant asOf, Instant takenBy) {
        this.takenBy = takenBy;
        this.unitsThen = unitsThen;
        this.asOf = asOf;
        this.generations = generations;
        this.tables = tables;
        this.day = LocalDate.ofInstant(asOf, DENMARK);
    }

    private record Held(RegisterKnown known, Generation generation) {}

    @Override
    public Optional<RegisterKnown> of(Register register) {
        return held(register).map(Held::known);
    }

    @Override
    public synchronized Optional<Problem> lost(Register register) {
        held(register);
        return Optional.ofNullable(lost.get(register));
    }

    private synchronized Optional<Held> held(Register register) {
        return held.computeIfAbsent(register, this::find);
    }

    private Optional<Held> find(Register register) {
        List<RegisterTables.Row> rows = tables.generations(register).stream()
                .filter(row -> !row.knownFrom().isAfter(takenBy))
                .toList();
        return rows.stream()
                .filter(row -> !row.extractDate().isAfter(day))
                .reduce((older, newer) -> newer)
                .flatMap(row -> {
                    Optional<Problem> damage = tables.damage(row);
                    if (damage.isPresent()) {
                        lost.put(register, damage.get());
                        return Optional.empty();
                    }
                    Generation generation = tables.read(row);
                    return Optional.of(new Held(
                            new RegisterKnown(
                                    register,
                                    row.extractDate(),
                                    generation.firstDay(),
                                    generation.coversFrom(),
                                    files(row, rows),
                                    generation.codes()),
                            generation));
                });
    }

    /** Its own file, and before it those it was added to. */
    private static List<RegisterKnown.File> files(RegisterTables.Row newest, List<RegisterTables.Row> rows) {
        Deque<RegisterKnown.File> files = new ArrayDeque<>();
        Optional<RegisterTables.Row> next = Optional.of(newest);
        while (next.isPresent()) {
            RegisterTables.Row row = next.get();
            files.addFirst(new RegisterKnown.File(row.fileSha256(), row.knownFrom()));
            next = rows.stream()
                    .filter(other -> other.folder().equals(row.baseFolder()))
                    .findFirst();
        }
        return List.copyOf(files);
    }

    @Override
    public <A> A fold(
            Set<Register> registers, Supplier<A> none, BiConsumer<A, PersonRows> step, BinaryOperator<A> merge) {
        List<Register> asked = registers.stream().sorted().toList();
        List<Optional<Generation>> theirs = new ArrayList<>();
        for (Register register : asked) {
            if (!register.isPersonal()) {
                throw new IllegalArgumentException("register %s has no persons".formatted(register.text()));
            }
            theirs.add(held(register).map(Held::generation));
        }
        if (theirs.stream().allMatch(Optional::isEmpty)) {
            return none.get();
        }
        /** What a thread works with. */
        record Thread<A>(PersonCursor cursor, A result) {}
        return Workers.run(
                        Buckets.COUNT,
                        () -> new Thread<>(new PersonCursor(asked), none.get()),
                        (number, thread) -> {
                            List<BucketRows> buckets = theirs.stream()
                                    .map(one -> one.map(generation -> generations.bucket(generation, number))
                                            .orElse(BucketRows.empty()))
                                    .toList();
                            thread.cursor().run(buckets, thread.result(), step);
                        },
                        (a, b) -> new Thread<>(a.cursor(), merge.apply(a.result(), b.result())))
                .result();
    }

    @Override
    public void rows(Register register, Consumer<long[]> reader) {
        if (register.isPersonal()) {
            throw new IllegalArgumentException("register %s has persons: fold it".formatted(register.text()));
        }
        held(register).ifPresent(one -> {
            for (int i = 0; i < Buckets.COUNT; i++) {
                rows(
                        generations.bucket(one.generation(), i),
                        register.valueColumns().size(),
                        reader);
            }
        });
    }

    private static void rows(BucketRows bucket, int columns, Consumer<long[]> reader) {
        while (bucket.next()) {
            long[][] values = new long[columns][bucket.count()];
            for (int c = 0; c < columns; c++) {
                bucket.read(c, values[c]);
            }
            long[] row = new long[columns];
            for (int i = 0; i < bucket.count(); i++) {
                for (int c = 0; c < columns; c++) {
                    row[c] = values[c][i];
                }
                reader.accept(row);
            }
        }
    }

    @Override
    public synchronized Optional<UnitsKnown> units() {
        Optional<UnitsKnown> known = units;
        if (known == null) {
            known = unitsThen.at(asOf);
            units = known;
        }
        return known;
    }
}
