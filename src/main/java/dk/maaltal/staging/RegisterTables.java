package dk.maaltal.staging;

import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import dk.maaltal.register.Register;
import dk.maaltal.source.Outcome;
import dk.maaltal.source.register.Rejection;
import dk.maaltal.staging.register.Generation;
import dk.maaltal.staging.register.Generations;
import dk.maaltal.staging.register.RejectionFile;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the database says of registers: generations, files and rejections, made from the journal and the folders. */
final class RegisterTables {
    private static final Logger LOG = LoggerFactory.getLogger(RegisterTables.class);
    private static final int BATCH = 1000;
    /** Stands for none, for nothing equals null. */
    private static final LocalDate NO_DATE = LocalDate.of(1900, 1, 1);

    private final JdbcClient db;
    private final JdbcTemplate batches;
    private final Generations generations;

    RegisterTables(DataSource dataSource, Generations generations) {
        this.db = JdbcClient.create(dataSource);
        this.batches = new JdbcTemplate(dataSource);
        this.generations = generations;
    }

    /** A generation's row. */
    record Row(
            long id,
            Register register,
            LocalDate extractDate,
            Instant knownFrom,
            String folder,
            String manifestSha256,
            String fileSha256,
            String layout,
            @Nullable String baseFolder,
            boolean delta,
            @Nullable String keyFingerprint,
            long rows,
            long persons,
            long merged,
            long rejected) {}

    /** How a file was judged last. */
    record Judged(long id, Outcome outcome, @Nullable String decidedBy) {}

    /** Applies a line of the journal in the transaction that is open. */
    void apply(long line, JournalEntry entry) {
        if (entry instanceof JournalEntry.RegisterTaken taken) {
            take(line, taken);
        } else if (entry instanceof JournalEntry.RegisterRefused refused) {
            refuse(line, refused);
        }
    }

