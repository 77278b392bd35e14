package dk.maaltal.report.export;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;

/**
 * Puts a Parquet file's foot in order. The library lists a column's encodings as its sets have them, which is another
 * order in every JVM.
 */
final class SteadyParquet {
    /** At the very end: the length of the foot, and the format's mark. */
    private static final int TAIL = 8;

    private SteadyParquet() {}

    static void rewrite(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer tail =
                ByteBuffer.wrap(bytes, bytes.length - TAIL, TAIL).slice().order(ByteOrder.LITTLE_ENDIAN);
        int start = bytes.length - TAIL - tail.getInt(0);
        FileMetaData foot = Util.readFileMetaData(new ByteArrayInputStream(bytes, start, bytes.length - TAIL - start));
        for (RowGroup group : foot.getRow_groups()) {
            for (ColumnChunk column : group.getColumns()) {
                ColumnMetaData meta = column.getMeta_data();
                List<Encoding> encodings = new ArrayList<>(meta.getEncodings());
                encodings.sort(Comparator.comparing(Encoding::getValue));
                meta.setEncodings(encodings);
            }
        }
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        Util.writeFileMetaData(foot, written);
        tail.putInt(0, written.size());
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(bytes, 0, start);
        written.writeTo(whole);
        whole.write(bytes, bytes.length - TAIL, TAIL);
        Files.write(file, whole.toByteArray());
    }
}
