package dk.maaltal.testing.registers;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dk.maaltal.testing.PlainPlan;
import dk.maaltal.testing.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What was dropped of a world, what of it should be held, and what should be said of the rest. */
public final class DropFolder {
    private final Path folder;
    private final RegisterWorld world;
    private final ExtractWriter writer;
    private final Map<String, Held> held = new HashMap<>();
    private final Set<String> rejections = new TreeSet<>();
    private final Map<String, NavigableMap<LocalDate, Held>> ever = new HashMap<>();
    private final NavigableMap<LocalDate, PlainLocal.Virk> answers = new TreeMap<>();
    private PlainLocal.@Nullable Virk virk;
    private int files;

    public DropFolder(Path folder, RegisterWorld world, long seed) {
        this.folder = folder;
        this.world = world;
        this.writer = new ExtractWriter(seed);
        this.files = (int) seed;
    }

    /** A key for pseudonyms that nobody else may read. */
    public static Path key(Path file) {
        return ExtractWriter.key(file);
    }

    /** CVR will be asked on the day. */
    public void asked(LocalDate day) {
        virk = new PlainLocal.Virk(day, world.units().on(day));
        answers.put(day, virk);
    }

    /** An extract of every register. */
    public void everything(LocalDate day, boolean dirty) {
        RegisterWorld.registers().forEach(register -> taken(register, day, dirty));
    }

    /** An extract that should be accepted. */
    public void taken(String register, LocalDate day, boolean dirty) {
        List<Dialect> dialects = new ArrayList<>(Dialect.DIRTY);
        dialects.add(Dialect.WORKBOOK);
        dialects.add(Dialect.REPORT_WORKBOOK);
        Dialect dialect = dirty ? dialects.get(files++ % dialects.size()) : Dialect.CANONICAL;
        List<Line> lines = world.extract(register, day);
        told(register, writer.write(folder, register, day, lines, dialect, dirty));
        ever.computeIfAbsent(register, r -> new TreeMap<>()).put(day, Held.of(day, lines));
        Held now = held.get(register);
        if (now == null || !now.extractDate().isAfter(day)) {
            held.put(register, Held.of(day, lines));
        }
    }

    private void told(String register, Written written) {
        written.rejections()
                .forEach(r -> rejections.add("%s %s %d %s %s"
                        .formatted(register, written.file().getFileName(), r.line(), r.column(), r.rule())));
    }

    /** An extract that lost more rows than may be. */
    public void shrunk(String register, LocalDate day) {
        List<Line> lines = world.extract(register, day);
        int before = Optional.ofNullable(held.get(register))
                .map(h -> h.lines().size())
                .orElse(0);
        writer.write(folder, register, day, lines.subList(0, before * 4 / 5 - 1), Dialect.CANONICAL, false);
    }

    /** An extract in which more rows are wrong than may be. */
    public void spoilt(String register, LocalDate day) {
        List<Line> lines = world.extract(register, day);
        StringBuilder text = new StringBuilder(String.join(";", Line.HEADERS.getOrDefault(register, List.of())) + "\n");
        for (int i = 0; i < lines.size(); i++) {
            List<String> cells = new ArrayList<>();
            lines.get(i).cells().forEach(c -> cells.add(Dialect.CANONICAL.text(c, false)));
            cells.set(0, i % 90 == 7 ? "4711" : cells.get(0));
            text.append(String.join(";", cells)).append('\n');
        }
        put(register, "spoilt_" + day + ".csv", text.toString());
        for (int i = 7; i < lines.size(); i += 90) {
            rejections.add("%s spoilt_%s.csv %d person bad_cpr".formatted(register, day, i + 2));
        }
    }

    public void headerAlone(String register, LocalDate day) {
        put(
                register,
                "header_" + day + ".csv",
                String.join(";", Line.HEADERS.getOrDefault(register, List.of())) + "\n");
    }

    public void empty(String register, LocalDate day) {
        put(register, "empty_" + day + ".csv", "");
    }

    public void undated(String register) {
        put(register, "without a day.csv", String.join(";", Line.HEADERS.getOrDefault(register, List.of())) + "\n");
    }

    private void put(String register, String name, String content) {
        ExtractWriter.put(folder.resolve(register), name, content.getBytes(StandardCharsets.UTF_8));
    }

    /** What should be said, as {@code register file line column rule}. */
    public Set<String> rejections() {
        return rejections;
    }

    /** What {@code maaltal list rejections --csv} says, likewise. */
    public static Set<String> rejections(String csv) {
        Set<String> said = new TreeSet<>();
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(csv)) {
            reader.forEach(r -> said.add("%s %s %s %s %s"
                    .formatted(
                            r.getField("register"),
                            r.getField("file"),
                            r.getField("line"),
                            r.getField("column"),
                            r.getField("rule"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return said;
    }

    /** What was known of registers and workplaces on a day: extracts by their own date, CVR since it was asked. */
    public PlainLocal local(LocalDate asOf) {
        Map<String, Held> then = new HashMap<>();
        ever.forEach((register, extracts) -> {
            Map.Entry<LocalDate, Held> newest = extracts.floorEntry(asOf);
            if (newest != null) {
                then.put(register, newest.getValue());
            }
        });
        Map.Entry<LocalDate, PlainLocal.Virk> asked = answers.floorEntry(asOf);
        return new PlainLocal(then, asked == null ? null : asked.getValue());
    }

    /** A snapshot as it should be. */
    public PlainSnapshot snapshot(World jobindsats) {
        return new PlainSnapshot(new PlainPlan(jobindsats, jobindsats.today()), new PlainLocal(held, virk));
    }
}