    private void take(long line, JournalEntry.RegisterTaken entry) {
        JournalEntry.DroppedFile file = entry.file();
        if (!generations.exists(file.register(), entry.folder())) {
            LOG.warn(
                    "registers/{}/{} is not there any more: what it held is no longer known",
                    file.register(),
                    entry.folder());
            return;
        }
        // Dropped again after its folder was removed or damaged: one folder, and the last line that wrote it.
        db.sql("delete from register_generation where register = ? and folder = ?")
                .params(file.register(), entry.folder())
                .update();
        @Nullable Generation made = readable(file.register(), entry.folder(), entry.manifestSha256());
        db.sql("""
                        insert into register_generation (generation_id, register, extract_date, known_from, folder,
                            manifest_sha256, file_sha256, layout, base_folder, is_delta, key_fingerprint, row_count,
                            persons, merged, rejected, skipped)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(line, file.register(), entry.extractDate(), Text.utc(entry.knownFrom()), entry.folder())
                .params(entry.manifestSha256(), file.sha256(), made == null ? "" : made.layout())
                .param(text(made == null ? null : made.base()))
                .param(made != null && made.delta())
                .param(text(made == null ? null : made.keyFingerprint()))
                .params(counts(made))
                .update();
        if (made != null
                && made.keyFingerprint() != null
                && made.theRegister().isPersonal()
                && keyFingerprint().isEmpty()) {
            db.sql("insert into pseudonym_key (only_row, fingerprint) values (1, ?)")
                    .param(made.keyFingerprint())
                    .update();
        }
        long rejected = made == null ? 0 : made.rejected();
        insert(
                line,
                file,
                entry.extractDate(),
                entry.knownFrom(),
                Outcome.OK,
                null,
                null,
                made == null ? 0 : made.taken() + rejected,
                rejected,
                null,
                kept(rejected, () -> generations.rejections(file.register(), entry.folder())));
    }

    /**
     * A folder that is not as the line says is another line's by now, or damaged. Its row stands all the same, so that
     * nothing older is read in its place.
     */
    private @Nullable Generation readable(String register, String folder, String manifestSha256) {
        try {
            return generations.read(register, folder, manifestSha256);
        } catch (ProblemException e) {
            LOG.warn(
                    "{}; unless the same file was dropped again later, it cannot be read",
                    e.problems().get(0));
            return null;
        }
    }

    private static List<Long> counts(@Nullable Generation made) {
        return made == null
                ? List.of(0L, 0L, 0L, 0L, 0L)
                : List.of(made.rows(), made.persons(), made.merged(), made.rejected(), made.skipped());
    }

    /** Kept rejections whose file is gone or damaged keep no figure from being read. */
    private static List<Rejection> kept(long rejected, Supplier<List<Rejection>> file) {
        if (rejected == 0) {
            return List.of();
        }
        try {
            List<Rejection> rejections = file.get();
            Differ.reconcile("rejections kept", Math.min(rejected, RejectionFile.MOST), rejections.size());
            return rejections;
        } catch (ProblemException e) {
            LOG.warn("{}; its {} rejected rows cannot be listed", e.problems().get(0), rejected);
            return List.of();
        }
    }

    private void refuse(long line, JournalEntry.RegisterRefused entry) {
        if (isHeld(entry.file(), entry.extractDate())) {
            return; // a copy under a wrong name; what was taken of the same bytes was good
        }
        String rejections = entry.rejectionsSha256();
        insert(
                line,
                entry.file(),
                entry.extractDate(),
                entry.at(),
                entry.outcome(),
                entry.problem().toString(),
                entry.decidedBy(),
                entry.taken() + entry.rejected(),
                entry.rejected(),
                rejections,
                rejections == null
                        ? List.of()
                        : kept(
                                entry.rejected(),
                                () -> generations.refusedRejections(entry.file().register(), rejections)));
    }

    private void insert(
            long line,
            JournalEntry.DroppedFile file,
            @Nullable LocalDate extractDate,
            Instant at,
            Outcome outcome,
            @Nullable String problem,
            @Nullable String decidedBy,
            long rows,
            long rejected,
            @Nullable String rejectionsSha256,
            List<Rejection> rejections) {
        find(file.register(), file.sha256(), extractDate).ifPresent(this::delete);
        if (outcome == Outcome.OK) {
            find(file.register(), file.sha256(), null).ifPresent(this::delete);
        }
        db.sql("""
                        insert into register_file (file_id, register, file_name, sha256, bytes, extract_date,
                            received_at, outcome, problem, decided_by, row_count, rejected, rejections_sha256, origin)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(line, file.register(), file.name(), file.sha256(), file.bytes())
                .param(new SqlParameterValue(Types.DATE, extractDate))
                .params(Text.utc(at), outcome.name())
                .param(text(problem))
                .param(text(decidedBy))
                .params(rows, rejected)
                .param(text(rejectionsSha256))
                .param(text(file.origin()))
                .update();
        List<Object[]> batch = new ArrayList<>();
        for (int i = 0; i < rejections.size(); i++) {
            Rejection one = rejections.get(i);
            batch.add(new Object[] {
                line, i + 1, one.line(), one.column(), one.rule().text(), one.reason()
            });
            if (batch.size() == BATCH || i == rejections.size() - 1) {
                batches.batchUpdate("""
                        insert into register_rejection (file_id, rejection_no, line_no, column_name, rule, reason)
                        values (?, ?, ?, ?, ?, ?)
                        """, batch);
                batch.clear();
            }
        }
    }

    private void delete(Judged before) {
        db.sql("delete from register_rejection where file_id = ?")
                .param(before.id())
                .update();
        db.sql("delete from register_file where file_id = ?").param(before.id()).update();
    }

    private static SqlParameterValue text(@Nullable String text) {
        return new SqlParameterValue(Types.VARCHAR, text);
    }

    /** How the same bytes of the same date were judged last in this register's folder; null: of no date. */
    Optional<Judged> find(String register, String sha256, @Nullable LocalDate extractDate) {
        return db.sql("""
                        select file_id, outcome, decided_by from register_file
                        where register = ? and sha256 = ? and coalesce(extract_date, date '1900-01-01') = ?
                        """)
                .params(register, sha256, extractDate == null ? NO_DATE : extractDate)
                .query((rs, n) -> new Judged(rs.getLong(1), Outcome.valueOf(rs.getString(2)), rs.getString(3)))
                .optional();
    }

    /** Whether the same bytes were taken as the extract of that date; without a date, of any. */
    private boolean isHeld(JournalEntry.DroppedFile file, @Nullable LocalDate extractDate) {
        return db
                .sql("select extract_date from register_file where register = ? and sha256 = ? and outcome = 'OK'")
                .params(file.register(), file.sha256())
                .query(LocalDate.class)
                .list()
                .stream()
                .anyMatch(date -> extractDate == null || extractDate.equals(date));
    }

    /** Why a file was refused. */
    record Refusal(String problem, long rejected, List<Rejection> rejections) {}

    Refusal refusal(long fileId) {
        List<Rejection> rejections = db.sql("""
                        select line_no, column_name, rule, reason from register_rejection
                        where file_id = ? order by rejection_no
                        """)
                .param(fileId)
                .query((rs, n) -> new Rejection(
                        rs.getLong(1),
                        rs.getString(2),
                        Rejection.Rule.valueOf(rs.getString(3).toUpperCase(Locale.ROOT)),
                        rs.getString(4)))
                .list();
        return db.sql("select problem, rejected from register_file where file_id = ?")
                .param(fileId)
                .query((rs, n) -> new Refusal(rs.getString(1), rs.getLong(2), rejections))
                .single();
    }

    /** The fingerprint of the key that the first persons came with. */
    Optional<String> keyFingerprint() {
        return db.sql("select fingerprint from pseudonym_key")
                .query(String.class)
                .optional();
    }

    /** A register's generations, the oldest extract first; of one date, in the order they were taken. */
    List<Row> generations(Register register) {
        return db.sql("""
                        select generation_id, extract_date, known_from, folder, manifest_sha256, file_sha256, layout,
                            base_folder, is_delta, key_fingerprint, row_count, persons, merged, rejected
                        from register_generation where register = ? order by extract_date, generation_id
                        """)
                .param(register.text())
                .query((rs, n) -> new Row(
                        rs.getLong(1),
                        register,
                        rs.getObject(2, LocalDate.class),
                        rs.getObject(3, OffsetDateTime.class).toInstant(),
                        rs.getString(4),
                        rs.getString(5),
                        rs.getString(6),
                        rs.getString(7),
                        rs.getString(8),
                        rs.getBoolean(9),
                        rs.getString(10),
                        rs.getLong(11),
                        rs.getLong(12),
                        rs.getLong(13),
                        rs.getLong(14)))
                .list();
    }

    /** When the newest of all was taken; {@link Instant#EPOCH} before the first. */
    Instant newestTaken() {
        return db.sql("select max(known_from) from register_generation")
                .query((rs, n) -> Optional.ofNullable(rs.getObject(1, OffsetDateTime.class)))
                .single()
                .map(OffsetDateTime::toInstant)
                .orElse(Instant.EPOCH);
    }

    /** The newest that is known on a day: extracts of later days are not, and not what the same file made before. */
    Optional<Row> newestBefore(Register register, LocalDate day, String sha256) {
        return generations(register).stream()
                .filter(row -> !row.extractDate().isAfter(day))
                .filter(row ->
                        !row.extractDate().equals(day) || !row.fileSha256().equals(sha256))
                .reduce((older, newer) -> newer);
    }

    Generation read(Row row) {
        return generations.read(row.register().text(), row.folder(), row.manifestSha256());
    }

    /** Reads a generation all through: why it cannot be, or nothing when it can. */
    Optional<Problem> damage(Row row) {
        try {
            generations.verify(read(row));
            return Optional.empty();
        } catch (ProblemException e) {
            return Optional.of(e.problems().get(0));
        }
    }

    /** Where a demo says the figures of these files are from, by digest. */
    Map<String, String> origins() {
        return db
                .sql("select sha256, min(origin) as origin from register_file where origin is not null group by sha256")
                .query((rs, n) -> Map.entry(rs.getString(1), rs.getString(2)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The kept rejections, those of the newest files first, each file's in its order. */
    List<Rejected> rejections(int atMost) {
        return db.sql("""
                        select f.register, f.file_name, f.received_at, f.outcome, f.rejected, r.line_no, r.column_name,
                            r.rule, r.reason
                        from register_rejection r join register_file f on f.file_id = r.file_id
                        order by r.file_id desc, r.rejection_no fetch first %d rows only
                        """.formatted(atMost))
                .query((rs, n) -> new Rejected(
                        rs.getString(1),
                        rs.getString(2),
                        rs.getObject(3, OffsetDateTime.class).toInstant(),
                        Outcome.valueOf(rs.getString(4)),
                        rs.getLong(5),
                        rs.getLong(6),
                        rs.getString(7),
                        rs.getString(8),
                        rs.getString(9)))
                .list();
    }
}
