package dk.maaltal.staging.register;

import dk.maaltal.register.Register;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Sorts the rows that were set aside, with those of the generation a delta is added to, and writes the buckets. */
final class Merge {
    private final Generations generations;
    private final Register register;
    private final Path folder;
    private final Spill spill;
    private final @Nullable Generation base;
    private final Remap remap;
    private final int @Nullable [] key;

    /**
     * @param base what a delta adds to, or null
     * @param key the columns beside the person of which a later row replaces the earlier; null when none does
     */
    Merge(
            Generations generations,
            Register register,
            Path folder,
            Spill spill,
            @Nullable Generation base,
            Remap remap,
            int @Nullable [] key) {
        this.generations = generations;
        this.register = register;
        this.folder = folder;
        this.spill = spill;
        this.base = base;
        this.remap = remap;
        this.key = key;
    }

    Generation.Bucket[] write() throws IOException {
        Generation.Bucket[] written = new Generation.Bucket[Buckets.COUNT];
        if (isKeyWithinBuckets()) {
            Workers.run(
                    Buckets.COUNT,
                    () -> written,
                    (number, all) -> all[number] = write(number, merged(number, number + 1)),
                    (a, b) -> a);
        } else {
            RowBlock[] parts = byBucket(merged(0, Buckets.COUNT));
            for (int i = 0; i < parts.length; i++) {
                written[i] = write(i, parts[i]);
            }
        }
        return written;
    }

    /** Whether rows alike in the key are in one bucket, whatever the rest of them says. */
    private boolean isKeyWithinBuckets() {
        return key == null || register.isPersonal() || Arrays.stream(key).anyMatch(column -> column == 0);
    }

    private RowBlock merged(int from, int to) throws IOException {
        int expected = 0;
        for (int i = from; i < to; i++) {
            expected += spill.rows(i);
        }
        RowBlock rows = new RowBlock(register.valueColumns().size(), expected);
        for (int i = from; base != null && i < to; i++) {
            add(generations.bucket(base, i), rows);
        }
        int firstNew = rows.size();
        for (int i = from; i < to; i++) {
            spill.load(i, rows);
        }
        remap.apply(rows, firstNew);
        return key == null ? rows : rows.replaced(firstNew, key);
    }

    private static RowBlock[] byBucket(RowBlock rows) {
        RowBlock[] parts = new RowBlock[Buckets.COUNT];
        Arrays.setAll(parts, i -> new RowBlock(rows.columns(), 0));
        long[] row = new long[rows.columns()];
        for (int i = 0; i < rows.size(); i++) {
            for (int c = 0; c < row.length; c++) {
                row[c] = rows.column(c)[i];
            }
            parts[Buckets.ofValue(row[0])].add(rows.high(i), rows.low(i), row);
        }
        return parts;
    }

    private static void add(BucketRows held, RowBlock rows) {
        long[] row = new long[rows.columns()];
        long[][] columns = new long[rows.columns()][0];
        while (held.next()) {
            for (int c = 0; c < columns.length; c++) {
                if (columns[c].length < held.count()) {
                    columns[c] = new long[held.count() + 16];
                }
                held.read(c, columns[c]);
            }
            for (int i = 0; i < held.count(); i++) {
                for (int c = 0; c < columns.length; c++) {
                    row[c] = columns[c][i];
                }
                rows.add(held.high(), held.low(), row);
            }
        }
    }

    private Generation.Bucket write(int number, RowBlock rows) throws IOException {
        int[] order = rows.distinct();
        if (order.length == 0) {
            return new Generation.Bucket(0, 0, 0, 0);
        }
        BucketFile.Written file = BucketFile.of(rows, order);
        Disk.write(folder.resolve(Draft.bucketName(number)), file.bytes(), file.length());
        CRC32C crc = new CRC32C();
        crc.update(file.bytes(), 0, file.length());
        return new Generation.Bucket(file.rows(), file.persons(), file.length(), crc.getValue());
    }
}
