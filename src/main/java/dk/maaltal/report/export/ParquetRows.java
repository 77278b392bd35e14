package dk.maaltal.report.export;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.jspecify.annotations.Nullable;

/** Hands rows of a table to Parquet, cell by cell. */
final class ParquetRows extends WriteSupport<List<@Nullable Object>> {
    private final ContractTable table;
    private final Map<String, String> metadata;
    private @Nullable RecordConsumer consumer;

    ParquetRows(ContractTable table, Map<String, String> metadata) {
        this.table = table;
        this.metadata = metadata;
    }

    @Override
    public WriteContext init(@Nullable ParquetConfiguration configuration) {
        return new WriteContext(ParquetFormat.schema(table), metadata);
    }

    @Override
    @Deprecated
    public WriteContext init(@Nullable Configuration configuration) {
        return new WriteContext(ParquetFormat.schema(table), metadata);
    }

    @Override
    public void prepareForWrite(RecordConsumer to) {
        consumer = to;
    }

    @Override
    public void write(List<@Nullable Object> row) {
        RecordConsumer to = Objects.requireNonNull(consumer);
        to.startMessage();
        for (int c = 0; c < row.size(); c++) {
            Object cell = row.get(c);
            if (cell != null) {
                String name = table.columns().get(c).name();
                to.startField(name, c);
                add(to, cell);
                to.endField(name, c);
            }
        }
        to.endMessage();
    }

    private static void add(RecordConsumer to, Object cell) {
        if (cell instanceof String text) {
            to.addBinary(Binary.fromString(text));
        } else if (cell instanceof BigDecimal number) {
            to.addLong(number.unscaledValue().longValueExact());
        } else if (cell instanceof Long number) {
            to.addLong(number);
        } else if (cell instanceof Boolean flag) {
            to.addBoolean(flag);
        } else if (cell instanceof LocalDate day) {
            to.addInteger(Math.toIntExact(day.toEpochDay()));
        } else {
            to.addLong(ChronoUnit.MICROS.between(Instant.EPOCH, (Instant) cell));
        }
    }
}
