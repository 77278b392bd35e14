package dk.maaltal.staging.register;

import dk.maaltal.register.Register;
import dk.maaltal.source.register.FileReading;
import dk.maaltal.source.register.Rejection;
import dk.maaltal.source.register.RowSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A generation that is being made, in a folder without a name: rows are set aside as they are read, then sorted and
 * written bucket by bucket. Only {@link #commit} gives it its name.
 */
public final class Draft implements RowSink, AutoCloseable {
    private static final String SPILL = "spill";

    private final Generations generations;
    private final Register register;
    private final LocalDate extractDate;
    private final String sha256;
    private final Path folder;
    private final Spill spill;
    private final RejectionFile rejections;
    private long taken;
    private @Nullable Generation finished;

    Draft(Generations generations, Register register, LocalDate extractDate, String sha256, Path folder)
            throws IOException {
        this.generations = generations;
        this.register = register;
        this.extractDate = extractDate;
        this.sha256 = sha256;
        this.folder = folder;
        this.spill = new Spill(folder.resolve(SPILL), register.valueColumns().size());
        this.rejections = new RejectionFile(folder.resolve(Generations.REJECTIONS));
    }

    @Override
    public void row(long personHigh, long personLow, long[] values) {
        try {
            int bucket = register.isPersonal() ? Buckets.ofPerson(personHigh) : Buckets.ofValue(values[0]);
            spill.add(bucket, personHigh, personLow, values);
            taken++;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void rejected(Rejection rejection) {
        try {
            rejections.add(rejection);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A copy of a file for its reading, to be deleted after it; goes with the draft at the latest. */
    public Path copy(Path file, String name) throws IOException {
        return Files.copy(file, folder.resolve(name));
    }

    /** Rows that came so far. */
    public long taken() {
        return taken;
    }

    /** Rejections that came so far. */
    public long rejected() {
        return rejections.count();
    }

    static String bucketName(int number) {
        return "bucket-%02d".formatted(number);
    }

    /**
     * Sorts and writes every row; nothing can be added any more.
     *
     * @param reading how the file's reading ended
     * @param base what a delta adds to, or null
     * @param keyFingerprint of the key the rows came with, or null
     */
    public Generation finish(FileReading reading, @Nullable Generation base, @Nullable String keyFingerprint)
            throws IOException {
        Map<String, List<String>> codes = new TreeMap<>(base == null ? Map.of() : base.codes());
        Remap remap = Remap.of(register, codes, reading.codes());
        Generation.Bucket[] written =
                new Merge(generations, register, folder, spill, base, remap, key(reading)).write();
        rejections.close();
        syncAll(written);
        spill.close();
        Files.delete(folder.resolve(SPILL));
        long rows = Arrays.stream(written).mapToLong(Generation.Bucket::rows).sum();
        Generation generation = new Generation(
                BucketFile.VERSION,
                register.text(),
                extractDate,
                sha256,
                Objects.requireNonNullElse(reading.layout(), ""),
                reading.delta(),
                base == null ? null : base.folder(),
                coversFrom(reading, base),
                firstDay(reading, base),
                keyFingerprint,
                rows,
                register.isPersonal()
                        ? Arrays.stream(written)
                                .mapToLong(Generation.Bucket::persons)
                                .sum()
                        : 0,
                taken,
                taken + (base == null ? 0 : base.rows()) - rows,
                rejections.count(),
                reading.skipped(),
                codes,
                reading.warnings(),
                List.of(written));
        finished = generation;
        return generation;
    }

    private void syncAll(Generation.Bucket[] written) throws IOException {
        List<Path> all = new ArrayList<>(List.of(folder.resolve(Generations.REJECTIONS)));
        for (int i = 0; i < written.length; i++) {
            if (written[i].rows() > 0) {
                all.add(folder.resolve(bucketName(i)));
            }
        }
        Disk.sync(all);
    }

    /** The columns beside the person of which a later row replaces the earlier; null when none does. */
    private int @Nullable [] key(FileReading reading) {
        if (!reading.delta() || reading.key().isEmpty()) {
            return null;
        }
        List<Integer> places = new ArrayList<>();
        for (String column : reading.key()) {
            boolean isPerson = register.isPersonal()
                    && column.equals(register.columns().get(0).name());
            if (!isPerson) {
                places.add(register.place(column));
            }
        }
        return places.stream().mapToInt(Integer::intValue).toArray();
    }

    private static @Nullable LocalDate coversFrom(FileReading reading, @Nullable Generation base) {
        return reading.coversFrom() != null || base == null ? reading.coversFrom() : base.coversFrom();
    }

    private static @Nullable LocalDate firstDay(FileReading reading, @Nullable Generation base) {
        LocalDate declared = coversFrom(reading, base);
        if (declared != null) {
            return declared;
        }
        LocalDate before = base == null ? null : base.firstDay();
        LocalDate now = reading.earliest();
        if (before == null || now == null) {
            return before == null ? now : before;
        }
        return before.isBefore(now) ? before : now;
    }

    /**
     * Gives the folder its name, in place of one that a run left which was cut off before it noted it.
     *
     * @return SHA-256 of {@code generation.json}
     */
    public String commit() throws IOException {
        Generation generation = Objects.requireNonNull(finished, "finish first");
        byte[] manifest = Generations.JSON.writeValueAsBytes(generation);
        Disk.write(folder.resolve(Generations.MANIFEST), manifest, manifest.length);
        Disk.sync(folder.resolve(Generations.MANIFEST));
        Disk.sync(folder);
        Path named = folder.resolveSibling(generation.folder());
        generations.refuseOther(named, sha256);
        Disk.delete(named);
        Files.move(folder, named, StandardCopyOption.ATOMIC_MOVE);
        Disk.sync(generations.folder(register));
        return Generations.sha256(manifest);
    }

    /**
     * Keeps the rejections alone, for the file is refused.
     *
     * @return their digest, by which {@link Generations#refusedRejections} finds them
     */
    public String keepRejections() throws IOException {
        rejections.close();
        Path file = folder.resolve(Generations.REJECTIONS);
        String digest = Generations.sha256(Files.readAllBytes(file));
        Disk.sync(file);
        Path refused = generations.folder(register).resolve("refused");
        Disk.makePrivate(refused);
        Files.move(
                file,
                refused.resolve(digest + ".gz"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        Disk.sync(refused);
        return digest;
    }

    /** Removes whatever has no name yet. */
    @Override
    public void close() throws IOException {
        spill.close();
        rejections.close();
        Disk.delete(folder);
    }
}
