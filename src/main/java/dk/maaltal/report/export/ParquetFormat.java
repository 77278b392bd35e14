package dk.maaltal.report.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/**
 * A Parquet file for each table. Not compressed: values stand in dictionaries already, and so the bytes do not depend
 * on a machine's compressor.
 */
final class ParquetFormat implements FileFormat {
    @Override
    public void write(VersionData version, Path folder) throws IOException {
        Map<String, String> metadata = new TreeMap<>(Map.of(
                "maaltal.snapshot_id", version.snapshotId(),
                "maaltal.content_sha256", version.snapshot("content_sha256").toString(),
                "maaltal.contract_version", version.contract()));
        for (ContractTable each : Contract.tables()) {
            ContractTable table = Contract.inFiles(each);
            Path path = folder.resolve(table.name() + ".parquet");
            OutputFile file = new LocalOutputFile(path);
            try (ParquetWriter<List<@Nullable Object>> writer = new Builder(file, table, metadata)
                    .withConf(new PlainParquetConfiguration())
                    .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
                    .build()) {
                for (List<@Nullable Object> row : version.rows(table)) {
                    writer.write(row);
                }
            }
            SteadyParquet.rewrite(path);
        }
    }

    static MessageType schema(ContractTable table) {
        Types.MessageTypeBuilder message = Types.buildMessage();
        table.columns().forEach(column -> message.addField(type(column)));
        return message.named(table.name());
    }

    private static Type type(ContractColumn column) {
        Type.Repetition repetition = column.required() ? Type.Repetition.REQUIRED : Type.Repetition.OPTIONAL;
        return switch (column.type()) {
            case TEXT, JSON ->
                Types.primitive(PrimitiveTypeName.BINARY, repetition)
                        .as(LogicalTypeAnnotation.stringType())
                        .named(column.name());
            case DECIMAL ->
                Types.primitive(PrimitiveTypeName.INT64, repetition)
                        .as(LogicalTypeAnnotation.decimalType(4, 18))
                        .named(column.name());
            case WHOLE -> Types.primitive(PrimitiveTypeName.INT64, repetition).named(column.name());
            case FLAG -> Types.primitive(PrimitiveTypeName.BOOLEAN, repetition).named(column.name());
            case DAY ->
                Types.primitive(PrimitiveTypeName.INT32, repetition)
                        .as(LogicalTypeAnnotation.dateType())
                        .named(column.name());
            case INSTANT ->
                Types.primitive(PrimitiveTypeName.INT64, repetition)
                        .as(LogicalTypeAnnotation.timestampType(true, LogicalTypeAnnotation.TimeUnit.MICROS))
                        .named(column.name());
        };
    }

    private static final class Builder extends ParquetWriter.Builder<List<@Nullable Object>, Builder> {
        private final ContractTable table;
        private final Map<String, String> metadata;

        Builder(OutputFile file, ContractTable table, Map<String, String> metadata) {
            super(file);
            this.table = table;
            this.metadata = metadata;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected WriteSupport<List<@Nullable Object>> getWriteSupport(ParquetConfiguration conf) {
            return new ParquetRows(table, metadata);
        }

        /** Hadoop's own way, which is never taken: Hadoop is not in the jar. */
        @Override
        @Deprecated
        protected WriteSupport<List<@Nullable Object>> getWriteSupport(@Nullable Configuration conf) {
            return new ParquetRows(table, metadata);
        }
    }
}
