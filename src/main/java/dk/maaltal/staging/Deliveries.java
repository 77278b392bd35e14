package dk.maaltal.staging;

import dk.maaltal.source.Answer;
import dk.maaltal.source.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows behind {@code bi.delivery}: one for each distinct body and request. */
final class Deliveries {
    /** What a taken reading rests on was good, whatever a later reading makes of the same bytes. */
    private static final String NOT_TAKEN = """
            and not exists (
                select 1 from reading_part p join reading r on r.reading_id = p.reading_id
                where p.delivery_id = delivery.delivery_id and r.outcome = 'OK')
            and not exists (
                select 1 from cvr_reading_answer a join cvr_reading r on r.reading_id = a.reading_id
                where a.delivery_id = delivery.delivery_id and r.outcome = 'OK')""";

    private final JdbcClient db;

    Deliveries(JdbcClient db) {
        this.db = db;
    }

    /** The answer's row; made when it is the first receipt. */
    int idOf(Answer answer) {
        return find(answer.sha256(), answer.request()).orElseGet(() -> insert(answer));
    }

    /** The first receipt makes the row; where it says where its figures are from, the row does too. */
    void receive(Answer answer, @Nullable String origin) {
        int id = idOf(answer);
        if (origin != null) {
            db.sql("update delivery set origin = ? where delivery_id = ?")
                    .params(origin, id)
                    .update();
        }
    }

    /** Where the figures of these bytes are from, by digest, for those that say it. */
    Map<String, String> origins() {
        return db
                .sql("select sha256, min(origin) as origin from delivery where origin is not null group by sha256")
                .query((rs, n) -> Map.entry(rs.getString(1), rs.getString(2)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private Optional<Integer> find(String sha256, String request) {
        return db.sql("select delivery_id from delivery where sha256 = ? and request_sha256 = ?")
                .params(sha256, digest(request))
                .query(Integer.class)
                .optional();
    }

    private int insert(Answer answer) {
        int id = db.sql("select coalesce(max(delivery_id), 0) + 1 from delivery")
                .query(Integer.class)
                .single();
        db.sql("""
                        insert into delivery (delivery_id, sha256, request_sha256, source, request, fetched_at, status,
                            bytes, complete)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(id, answer.sha256(), digest(answer.request()), answer.source(), answer.request())
                .params(Text.utc(answer.at()), answer.status(), answer.bytes(), answer.complete())
                .update();
        return id;
    }

    void judge(JournalEntry.Judged judged) {
        db.sql("update delivery set outcome = ?, row_count = ?, detail = ? where sha256 = ? and request_sha256 = ?"
                        + unlessTaken(judged.outcome()))
                .params(judged.outcome().name(), judged.rows(), judged.detail())
                .params(judged.sha256(), digest(judged.request()))
                .update();
    }

    /** How the reading ended that the answer is a part of. */
    void judge(int id, Outcome outcome) {
        db.sql("update delivery set outcome = ? where delivery_id = ?" + unlessTaken(outcome))
                .params(outcome.name(), id)
                .update();
    }

    private static String unlessTaken(Outcome outcome) {
        return outcome == Outcome.OK ? "" : " " + NOT_TAKEN;
    }

    void dated(int id, @Nullable LocalDate updateLatest) {
        if (updateLatest != null) {
            db.sql("update delivery set source_updated_on = ? where delivery_id = ? and source_updated_on is null")
                    .params(updateLatest, id)
                    .update();
        }
    }

    private static String digest(String request) {
        return HexFormat.of().formatHex(Bodies.sha256().digest(request.getBytes(StandardCharsets.UTF_8)));
    }
}
