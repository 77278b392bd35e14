package dk.maaltal.snapshot;

import dk.maaltal.measure.Lineage;
import dk.maaltal.problem.Mover;
import dk.maaltal.problem.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Holds one version against its digests; used once. */
final class VersionCheck {
    static final String MEND = "restore the database from a backup of before it was changed";
    private static final int MOST = 20;

    private final RawVersion version;
    private final List<RawRow> rows;
    private final String snapshotId;
    private final List<Problem> problems = new ArrayList<>();
    private final Set<RawRow> changed = new HashSet<>();
    private final Set<String> changedColumns = new TreeSet<>();

    /** @param rows sorted by key */
    VersionCheck(RawVersion version, List<RawRow> rows) {
        this.version = version;
        this.rows = rows;
        this.snapshotId = version.text("snapshot_id");
    }

    /**
     * @param expected whether one was set, for an earlier version has one
     * @return the seal, if there is one to be relied on
     */
    @Nullable
    Seal seal(Optional<Seal> found, boolean expected) {
        if (found.isEmpty()) {
            if (expected) {
                add("its seal is gone", "seal", "the seal that was set when it was published");
            }
            version.contradicting().forEach(column -> add("its columns do not go together", column, "one period's"));
            return null;
        }
        Seal seal = found.get();
        if (!seal.isWhole()) {
            add("its seal is not the one that was set", "seal", "digest " + seal.digest());
            return null;
        }
        for (String column : version.changed(seal)) {
            changedColumns.add(column);
            add(
                    "column %s is not what was published: it says %s".formatted(column, version.text(column)),
                    "",
                    "what its seal knows");
        }
        rows(seal);
        return seal;
    }

    /** Rows that the seal does not know, and those it knows that are not there. */
    private void rows(Seal seal) {
        Map<String, Integer> sealed = new HashMap<>();
        int count = seal.rowDigests().length() / Seal.DIGITS;
        for (int i = 0; i < count; i++) {
            sealed.merge(seal.rowDigests().substring(i * Seal.DIGITS, (i + 1) * Seal.DIGITS), 1, Integer::sum);
        }
        for (RawRow row : rows) {
            Integer left = sealed.get(row.digest());
            if (left == null || left == 0) {
                changed.add(row);
                add("a row is not what was published: it says " + row.says(), row.key(), "what its seal knows");
            } else {
                sealed.put(row.digest(), left - 1);
            }
        }
        int gone = count - (rows.size() - changed.size());
        if (gone > changed.size()) {
            add(
                    "%d of its rows are not there, the first %s".formatted(gone - changed.size(), place(seal)),
                    "",
                    count + " rows");
        }
    }

    /** Where the first row was that is gone. */
    private String place(Seal seal) {
        int i = 0;
        while (i < rows.size() && seal.rowDigests().startsWith(rows.get(i).digest(), i * Seal.DIGITS)) {
            i++;
        }
        return i == 0 ? "before all others" : "after " + rows.get(i - 1).key();
    }

    /**
     * The digest and the count that the version itself bears.
     *
     * @param digest of the rows as they stand
     * @param next whether the next version names that very digest
     * @param sealed whether a good seal was asked already
     */
    void content(String digest, boolean next, boolean sealed) {
        if (sealed && !problems.isEmpty()) {
            return; // said by what the seal knows
        }
        if (!version.text("row_count").equals(Integer.toString(rows.size()))) {
            add("it has %d rows".formatted(rows.size()), "row_count", version.text("row_count") + " rows");
        } else if (!version.text("content_sha256").equals(digest)) {
            add(
                    next
                            ? "column content_sha256 was changed: the next version names its rows' own digest"
                            : "its rows have digest " + digest,
                    "content_sha256",
                    next ? digest : version.text("content_sha256"));
        }
    }

    boolean isChanged(String column) {
        return changedColumns.contains(column);
    }

    /** @return the digests of every file in the lineages of its rows */
    Set<String> lineages(Function<String, List<Lineage.Entry>> entries) {
        Set<String> files = new TreeSet<>();
        Map<String, RawRow> first = new TreeMap<>();
        for (RawRow row : rows) {
            if (!changed.contains(row) && row.value("lineage_id") != null) {
                first.putIfAbsent(row.text("lineage_id"), row);
            }
        }
        first.forEach((id, row) -> {
            List<Lineage.Entry> found = entries.apply(id);
            if (found.isEmpty() || !Lineage.of(found).id().equals(id)) {
                add(
                        found.isEmpty()
                                ? "lineage %s names no delivery".formatted(id)
                                : "the %d deliveries of lineage %s are not those it was made of"
                                        .formatted(found.size(), id),
                        row.key(),
                        "the deliveries whose digest the lineage's id is");
            } else {
                found.forEach(entry -> files.add(entry.deliverySha256()));
            }
        });
        return files;
    }

    /** @param digests of the kept definitions, by measure */
    void definitions(Map<String, String> digests) {
        rows.stream()
                .filter(row -> !changed.contains(row))
                .filter(row -> !row.text("definition_sha256").equals(digests.get(row.text("measure_id"))))
                .findFirst()
                .ifPresent(row -> add(
                        "a row's definition is none of those kept with the version: %s"
                                .formatted(row.text("definition_sha256")),
                        row.key(),
                        String.valueOf(digests.get(row.text("measure_id")))));
    }

    /** @param before the version before it, null for the first; @param digest that of its rows */
    void chain(@Nullable RawVersion before, @Nullable String digest) {
        if (isChanged("previous_sha256")) {
            return;
        }
        @Nullable Object previous = version.value("previous_sha256");
        if (before == null) {
            if (previous != null) {
                add("its first version follows another: " + previous, "previous_sha256", "none");
            }
        } else if (!before.text("content_sha256").equals(previous) && (digest == null || !digest.equals(previous))) {
            add(
                    "it does not follow the version before it: previous_sha256 is " + previous,
                    "previous_sha256",
                    before.text("content_sha256"));
        }
    }

    void add(String what, String where, String expected) {
        problems.add(
                new Problem(Mover.US, what, where.isEmpty() ? snapshotId : snapshotId + ", " + where, expected, MEND));
    }

    List<Problem> problems() {
        if (problems.size() <= MOST) {
            return problems;
        }
        List<Problem> some = new ArrayList<>(problems.subList(0, MOST));
        some.add(new Problem(
                Mover.US, "%d more differences".formatted(problems.size() - MOST), snapshotId, "none", MEND));
        return some;
    }
}
