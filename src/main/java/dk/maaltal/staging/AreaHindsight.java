package dk.maaltal.staging;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Views of one area that share what they read. */
final class AreaHindsight implements Hindsight {
    private final JdbcClient db;
    private final Instant takenBy;
    private final Function<Instant, Known> view;
    private final Map<Instant, Known> views = new HashMap<>();

    AreaHindsight(JdbcClient db, Instant takenBy, Function<Instant, Known> view) {
        this.db = db;
        this.takenBy = takenBy;
        this.view = view;
    }

    @Override
    public Optional<Instant> tablesFrom() {
        return db.sql("select min(known_from) from reading where outcome = 'OK'")
                .query((rs, n) -> Optional.ofNullable(rs.getObject(1, OffsetDateTime.class)))
                .single()
                .map(OffsetDateTime::toInstant);
    }

    @Override
    public Optional<LocalDate> registersFrom() {
        return db.sql("select min(extract_date) from register_generation where known_from <= ?")
                .param(Text.utc(takenBy))
                .query((rs, n) -> Optional.ofNullable(rs.getObject(1, LocalDate.class)))
                .single();
    }

    @Override
    public Known at(Instant instant) {
        return views.computeIfAbsent(instant, view);
    }
}
