package dk.maaltal.source.register;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.declaration.Findings;
import dk.maaltal.register.CodeLists;
import dk.maaltal.register.Column;
import dk.maaltal.register.Register;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A file put down and read by the shipped layouts, with what came of it. */
final class Dropped implements RowSink {
    private static final Path CONFIG = Path.of("config");
    private static final CodeLists CODES = readCodes();
    private static final Layouts SHIPPED = readLayouts();

    final List<long[]> rows = new ArrayList<>();
    final List<String> persons = new ArrayList<>();
    final List<Rejection> rejections = new ArrayList<>();
    private final Register register;
    private @Nullable FileReading reading;

    private Dropped(Register register) {
        this.register = register;
    }

    static CodeLists codes() {
        return CODES;
    }

    static Layouts shipped() {
        return SHIPPED;
    }

    private static CodeLists readCodes() {
        Findings findings = new Findings("codes");
        CodeLists codes =
                CodeLists.read(CONFIG.resolve("codelists/codes.yml"), findings).orElseThrow();
        assertThat(findings.problems()).isEmpty();
        return codes;
    }

    private static Layouts readLayouts() {
        Findings findings = new Findings("registers");
        Layouts layouts = Layouts.read(CONFIG.resolve("registers"), CODES, findings);
        assertThat(findings.problems()).isEmpty();
        return layouts;
    }

    /** A key file of its own, as it should be. */
    static Path keyFile(Path folder) {
        try {
            Path file = folder.resolve("key");
            if (!Files.exists(file)) {
                Files.writeString(file, "0123456789abcdef0123456789abcdef\n");
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static LayoutFiles files(Path folder) {
        return new LayoutFiles(
                shipped(), codes(), PseudonymKey.read(keyFile(folder)), folder.resolve("registers/salt"));
    }

    static Dropped csv(Path folder, Register register, String content) {
        return csv(folder, register, content, StandardCharsets.UTF_8);
    }

    static Dropped csv(Path folder, Register register, String content, Charset charset) {
        return bytes(folder, register, "extract_2024-12-31.csv", content.getBytes(charset));
    }

    static Dropped bytes(Path folder, Register register, String name, byte[] content) {
        try {
            Path file = folder.resolve(name);
            Files.write(file, content);
            return read(files(folder), register, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Dropped read(RegisterFiles files, Register register, Path file) {
        try {
            Dropped dropped = new Dropped(register);
            dropped.reading = files.read(register, file, dropped);
            return dropped;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void row(long personHigh, long personLow, long[] values) {
        persons.add("%016x%016x".formatted(personHigh, personLow));
        rows.add(values.clone());
    }

    @Override
    public void rejected(Rejection rejection) {
        rejections.add(rejection);
    }

    FileReading reading() {
        return Optional.ofNullable(reading).orElseThrow();
    }

    /** Why it was refused, or nothing. */
    String refusal() {
        return Optional.ofNullable(reading().refusal()).map(Object::toString).orElse("");
    }

    /** One column of all rows, codes and words by their labels. */
    List<Object> column(String name) {
        int place = register.place(name);
        List<String> labels = reading().codes().get(name);
        return rows.stream()
                .map(row -> row[place])
                .map(value -> labels == null || value == Column.NONE ? (Object) value : labels.get(value.intValue()))
                .toList();
    }

    /** {@code line column rule} of each rejection. */
    List<String> faults() {
        return rejections.stream()
                .map(r -> "%d %s %s"
                        .formatted(
                                r.line(),
                                r.column().isEmpty() ? "row" : r.column(),
                                r.rule().text()))
                .toList();
    }

    Map<String, List<String>> codeLabels() {
        return reading().codes();
    }
}
