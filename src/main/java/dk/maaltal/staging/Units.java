package dk.maaltal.staging;

import dk.maaltal.problem.Problem;
import dk.maaltal.register.ProductionUnit;
import dk.maaltal.source.Answer;
import dk.maaltal.source.Outcome;
import dk.maaltal.source.UnreadableAnswer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** CVR's workplaces as vintages: a row opens and closes only where CVR says something else than before. */
final class Units {
    private final DeliveryStore store;
    private final JdbcClient db;
    private final Deliveries deliveries;

    Units(DeliveryStore store, JdbcClient db) {
        this.store = store;
        this.db = db;
        this.deliveries = new Deliveries(db);
    }

    /**
     * Applies a reading in the transaction that is open.
     *
     * @param id the journal's line
     * @throws Refusal when it cannot be taken; the transaction is then to be rolled back
     */
    Taking.Taken take(long id, JournalEntry.UnitsRead entry) {
        insert(id, entry);
        String municipality = entry.reading().municipality();
        Map<Long, String> before = known(municipality);
        Map<Long, String> now = read(entry);
        List<String> notes = new ArrayList<>();
        long vanished =
                before.keySet().stream().filter(p -> !now.containsKey(p)).count();
        // Exact: more than a fifth, never a double.
        if (vanished * 5 > before.size() && !entry.mayShrink()) {
            throw refusal(
                    Outcome.SHRUNK,
                    entry,
                    "%d of the %d workplaces known before are gone".formatted(vanished, before.size()),
                    "at most a fifth; a workplace that closed stays in CVR",
                    "if CVR has really become smaller, run once with maaltal.sources.cvr.accept-shrunk=true");
        }
        if (vanished > 0) {
            notes.add("CVR no longer has %d of the %d workplaces known before%s"
                    .formatted(
                            vanished,
                            before.size(),
                            vanished * 5 > before.size() ? "; taken all the same, for accept-shrunk is set" : ""));
        }
        Map<Long, String> closed = otherThan(now, before);
        Map<Long, String> opened = otherThan(before, now);
        closed.keySet().forEach(p -> close(municipality, p, entry));
        opened.forEach((p, facts) -> open(municipality, p, facts, entry));
        note(found(entry), entry);
        entry.lookedUp().forEach(extract -> note(extract, entry));
        db.sql("update cvr_reading set unit_count = ?, opened = ?, closed = ? where reading_id = ?")
                .params(now.size(), opened.size(), closed.size(), id)
                .update();
        judge(entry, Outcome.OK);
        return new Taking.Taken(opened.size(), closed.size(), (long) now.size() - opened.size(), now.size(), notes);
    }

    /** Those of the second that the first does not have, or has otherwise. */
    private static Map<Long, String> otherThan(Map<Long, String> first, Map<Long, String> second) {
        Map<Long, String> other = new TreeMap<>(second);
        other.entrySet().removeIf(unit -> unit.getValue().equals(first.get(unit.getKey())));
        return other;
    }

    /** Notes a reading that is refused; what was known stands. */
    void refuse(long id, JournalEntry.UnitsRead entry, Refusal refusal) {
        insert(id, entry);
        db.sql("update cvr_reading set outcome = ?, problem = ? where reading_id = ?")
                .params(refusal.outcome().name(), refusal.problem().toString(), id)
                .update();
        judge(entry, refusal.outcome());
    }

    private void insert(long id, JournalEntry.UnitsRead entry) {
        db.sql("""
                        insert into cvr_reading (reading_id, municipality, known_from, outcome, unit_count, opened,
                            closed)
                        values (?, ?, ?, 'OK', 0, 0, 0)
                        """)
                .params(id, entry.reading().municipality(), Text.utc(entry.knownFrom()))
                .update();
        int place = 0;
        for (Answer answer : entry.answers()) {
            db.sql("insert into cvr_reading_answer (reading_id, place, delivery_id) values (?, ?, ?)")
                    .params(id, ++place, deliveries.idOf(answer))
                    .update();
        }
    }

    private void judge(JournalEntry.UnitsRead entry, Outcome outcome) {
        entry.answers().forEach(answer -> deliveries.judge(deliveries.idOf(answer), outcome));
    }

    private Map<Long, String> read(JournalEntry.UnitsRead entry) {
        try {
            return entry.reading().units(store).stream()
                    .collect(Collectors.toMap(ProductionUnit::pNumber, UnitText::of, (a, b) -> a, TreeMap::new));
        } catch (UnreadableAnswer e) {
            throw unreadable(entry, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Set<Long> found(JournalEntry.UnitsRead entry) {
        try {
            return entry.reading().found(store);
        } catch (UnreadableAnswer e) {
            throw unreadable(entry, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Refusal unreadable(JournalEntry.UnitsRead entry, UnreadableAnswer e) {
        return refusal(
                e.outcome(),
                entry,
                e.problem().what(),
                e.problem().expected(),
                "nothing was taken and the workplaces known before stand; CVR is read anew at the next run");
    }

    private static Refusal refusal(
            Outcome outcome, JournalEntry.UnitsRead entry, String what, String expected, String next) {
        return new Refusal(
                outcome, Problem.upstream("cvr, municipality " + entry.reading().municipality(), what, expected, next));
    }

    private Map<Long, String> known(String municipality) {
        Map<Long, String> known = new TreeMap<>();
        db.sql("select p_number, facts from cvr_unit where municipality = ? and known_to is null")
                .param(municipality)
                .query(rs -> {
                    known.put(rs.getLong(1), rs.getString(2));
                });
        return known;
    }

    private void close(String municipality, long pNumber, JournalEntry.UnitsRead entry) {
        db.sql("update cvr_unit set known_to = ? where municipality = ? and p_number = ? and known_to is null")
                .params(Text.utc(entry.knownFrom()), municipality, pNumber)
                .update();
    }

    private void open(String municipality, long pNumber, String facts, JournalEntry.UnitsRead entry) {
        db.sql("insert into cvr_unit (municipality, p_number, known_from, facts) values (?, ?, ?, ?)")
                .params(municipality, pNumber, Text.utc(entry.knownFrom()), facts)
                .update();
    }

    /** Once its numbers were asked for, those not found are not CVR's. */
    private void note(Extract extract, JournalEntry.UnitsRead entry) {
        db.sql("""
                        insert into cvr_looked_up (register, extract_date, sha256, known_from)
                        select cast(? as varchar), cast(? as date), cast(? as varchar),
                            cast(? as timestamp(6) with time zone)
                        where not exists (select 1 from cvr_looked_up
                            where register = ? and extract_date = ? and sha256 = ?)
                        """)
                .params(
                        extract.register(),
                        extract.extractDate(),
                        extract.sha256(),
                        Text.utc(entry.knownFrom()),
                        extract.register(),
                        extract.extractDate(),
                        extract.sha256())
                .update();
    }

    /** CVR forgets no number: what was once found stays found. */
    private void note(Set<Long> found, JournalEntry.UnitsRead entry) {
        Set<Long> known = Set.copyOf(
                db.sql("select p_number from cvr_elsewhere").query(Long.class).list());
        found.stream()
                .filter(p -> !known.contains(p))
                .forEach(p -> db.sql("insert into cvr_elsewhere (p_number, known_from) values (?, ?)")
                        .params(p, Text.utc(entry.knownFrom()))
                        .update());
    }
}
