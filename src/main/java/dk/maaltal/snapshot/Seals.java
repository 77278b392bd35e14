package dk.maaltal.snapshot;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writes and reads the seals of versions. */
public final class Seals {
    private final JdbcTemplate jdbc;

    Seals(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Seals a version, in the transaction that writes it. */
    void add(Seal seal) {
        jdbc.update(
                """
                insert into snapshot_seal (snapshot_id, definitions_sha256, column_digests, row_digests, software,
                    taken_by, journal_lines, seal_sha256)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                seal.snapshotId(),
                seal.definitionsSha256(),
                seal.columnDigests(),
                seal.rowDigests(),
                seal.software(),
                seal.takenBy().atOffset(ZoneOffset.UTC),
                seal.journalLines(),
                seal.sealSha256());
    }

    /** A version's seal; empty for one from before 0.4.0. */
    public Optional<Seal> find(String snapshotId) {
        return jdbc
                .query(
                        """
                        select definitions_sha256, column_digests, row_digests, software, taken_by, journal_lines,
                               seal_sha256
                        from snapshot_seal
                        where snapshot_id = ?
                        """,
                        (rs, n) -> new Seal(
                                snapshotId,
                                rs.getString("definitions_sha256"),
                                rs.getString("column_digests"),
                                rs.getString("row_digests"),
                                rs.getString("software"),
                                rs.getObject("taken_by", OffsetDateTime.class).toInstant(),
                                rs.getLong("journal_lines"),
                                rs.getString("seal_sha256")),
                        snapshotId)
                .stream()
                .findFirst();
    }
}
