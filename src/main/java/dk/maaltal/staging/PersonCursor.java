package dk.maaltal.staging;

import dk.maaltal.register.Register;
import dk.maaltal.staging.register.BucketRows;
import java.util.List;
import java.util.function.BiConsumer;

/** Goes through the persons of one bucket of several registers, each person once; one for each thread. */
final class PersonCursor implements PersonRows {
    private static final int ROOM = 64;

    /** By place of the register in its enum; null where none was asked for. */
    private final Part[] parts = new Part[Register.values().length];

    /** One register's bucket, and the columns that were decoded of the person at hand. */
    private static final class Part {
        private BucketRows rows = BucketRows.empty();
        private boolean hasMore;
        private int count;
        private final long[][] columns;
        private final long[] decodedFor;

        Part(Register register) {
            int columnCount = register.valueColumns().size();
            columns = new long[columnCount][ROOM];
            decodedFor = new long[columnCount];
        }

        void open(BucketRows bucket) {
            rows = bucket;
            hasMore = bucket.next();
            count = 0;
        }

        long[] column(int place, long person) {
            if (decodedFor[place] != person) {
                if (columns[place].length < count) {
                    columns[place] = new long[count + (count >> 1)];
                }
                rows.read(place, columns[place]);
                decodedFor[place] = person;
            }
            return columns[place];
        }
    }

    private final Part[] open;
    private long person;

    PersonCursor(List<Register> registers) {
        open = registers.stream().map(Part::new).toArray(Part[]::new);
        for (int i = 0; i < open.length; i++) {
            parts[registers.get(i).ordinal()] = open[i];
        }
    }

    /** @param buckets of the registers, in their order */
    <A> void run(List<BucketRows> buckets, A into, BiConsumer<A, PersonRows> step) {
        for (int i = 0; i < open.length; i++) {
            open[i].open(buckets.get(i));
        }
        while (toNextPerson()) {
            step.accept(into, this);
            for (Part part : open) {
                if (part.count > 0) {
                    part.count = 0;
                    part.hasMore = part.rows.next();
                }
            }
        }
    }

    /** Finds the lowest pseudonym of those at hand, and every register that has it. */
    private boolean toNextPerson() {
        long high = 0;
        long low = 0;
        boolean found = false;
        for (Part part : open) {
            if (part.hasMore) {
                int by = !found ? -1 : Long.compareUnsigned(part.rows.high(), high);
                if (by < 0 || (by == 0 && Long.compareUnsigned(part.rows.low(), low) < 0)) {
                    high = part.rows.high();
                    low = part.rows.low();
                    found = true;
                }
            }
        }
        if (!found) {
            return false;
        }
        person++;
        for (Part part : open) {
            boolean isTheirs = part.hasMore && part.rows.high() == high && part.rows.low() == low;
            part.count = isTheirs ? part.rows.count() : 0;
        }
        return true;
    }

    @Override
    public int count(Register register) {
        Part part = parts[register.ordinal()];
        return part == null ? 0 : part.count;
    }

    @Override
    public long[] column(Register register, int place) {
        Part part = parts[register.ordinal()];
        if (part == null) {
            throw new IllegalArgumentException("register %s is not among those asked for".formatted(register.text()));
        }
        return part.count == 0 ? part.columns[place] : part.column(place, person);
    }
}
