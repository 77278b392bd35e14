package dk.maaltal.snapshot;

import dk.maaltal.measure.Basis;
import dk.maaltal.measure.CellState;
import dk.maaltal.measure.Lineage;
import dk.maaltal.measure.Row;
import dk.maaltal.measure.RowKey;
import dk.maaltal.series.ReferencePeriod;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Versions of made-up rows, written as publishing writes them. */
public final class Versions {
    public static final String PLAN = "norddjurs-2024";
    private static final Instant FIRST = Instant.parse("2024-09-14T00:30:00.123456Z");
    private static final String DEFINITIONS = "f".repeat(64);

    private final DataSource database;
    private final JdbcTemplate jdbc;

    public Versions(DataSource database) {
        this.database = database;
        this.jdbc = new JdbcTemplate(database);
    }

    /** Publishes the next version of a period with so many rows; the seed decides what they say. */
    public Version publish(String period, int rows, long seed) {
        List<Lineage> lineages = lineages(rows, seed);
        List<Row> content = rows(rows, seed, lineages);
        Version version = next(ReferencePeriod.parse(period), content);
        new TransactionTemplate(new JdbcTransactionManager(database)).executeWithoutResult(status -> {
            Store store = new Store(jdbc);
            store.addRows(version.snapshotId(), content);
            store.addLineages(lineages);
            new Seals(jdbc).add(Seal.of(version, content, new Seal.Ground(DEFINITIONS, version.asOf(), seed)));
            store.addVersion(version);
        });
        return version;
    }

    private Version next(ReferencePeriod period, List<Row> rows) {
        Version base =
                new Snapshots(JdbcClient.create(database)).latest(PLAN, period).orElse(null);
        long number = base == null ? 1 : base.number() + 1;
        Instant asOf = FIRST.plusSeconds(86_400 * number);
        return new Version(
                Version.id(PLAN, period, number),
                PLAN,
                period,
                number,
                asOf,
                asOf.plusSeconds(60),
                true,
                base == null ? ChangeKind.INITIAL : ChangeKind.REVISION,
                "made up",
                false,
                rows.size(),
                Digest.of(rows),
                base == null ? null : base.contentSha256(),
                "nightly/" + number);
    }

    /** One for every hundred rows. */
    private static List<Lineage> lineages(int rows, long seed) {
        List<Lineage> lineages = new ArrayList<>();
        for (int i = 0; i <= rows / 100; i++) {
            lineages.add(Lineage.of(List.of(new Lineage.Entry("%064x".formatted(seed * 1000 + i), FIRST))));
        }
        return lineages;
    }

    private static List<Row> rows(int count, long seed, List<Lineage> lineages) {
        Random random = new Random(seed);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(row(
                    i,
                    BigDecimal.valueOf(random.nextInt(1_000_000), 3),
                    lineages.get(i / 100).id()));
        }
        return rows;
    }

    private static Row row(int i, BigDecimal value, String lineage) {
        return new Row(
                new RowKey("5.%05d".formatted(i), "value", Basis.OFFICIAL, "707"),
                true,
                "Norddjurs",
                "2024M06",
                value,
                value,
                BigDecimal.TEN,
                "percent",
                CellState.OK,
                false,
                ">= 80 %",
                BigDecimal.valueOf(80),
                null,
                null,
                null,
                null,
                null,
                null,
                true,
                i % 2 == 0 ? null : "{\"judged_from\":\"2024-08-01\"}",
                "%064x".formatted(i),
                LocalDate.of(2024, 9, 1),
                lineage);
    }
}
