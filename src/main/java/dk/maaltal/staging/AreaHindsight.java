package dk.maaltal.staging;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads each table's story once and looks at it from many instants. */
final class AreaHindsight implements Hindsight {
    private final JdbcClient db;
    private final ReadOnce read;
    private final AreaHistory history;
    private final Function<Instant, RegistersKnown> registers;
    private final Map<Instant, Known> views = new HashMap<>();

    AreaHindsight(JdbcClient db, ReadOnce read, String areaCode, Function<Instant, RegistersKnown> registers) {
        this.db = db;
        this.read = read;
        this.history = new AreaHistory(db, areaCode);
        this.registers = registers;
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
        return db.sql("select min(extract_date) from register_generation")
                .query((rs, n) -> Optional.ofNullable(rs.getObject(1, LocalDate.class)))
                .single();
    }

    @Override
    public Known at(Instant instant) {
        return views.computeIfAbsent(instant, i -> new KnownThen(read, history.at(i), registers.apply(i), i));
    }
}
