package dk.maaltal.staging.register;

import dk.maaltal.source.register.Rejection;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** The rejected rows of one file, compressed text: all are counted, the first {@link #MOST} are kept. */
public final class RejectionFile implements AutoCloseable {
    /** So many rejections of a file are kept; a file with more is wrong in one way, not in so many. */
    public static final int MOST = 100_000;

    private final Writer out;
    private long count;

    RejectionFile(Path file) throws IOException {
        out = new BufferedWriter(
                new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8));
    }

    void add(Rejection rejection) throws IOException {
        if (++count <= MOST) {
            out.write(Long.toString(rejection.line()));
            out.write('\t');
            out.write(plain(rejection.column()));
            out.write('\t');
            out.write(rejection.rule().text());
            out.write('\t');
            out.write(plain(rejection.reason()));
            out.write('\n');
        }
    }

    /** No control character would survive being a line of text. */
    private static String plain(String text) {
        return text.codePoints()
                .map(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029 ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    long count() {
        return count;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    /** The kept ones, in the order of the file. */
    public static List<Rejection> read(Path file) {
        List<Rejection> all = new ArrayList<>();
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                List<String> cells = List.of(line.split("\t", 4));
                if (cells.size() != 4) {
                    throw new IOException("a line is not whole");
                }
                all.add(new Rejection(
                        Long.parseLong(cells.get(0)),
                        cells.get(1),
                        Rejection.Rule.valueOf(cells.get(2).toUpperCase(Locale.ROOT)),
                        cells.get(3)));
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
