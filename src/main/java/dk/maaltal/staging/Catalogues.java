package dk.maaltal.staging;

import dk.maaltal.source.jobindsats.Catalogue;
import dk.maaltal.source.jobindsats.CatalogueTable;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the source's catalogue said of each table, as vintages. */
final class Catalogues {
    private final JdbcClient db;

    Catalogues(JdbcClient db) {
        this.db = db;
    }

    /** A table as the catalogue had it from one instant to another. */
    record Listed(
            CatalogueTable table,
            Instant knownFrom,
            @Nullable Instant knownTo) {
        boolean isKnownAt(Instant asOf) {
            return !knownFrom.isAfter(asOf) && (knownTo == null || knownTo.isAfter(asOf));
        }
    }

    /** Opens what is new, closes what is gone, and both where something changed. */
    Taking.Taken take(Catalogue catalogue, String sha256, Instant knownFrom) {
        Map<String, CatalogueTable> known = all().stream()
                .filter(listed -> listed.knownTo() == null)
                .collect(Collectors.toMap(listed -> listed.table().id(), Listed::table));
        Map<String, CatalogueTable> said =
                catalogue.tables().stream().collect(Collectors.toMap(CatalogueTable::id, Function.identity()));
        List<String> closed = known.values().stream()
                .filter(table -> !table.equals(said.get(table.id())))
                .map(CatalogueTable::id)
                .toList();
        List<CatalogueTable> opened = catalogue.tables().stream()
                .filter(table -> !table.equals(known.get(table.id())))
                .toList();
        closed.forEach(id -> db.sql("update catalogue_table set known_to = ? where table_id = ? and known_to is null")
                .params(Text.utc(knownFrom), id)
                .update());
        opened.forEach(table -> insert(table, knownFrom));
        db.sql("insert into catalogue (known_from, sha256) values (?, ?)")
                .params(Text.utc(knownFrom), sha256)
                .update();
        return new Taking.Taken(
                opened.size(), closed.size(), (long) said.size() - opened.size(), said.size(), List.of());
    }

    private void insert(CatalogueTable table, Instant knownFrom) {
        db.sql("""
                        insert into catalogue_table (table_id, known_from, table_name, subject, update_freq,
                            update_latest, update_next)
                        values (?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(table.id(), Text.utc(knownFrom), table.name(), table.subject(), table.updateFrequency())
                .param(new SqlParameterValue(Types.DATE, table.updateLatest()))
                .param(new SqlParameterValue(Types.DATE, table.updateNext()))
                .update();
    }

    /** Every vintage of every table. */
    List<Listed> all() {
        return db.sql("""
                        select table_id, table_name, subject, update_freq, update_latest, update_next, known_from,
                            known_to
                        from catalogue_table order by table_id, known_from
                        """)
                .query((rs, n) -> new Listed(
                        new CatalogueTable(
                                rs.getString(1),
                                rs.getString(2),
                                rs.getString(3),
                                rs.getString(4),
                                rs.getObject(5, LocalDate.class),
                                rs.getObject(6, LocalDate.class)),
                        rs.getObject(7, OffsetDateTime.class).toInstant(),
                        Text.instant(rs.getObject(8, OffsetDateTime.class))))
                .list();
    }

    /** When each accepted catalogue became known, the newest first. */
    List<Instant> knownFroms() {
        return db.sql("select known_from from catalogue order by known_from desc")
                .query((rs, n) -> rs.getObject(1, OffsetDateTime.class).toInstant())
                .list();
    }
}
