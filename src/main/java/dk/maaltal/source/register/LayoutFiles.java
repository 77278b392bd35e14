package dk.maaltal.source.register;

import dk.maaltal.problem.Mover;
import dk.maaltal.problem.Problem;
import dk.maaltal.register.CodeLists;
import dk.maaltal.register.Column;
import dk.maaltal.register.Register;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads dropped files by the declared layouts. Safe for threads: each reading has a state of its own. */
public final class LayoutFiles implements RegisterFiles {
    private static final int FIRST_REJECTIONS = 20;

    private final Layouts layouts;
    private final CodeLists codes;
    private final @Nullable PseudonymKey key;
    private final Path salt;

    /**
     * @param key null when none is configured: then registers with persons are refused
     * @param salt where the key of words that no measure reads is kept when there is no {@code key}:
     *     {@code <home>/registers/salt}; made when first needed
     */
    public LayoutFiles(Layouts layouts, CodeLists codes, @Nullable PseudonymKey key, Path salt) {
        this.layouts = layouts;
        this.codes = codes;
        this.key = key;
        this.salt = salt;
    }

    @Override
    public FileReading read(Register register, Path file, RowSink sink) throws IOException {
        return read(register, file, sink, new Seen());
    }

    /** What was found out about a file on the way. */
    private static final class Seen {
        private String how = "";
        private @Nullable Header header;
    }

    private FileReading read(Register register, Path file, RowSink sink, Seen seen) throws IOException {
        if (register.isPersonal() && key == null) {
            return refused(
                    null,
                    new Problem(
                            Mover.DECLARATION,
                            "a register of persons cannot be read without a key",
                            where(register, file),
                            PseudonymKey.SETTING,
                            "make a key file (32 random bytes, mode 0600) and name it in " + PseudonymKey.SETTING));
        }
        List<Layout> all = layouts.of(register);
        if (all.isEmpty()) {
            return refused(
                    null,
                    new Problem(
                            Mover.DECLARATION,
                            "no layout of %s is declared".formatted(register.text()),
                            where(register, file),
                            "a file in config/registers",
                            "put the canonical layout back, or write one"));
        }
        Opening opening = new Opening(register, all);
        Opened opened;
        try {
            opened = opening.open(file);
        } catch (Refused e) {
            seen.header = opening.nearest();
            return refused(null, problem(register, file, e));
        }
        try (opened) {
            seen.how = opened.how();
            seen.header = opened.fit().header();
            return rows(register, file, opened, sink);
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e.getCause());
        }
    }

    private FileReading rows(Register register, Path file, Opened opened, RowSink sink) throws IOException {
        Layout layout = opened.fit().layout();
        RowTally tally = new RowTally(register, codes);
        Days days = new Days(layout.excelSerials(), opened.table().countsFrom1904());
        CellReaders cells = new CellReaders(layout, codes, this::digest, key != null, days);
        Pseudonyms pseudonyms = register.isPersonal() && key != null ? key.pseudonyms() : null;
        RowReader reader = new RowReader(opened.fit(), opened.table().mayEndEarly(), cells, pseudonyms, tally, sink);
        Problem refusal = null;
        try {
            Cells row = new Cells();
            while (opened.table().next(row)) {
                reader.take(row);
            }
            if (tally.takenRows() + tally.rejectedRows() == 0) {
                throw new Refused("the file has a header and no rows", "rows", "ask for the extract again");
            }
        } catch (Refused e) {
            refusal = problem(register, file, e);
        }
        return reading(opened.fit(), tally, cells.labels(), refusal);
    }

    private KeyedDigest digest() {
        return key == null ? new KeyedDigest(Salt.key(salt)) : key.digest();
    }

    private static FileReading reading(
            Header.Fit fit, RowTally tally, Map<String, List<String>> labels, @Nullable Problem refusal) {
        Layout layout = fit.layout();
        List<String> warnings = new ArrayList<>(tally.warnings());
        if (!fit.unread().isEmpty()) {
            warnings.add("columns that are not read: " + LayoutChoice.shown(fit.unread()));
        }
        return new FileReading(
                layout.name(),
                layout.delta(),
                layout.key(),
                layout.coversFrom(),
                layout.shrinkTolerance(),
                layout.rejectTolerance(),
                tally.takenRows(),
                tally.rejectedRows(),
                tally.skippedRows(),
                tally.earliest(),
                labels,
                warnings,
                refusal);
    }

    private static FileReading refused(@Nullable String layout, Problem problem) {
        return new FileReading(
                layout,
                false,
                List.of(),
                null,
                Layouts.SHRINK_TOLERANCE,
                Layouts.REJECT_TOLERANCE,
                0,
                0,
                0,
                null,
                Map.of(),
                List.of(),
                problem);
    }

    private static Problem problem(Register register, Path file, Refused e) {
        return new Problem(Mover.INPUT, e.what(), where(register, file), e.expected(), e.next());
    }

    private static String where(Register register, Path file) {
        return register.text() + "/" + Masked.text(String.valueOf(file.getFileName()));
    }

    /** Why a file can or cannot be taken; reads all of it and keeps nothing. */
    public Explanation explain(Register register, Path file) throws IOException {
        List<Rejection> first = new ArrayList<>();
        Seen seen = new Seen();
        FileReading reading = read(
                register,
                file,
                new RowSink() {
                    @Override
                    public void row(long personHigh, long personLow, long[] values) {}

                    @Override
                    public void rejected(Rejection rejection) {
                        if (first.size() < FIRST_REJECTIONS) {
                            first.add(rejection);
                        }
                    }
                },
                seen);
        Header header = seen.header;
        List<Explanation.Fit> fits = header == null
                ? List.of()
                : layouts.of(register).stream()
                        .map(header::fit)
                        .map(fit -> new Explanation.Fit(fit.layout().name(), fit.known(), fit.missing()))
                        .toList();
        List<String> columns = header == null
                ? List.of()
                : header.names().stream()
                        .filter(name -> !name.isBlank())
                        .map(Words::shown)
                        .toList();
        return new Explanation(seen.how, columns, fits, reading, first);
    }

    /**
     * Tells whether a file that was refused may now be taken: 64 hexadecimal digits that change with the register's
     * layouts, the code lists it uses or the key.
     */
    public String stamp(Register register) {
        StringBuilder all = new StringBuilder(key == null ? "no key" : key.fingerprint());
        layouts.of(register).forEach(layout -> all.append('\n').append(layout.digest()));
        for (Column column : register.columns()) {
            if (column.codelist() != null) {
                codes.list(column.codelist())
                        .codes()
                        .forEach(code -> all.append('\n')
                                .append(code.label())
                                .append(' ')
                                .append(code.validFrom())
                                .append(' ')
                                .append(code.validTo()));
            }
        }
        return Layouts.sha256(all.toString());
    }
}
