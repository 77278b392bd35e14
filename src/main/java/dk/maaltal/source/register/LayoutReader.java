package dk.maaltal.source.register;

import dk.maaltal.declaration.Findings;
import dk.maaltal.declaration.Node;
import dk.maaltal.declaration.Section;
import dk.maaltal.declaration.Values;
import dk.maaltal.declaration.YamlFile;
import dk.maaltal.register.CodeLists;
import dk.maaltal.register.Column;
import dk.maaltal.register.Column.Type;
import dk.maaltal.register.Register;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one file of {@code config/registers}, and finds everything that is wrong with it at once. */
final class LayoutReader {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*");
    private static final Pattern ONE_GROUP = Pattern.compile("\\((?!\\?)");
    private static final Map<String, Character> DELIMITERS = Map.of(";", ';', ",", ',', "tab", '\t');
    private static final Map<String, Charset> ENCODINGS =
            Map.of("utf-8", StandardCharsets.UTF_8, "windows-1252", Encoding.WINDOWS);

    private final CodeLists codes;
    private final Findings findings;

    LayoutReader(CodeLists codes, Findings findings) {
        this.codes = codes;
        this.findings = findings;
    }

    private enum Mode {
        FULL,
        DELTA
    }

    private enum Mark {
        COMMA,
        POINT;

        DecimalMark mark() {
            return this == COMMA ? DecimalMark.COMMA : DecimalMark.POINT;
        }
    }

    /** Empty when anything is wrong; then the findings say what. */
    Optional<Layout> read(Path file) {
        int before = findings.count();
        Optional<Layout> layout = YamlFile.read(file, findings).flatMap(top -> layout(top, file));
        return findings.count() == before ? layout : Optional.empty();
    }

    private Optional<Layout> layout(Section top, Path file) {
        String name = top.text("name", NAME, "small letters, digits and hyphens");
        String title = top.text("title");
        Register register = top.choice("register", Register.values());
        boolean delta = top.optionalChoice("mode", Mode.values()).orElse(Mode.FULL) == Mode.DELTA;
        List<String> key = top.optionalTexts("key");
        LocalDate coversFrom = top.optionalDate("covers_from");
        double shrink = share(top, "shrink_tolerance", Layouts.SHRINK_TOLERANCE);
        double reject = share(top, "reject_tolerance", Layouts.REJECT_TOLERANCE);
        Charset encoding = named(top, "encoding", ENCODINGS, "utf-8 or windows-1252");
        Character delimiter = named(top, "delimiter", DELIMITERS, "one of ; , tab");
        String sheet = top.optionalText("sheet").orElse(null);
        DecimalMark decimal =
                top.optionalChoice("decimal", Mark.values()).map(Mark::mark).orElse(DecimalMark.EITHER);
        boolean serials = top.flag("excel_serials");
        Map<String, Layout.Source> columns = columns(top, register);
        Layout.Skips skips = skips(top);
        Layout.Wide wide = wide(top, register, columns);
        top.done();
        checkKey(top, key, delta, register);
        checkComplete(top, register, columns, wide);
        Layout layout = new Layout(
                name,
                title,
                register,
                delta,
                key,
                coversFrom,
                shrink,
                reject,
                encoding,
                delimiter,
                sheet,
                decimal,
                serials,
                columns,
                skips,
                wide,
                digest(file));
        checkWords(top, layout);
        return Optional.of(layout);
    }

    private static double share(Section top, String key, double standard) {
        BigDecimal share = top.optionalDecimal(key).orElse(BigDecimal.valueOf(standard));
        if (share.signum() < 0 || share.compareTo(BigDecimal.ONE) >= 0) {
            top.wrong(key, "'%s' is the number %s".formatted(key, share), "a share from 0 to less than 1, like 0.20");
        }
        return share.doubleValue();
    }

    private static <T> @Nullable T named(Section top, String key, Map<String, T> choices, String expected) {
        Optional<String> text = top.optionalText(key);
        if (text.isPresent() && !choices.containsKey(text.get())) {
            top.wrong(key, "'%s' is '%s'".formatted(key, text.get()), expected);
        }
        return text.map(choices::get).orElse(null);
    }

