package dk.maaltal.staging;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Notes in the database which lines of the journal it was made from, each with all before it. */
final class JournalChain {
    private static final int AT_ONCE = 1000;

    private final JdbcClient db;
    private final JdbcTemplate batches;

    JournalChain(DataSource dataSource) {
        this.db = JdbcClient.create(dataSource);
        this.batches = new JdbcTemplate(dataSource);
    }

    /** What is noted for a line; empty for the place before the first. */
    static String link(String before, Journal.Position after) {
        byte[] both = (before + after.lastSha256()).getBytes(StandardCharsets.US_ASCII);
        return HexFormat.of().formatHex(Bodies.sha256().digest(both));
    }

    /** What is noted for a line; empty when nothing is. */
    Optional<String> at(long line) {
        return db.sql("select chain_sha256 from journal_line where line_no = ?")
                .param(line)
                .query(String.class)
                .optional();
    }

    /** What is noted for some lines, in order. */
    List<String> between(long first, long last) {
        return db.sql("select chain_sha256 from journal_line where line_no between ? and ? order by line_no")
                .params(first, last)
                .query(String.class)
                .list();
    }

    /** Notes lines that follow one another, in the transaction that is open. */
    void append(List<Journal.Position> afters) {
        long first = afters.get(0).lines();
        String chain = first == 1 ? "" : at(first - 1).orElseThrow();
        List<Object[]> rows = new ArrayList<>();
        for (Journal.Position after : afters) {
            chain = link(chain, after);
            rows.add(new Object[] {after.lines(), chain});
        }
        batches.batchUpdate("insert into journal_line (line_no, chain_sha256) values (?, ?)", rows);
    }

    /**
     * Notes the lines of a database that was made before lines were noted, in the transaction that is open.
     *
     * @param journal the one it was made from
     */
    void complete(Journal journal, Journal.Position position) {
        List<Journal.Position> afters = new ArrayList<>();
        journal.read(Journal.Position.START, position.lines(), line -> {
            afters.add(line.after());
            if (afters.size() == AT_ONCE) {
                append(afters);
                afters.clear();
            }
        });
        if (!afters.isEmpty()) {
            append(afters);
        }
    }
}
