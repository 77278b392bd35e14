package dk.maaltal.snapshot;

import dk.maaltal.measure.Row;
import dk.maaltal.plan.Measure;
import dk.maaltal.problem.Mover;
import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Holds published versions against their digests, chain, seals, lineages and kept definitions, as they stand in the
 * tables. Writes nothing.
 */
public final class Verification {
    private final JdbcTemplate jdbc;
    private final Snapshots snapshots;
    private final Definitions definitions;
    private final Seals seals;

    Verification(JdbcTemplate jdbc, Snapshots snapshots, Definitions definitions, Seals seals) {
        this.jdbc = jdbc;
        this.snapshots = snapshots;
        this.definitions = definitions;
        this.seals = seals;
    }

    /**
     * The versions of one period, one plan, or all, by id.
     *
     * @param told ids of versions that were published by other accounts: one that is gone from every table here is missed
     */
    public List<Series> series(@Nullable String planId, @Nullable String period, Collection<String> told) {
        Map<String, TreeMap<Long, String>> byPeriod = new TreeMap<>();
        Set<String> ids = new TreeSet<>(told);
        ids.addAll(jdbc.queryForList("""
                        select snapshot_id from snapshot
                        union select snapshot_id from snapshot_seal
                        union select snapshot_id from snapshot_value
                        union select base_id from decision
                        union select published_id from decision where published_id is not null
                        """, String.class));
        ids.forEach(id -> {
            int slash = id.lastIndexOf('/');
            String number = id.substring(slash + 1);
            String of = slash < 0 ? "" : id.substring(0, slash);
            byPeriod.computeIfAbsent(of, p -> new TreeMap<>())
                    .put(number.matches("\\d{1,9}") ? Long.parseLong(number) : 0, id);
        });
        return byPeriod.entrySet().stream()
                .filter(entry -> planId == null || entry.getKey().startsWith(planId + "/"))
                .filter(entry -> period == null || entry.getKey().endsWith("/" + period))
                .map(entry -> new Series(entry.getKey(), entry.getValue()))
                .toList();
    }

    /**
     * The versions of one period.
     *
     * @param name {@code norddjurs-2024/2024H1}
     * @param versions their ids, by number
     */
    public record Series(String name, TreeMap<Long, String> versions) {}

    /** Checks the versions of one period, in order. */
    public List<Checked> check(Series series) {
        Map<String, RawVersion> versions = new HashMap<>();
        series.versions().values().forEach(id -> version(id).ifPresent(v -> versions.put(id, v)));
        Map<String, Optional<Map<String, String>>> kept = new HashMap<>();
        List<Checked> checked = new ArrayList<>();
        RawVersion before = null;
        String digestBefore = null;
        long expected = 1;
        for (Map.Entry<Long, String> entry : series.versions().entrySet()) {
            for (; expected < entry.getKey(); expected++) {
                checked.add(missing(series.name() + "/" + expected));
                before = null;
            }
            RawVersion version = versions.get(entry.getValue());
            if (version == null) {
                checked.add(missing(entry.getValue()));
            } else {
                String next = Optional.ofNullable(series.versions().get(entry.getKey() + 1))
                        .map(versions::get)
                        .map(v -> v.text("previous_sha256"))
                        .orElse(null);
                Checked one = check(version, entry.getKey() == 1, before, digestBefore, next, kept);
                digestBefore = one.contentSha256();
                checked.add(one);
            }
            before = version;
            expected = entry.getKey() + 1;
        }
        return checked;
    }

    private static Checked missing(String id) {
        return new Checked(
                id,
                "",
                0,
                false,
                null,
                Set.of(),
                List.of(new Problem(
                        Mover.US, "the version is not there", id, "versions without a hole", VersionCheck.MEND)));
    }

    private Checked check(
            RawVersion version,
            boolean first,
            @Nullable RawVersion before,
            @Nullable String digestBefore,
            @Nullable String next,
            Map<String, Optional<Map<String, String>>> kept) {
        String id = version.text("snapshot_id");
        List<RawRow> rows = rows(id);
        VersionCheck check = new VersionCheck(version, rows);
        Optional<Seal> found = seals.find(id);
        Seal seal = check.seal(found, isSealed(version));
        String digest = RawRow.contentDigest(rows);
        check.content(digest, digest.equals(next), seal != null);
        if (first || before != null) {
            check.chain(first ? null : before, digestBefore);
        }
        Set<String> files = check.lineages(snapshots::lineage);
        if (seal != null) {
            kept.computeIfAbsent(seal.definitionsSha256(), this::kept).ifPresent(check::definitions);
        }
        return new Checked(
                id,
                digest,
                rows.size(),
                found.isPresent(),
                seal == null ? null : seal.definitionsSha256(),
                files,
                check.problems());
    }

    /** From the first version that was sealed on, all are. */
    private boolean isSealed(RawVersion version) {
        OffsetDateTime first = jdbc.queryForObject(
                "select min(s.published_at) from snapshot s join snapshot_seal l on l.snapshot_id = s.snapshot_id",
                OffsetDateTime.class);
        return first != null && version.value("published_at") instanceof Instant at && at.isAfter(first.toInstant());
    }

    private Optional<Map<String, String>> kept(String set) {
        try {
            return Optional.of(definitions.read(set).measures().stream()
                    .collect(Collectors.toMap(Measure::id, Measure::definitionSha256)));
        } catch (ProblemException e) {
            return Optional.empty(); // said once for all versions
        }
    }

    /** What is wrong with kept definitions: of those that are named, or all. */
    public Map<String, List<Problem>> definitions(Set<String> sets) {
        Map<String, List<Problem>> problems = new TreeMap<>();
        for (String set : new HashSet<>(sets)) {
            List<Problem> found = definitions.check(set);
            if (!found.isEmpty()) {
                problems.put(set, found);
            }
        }
        return problems;
    }

    /** How many lines of the journal were in the database when the newest of all sealed versions was computed. */
    public long journalLines() {
        Long lines = jdbc.queryForObject("select coalesce(max(journal_lines), 0) from snapshot_seal", Long.class);
        return lines == null ? 0 : lines;
    }

    /** Holds a version's rows as they stand, every column, against rows that were computed again. */
    public Comparison compare(String snapshotId, Collection<Row> computed) {
        return Comparison.of(rows(snapshotId), computed.stream().map(RawRow::of).toList());
    }

    /** Digests of the answers and dropped files that a version's rows name. */
    public Set<String> files(String snapshotId) {
        return new HashSet<>(jdbc.queryForList("""
                select distinct l.delivery_sha256
                from snapshot_value v join snapshot_lineage l on l.lineage_id = v.lineage_id
                where v.snapshot_id = ?
                """, String.class, snapshotId));
    }

    /** A version's rows as they stand, by key. */
    List<RawRow> rows(String snapshotId) {
        return jdbc
                .query(
                        "select " + RowColumns.NAMES + " from snapshot_value where snapshot_id = ?",
                        RawRow::read,
                        snapshotId)
                .stream()
                .sorted(RawRow.ORDER)
                .toList();
    }

    private Optional<RawVersion> version(String snapshotId) {
        return jdbc.query("select * from snapshot where snapshot_id = ?", RawVersion::read, snapshotId).stream()
                .findFirst();
    }
}