    private Map<String, Layout.Source> columns(Section top, Register register) {
        Map<String, Layout.Source> columns = new LinkedHashMap<>();
        Optional<Section> section = top.optionalSection("columns");
        if (section.isEmpty()) {
            return columns;
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (Column column : register.columns()) {
            section.get().optionalSection(column.name()).ifPresent(one -> {
                Layout.Source source = source(one, column);
                columns.put(column.name(), source);
                for (String header : source.headers()) {
                    String other = headers.putIfAbsent(Words.header(header), column.name());
                    if (other != null) {
                        one.wrong("header", "'%s' is also a header of %s".formatted(header, other), "each header once");
                    }
                }
            });
        }
        section.get().done();
        return columns;
    }

    private Layout.Source source(Section one, Column column) {
        List<String> headers = one.optionalTexts("header");
        String constant = one.optionalText("constant").orElse(null);
        Map<String, String> values = new LinkedHashMap<>();
        one.optionalSection("values").ifPresent(words -> {
            for (Node.Entry word : words.entries()) {
                try {
                    values.put(Words.cell(word.key()), Values.text(word.value()));
                } catch (IllegalArgumentException e) {
                    findings.add(word.line(), "'%s' %s".formatted(word.key(), e.getMessage()), "a canonical word");
                }
            }
        });
        List<String> without =
                one.optionalTexts("without").stream().map(Words::cell).toList();
        one.done();
        if (headers.isEmpty() == (constant == null)) {
            one.wrong("header", "'%s' has %s".formatted(column.name(), constant == null ? "neither" : "both"), EITHER);
        }
        if (headers.stream().anyMatch(header -> Words.header(header).isEmpty())) {
            one.wrong("header", "a header has no letter", "a header as it stands in the file");
        }
        if (column.type() == Type.PERSON && (constant != null || !values.isEmpty() || !without.isEmpty())) {
            one.wrong("header", "a person is translated", "a header and nothing else");
        }
        return new Layout.Source(headers, constant, values, without);
    }

    private static final String EITHER = "either a header or a constant";

    private static Layout.Skips skips(Section top) {
        Optional<Section> skip = top.optionalSection("skip");
        if (skip.isEmpty()) {
            return new Layout.Skips(List.of(), List.of());
        }
        List<String> equal = skip.get().optionalTexts("equals");
        List<String> starts = skip.get().optionalTexts("starts");
        skip.get().done();
        return new Layout.Skips(
                equal.stream().map(Words::cell).toList(),
                starts.stream().map(Words::cell).toList());
    }

    private Layout.@Nullable Wide wide(Section top, Register register, Map<String, Layout.Source> columns) {
        Optional<Section> section = top.optionalSection("wide");
        if (section.isEmpty()) {
            return null;
        }
        String column = section.get().text("column");
        String value = section.get().optionalText("value").orElse("{1}");
        Map<String, Pattern> headers = new LinkedHashMap<>();
        section.get().section("headers").ifPresent(all -> {
            for (Column one : register.columns()) {
                all.optionalRegex(one.name()).ifPresent(regex -> {
                    headers.put(one.name(), Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
                    if (!ONE_GROUP.matcher(regex).find()) {
                        all.wrong(one.name(), "'%s' has no group".formatted(regex), "a pattern like 'Antal (\\d{4})'");
                    }
                });
            }
            all.done();
            if (headers.isEmpty()) {
                all.wrong("headers", "'headers' names no column", "a canonical column and a pattern");
            }
        });
        section.get().done();
        if (register.isPersonal()) {
            top.wrong("wide", "a register of persons cannot be wide", "a row for each event");
        }
        if (register.columns().stream().noneMatch(c -> c.name().equals(column))) {
            section.get()
                    .wrong("column", "'%s' is no column of %s".formatted(column, register.text()), names(register));
        }
        headers.keySet().stream()
                .filter(columns::containsKey)
                .forEach(twice -> section.get()
                        .wrong("headers", "'%s' is also among the columns".formatted(twice), "each column once"));
        if (columns.containsKey(column) || headers.containsKey(column)) {
            section.get().wrong("column", "'%s' has another source too".formatted(column), "each column once");
        }
        return new Layout.Wide(column, value, headers);
    }

    private static String names(Register register) {
        return "one of "
                + String.join(
                        ", ", register.columns().stream().map(Column::name).toList());
    }

    private static void checkKey(Section top, List<String> key, boolean delta, Register register) {
        for (String column : key) {
            if (register.columns().stream().noneMatch(c -> c.name().equals(column))) {
                top.wrong("key", "'%s' is no column of %s".formatted(column, register.text()), names(register));
            }
        }
        if (!key.isEmpty() && !delta) {
            top.wrong("key", "a full extract replaces everything and needs no key", "mode: delta");
        }
    }

    private static void checkComplete(
            Section top, Register register, Map<String, Layout.Source> columns, Layout.@Nullable Wide wide) {
        Set<String> given = new LinkedHashSet<>(columns.keySet());
        if (wide != null) {
            given.add(wide.column());
            given.addAll(wide.headers().keySet());
        }
        List<String> missing = register.columns().stream()
                .filter(column -> !column.optional() && !given.contains(column.name()))
                .map(Column::name)
                .toList();
        if (!missing.isEmpty()) {
            top.wrong(
                    "columns",
                    "no column gives " + String.join(", ", missing),
                    "a source for every column that must not be empty");
        }
    }

    /** Every canonical word of the layout must be one that the column takes. */
    private void checkWords(Section top, Layout layout) {
        Days days = new Days(layout.excelSerials(), false);
        KeyedDigest.Key none = new KeyedDigest.Key(new byte[0]);
        for (Column column : layout.register().columns()) {
            Layout.Source source = layout.columns().get(column.name());
            if (source == null || column.type() == Type.PERSON) {
                continue;
            }
            List<String> words = new ArrayList<>(source.values().values());
            Optional.ofNullable(source.constant()).ifPresent(words::add);
            CellReader reader = new CellReaders(layout, codes, () -> new KeyedDigest(none), true, days).plainly(column);
            for (String word : words) {
                Text text = new Text().set(word);
                boolean wrong = text.isMissing() ? !column.optional() : Faults.is(reader.read(text));
                if (wrong) {
                    top.wrong(
                            "columns",
                            "'%s' is no value of %s".formatted(word, column.name()),
                            column.codelist() == null
                                    ? "a value as a canonical file has it"
                                    : "a code of the list " + column.codelist());
                }
            }
        }
    }

    private static String digest(Path file) {
        try {
            return Layouts.sha256(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
