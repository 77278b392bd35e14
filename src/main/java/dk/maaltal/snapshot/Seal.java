package dk.maaltal.snapshot;

import dk.maaltal.measure.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is noted with a version so that a later change of anything about it can be named.
 *
 * @param snapshotId the version
 * @param definitionsSha256 the kept {@link Definitions} it was computed with
 * @param columnDigests for each column of the version's own row {@value #DIGITS} hexadecimal digits of its SHA-256
 * @param rowDigests the same for each of its rows in key order, over all columns, those that the content digest leaves out
 *     too
 * @param software the version of Måltal that published it
 * @param takenBy until when register generations were taken when it was computed
 * @param journalLines how many lines of the journal were in the database then
 * @param sealSha256 over all of these
 */
public record Seal(
        String snapshotId,
        String definitionsSha256,
        String columnDigests,
        String rowDigests,
        String software,
        Instant takenBy,
        long journalLines,
        String sealSha256) {
    /** How many digits stand for a row. */
    static final int DIGITS = 16;

    /** No text in a database holds it, so that null and empty differ. */
    private static final String NULL = "\0";

    static Seal of(Version version, Collection<Row> rows, Ground ground) {
        Seal open = new Seal(
                version.snapshotId(),
                ground.definitionsSha256(),
                columnDigests(columns(version)),
                rowDigests(rows),
                Software.version(),
                ground.takenBy(),
                ground.journalLines(),
                "");
        return new Seal(
                open.snapshotId,
                open.definitionsSha256,
                open.columnDigests,
                open.rowDigests,
                open.software,
                open.takenBy,
                open.journalLines,
                open.digest());
    }

    /**
     * What a version was computed from.
     *
     * @param definitionsSha256 {@link Definitions#keep}
     * @param takenBy {@link dk.maaltal.measure.Evaluated#takenBy()}
     * @param journalLines {@link dk.maaltal.measure.Evaluated#journalLines()}
     */
    public record Ground(String definitionsSha256, Instant takenBy, long journalLines) {}

    /** Whether it is as it was set. */
    public boolean isWhole() {
        return sealSha256.equals(digest());
    }

    /** What {@link #sealSha256} has to be. */
    String digest() {
        return digest(
                List.of(snapshotId, definitionsSha256, columnDigests, rowDigests, software, takenBy, journalLines));
    }

    private static String rowDigests(Collection<Row> rows) {
        StringBuilder digests = new StringBuilder(rows.size() * DIGITS);
        rows.stream()
                .sorted(Comparator.comparing(Row::key))
                .forEach(row -> digests.append(rowDigest(RowColumns.values(row))));
        return digests.toString();
    }

    /** The digits for each column of a version's own row. */
    static String columnDigests(List<@Nullable Object> columns) {
        StringBuilder digests = new StringBuilder();
        for (Object column : columns) {
            digests.append(digest(Collections.singletonList(column)), 0, DIGITS);
        }
        return digests.toString();
    }

    /** The digits for a row's columns, in the order of the contract. */
    static String rowDigest(List<@Nullable Object> columns) {
        return digest(columns).substring(0, DIGITS);
    }

    /** The columns of {@code bi.snapshot} in its order, without {@code is_latest}. */
    private static List<@Nullable Object> columns(Version version) {
        List<@Nullable Object> columns = new ArrayList<>();
        columns.add(version.snapshotId());
        columns.add(version.planId());
        columns.add(version.period().id());
        columns.add(version.period().frequency().name());
        columns.add(version.period().firstDay());
        columns.add(version.period().lastDay());
        columns.add(version.number());
        columns.add(version.asOf());
        columns.add(version.publishedAt());
        columns.add(version.changeKind().text());
        columns.add(version.changeNote());
        columns.add(version.backfilled());
        columns.add(version.rowCount());
        columns.add(version.contentSha256());
        columns.add(version.previousSha256());
        columns.add(version.runId());
        return columns;
    }

    /** Joined by tabs; numbers without trailing zeros, dates and times ISO. */
    static String digest(List<? extends @Nullable Object> columns) {
        StringBuilder line = new StringBuilder();
        for (Object column : columns) {
            String text = column instanceof BigDecimal number
                    ? Digest.number(number)
                    : column == null ? NULL : column.toString();
            line.append(text).append('\t');
        }
        return Digest.of(line.toString());
    }
}
