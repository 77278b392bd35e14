package dk.maaltal.staging;

import dk.maaltal.register.ProductionUnit;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** CVR's workplaces as they were known at an instant. */
final class UnitsThen {
    private static final ZoneId DENMARK = ZoneId.of("Europe/Copenhagen");

    private final JdbcClient db;

    UnitsThen(JdbcClient db) {
        this.db = db;
    }

    private record Reading(long id, String municipality, Instant knownFrom) {}

    /** The newest reading that was taken by then; empty when there was none. */
    Optional<UnitsKnown> at(Instant asOf) {
        return reading(asOf).map(reading -> known(reading, asOf));
    }

    private Optional<Reading> reading(Instant asOf) {
        return db.sql("""
                        select reading_id, municipality, known_from from cvr_reading
                        where known_from <= ? and outcome = 'OK'
                        order by reading_id desc fetch first 1 rows only
                        """)
                .param(Text.utc(asOf))
                .query((rs, n) -> new Reading(
                        rs.getLong(1),
                        rs.getString(2),
                        rs.getObject(3, OffsetDateTime.class).toInstant()))
                .optional();
    }

    private UnitsKnown known(Reading reading, Instant asOf) {
        List<ProductionUnit> units = units(reading.municipality(), asOf);
        // A number that was a unit's once, here or in another municipality, is CVR's for good.
        Set<Long> elsewhere = new HashSet<>(db.sql("""
                        select p_number from cvr_elsewhere where known_from <= ?
                        union select p_number from cvr_unit where known_from <= ?
                        """)
                .params(Text.utc(asOf), Text.utc(asOf))
                .query(Long.class)
                .list());
        units.forEach(unit -> elsewhere.remove(unit.pNumber()));
        return new UnitsKnown(
                reading.knownFrom().atZone(DENMARK).toLocalDate(),
                reading.municipality(),
                units,
                elsewhere,
                lookedUp(asOf),
                files(reading));
    }

    private List<ProductionUnit> units(String municipality, Instant asOf) {
        return db.sql("""
                        select facts from cvr_unit
                        where municipality = ? and known_from <= ? and (known_to is null or known_to > ?)
                        order by p_number
                        """)
                .params(municipality, Text.utc(asOf), Text.utc(asOf))
                .query((rs, n) -> UnitText.read(rs.getString(1)))
                .list();
    }

    private Set<Extract> lookedUp(Instant asOf) {
        return new HashSet<>(db.sql("select register, extract_date, sha256 from cvr_looked_up where known_from <= ?")
                .param(Text.utc(asOf))
                .query((rs, n) -> new Extract(rs.getString(1), rs.getObject(2, LocalDate.class), rs.getString(3)))
                .list());
    }

    private List<UnitsKnown.Delivery> files(Reading reading) {
        return db.sql("""
                        select distinct d.sha256 from cvr_reading_answer a
                        join delivery d on d.delivery_id = a.delivery_id
                        where a.reading_id = ? order by d.sha256
                        """)
                .param(reading.id())
                .query((rs, n) -> new UnitsKnown.Delivery(rs.getString(1), reading.knownFrom()))
                .list();
    }
}
