package dk.maaltal.source.jobindsats;

import dk.maaltal.problem.Problem;
import dk.maaltal.series.SeriesSelector;
import dk.maaltal.source.Answer;
import dk.maaltal.source.Outcome;
import dk.maaltal.source.PatientReader;
import dk.maaltal.source.PatientReader.Asked;
import dk.maaltal.source.UnreadableAnswer;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Fetches the whole history of what a plan wants from one table. May be used by several threads. */
public final class TableFetcher {
    private final JobindsatsReader reader;
    private final int maxCells;

    TableFetcher(JobindsatsReader reader, int maxCells) {
        this.reader = reader;
        this.maxCells = maxCells;
    }

    /**
     * A digest of what a table is wanted for: as long as it and the table's update stay, nothing needs to be fetched.
     */
    public static String wanted(List<SeriesSelector> wants) {
        String text = wants.stream()
                .map(s -> "%s %s %s %s".formatted(s.frequency(), s.areas(), s.measure(), s.members()))
                .distinct()
                .sorted()
                .collect(Collectors.joining("\n"));
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Asks for the table's metadata, then for its data in parts. Every answer is kept, and every part is read through
     * once, so that what is complete can be taken.
     *
     * @param wants the series of this table; what does not resolve is named in the notes and not asked for
     * @throws dk.maaltal.problem.ProblemException when an answer cannot be kept, or the run is told to stop
     */
    public TableFetch fetch(CatalogueTable table, List<SeriesSelector> wants) {
        Duration deadline = reader.deadline();
        String where = "jobindsats, table " + table.id();
        Asked<TableMetadata> metadata = reader.ask(
                "/table/%s?format=json".formatted(table.id()),
                where,
                deadline,
                body -> metadata(body, table.id(), wants));
        if (metadata instanceof Asked.GivenUp<TableMetadata> failed) {
            return new TableFetch.Failed(failed.outcome(), failed.problem());
        }
        Asked.Got<TableMetadata> got = (Asked.Got<TableMetadata>) metadata;
        Set<Problem> notes = new LinkedHashSet<>();
        got.value().unreadable().values().forEach(what -> notes.add(note(where, what + ": left out")));
        Map<SeriesSelector, ResolvedSeries> resolved = resolve(wants, got.value(), where, notes);
        List<Answer> parts = new ArrayList<>();
        TableFetch.Failed failed = fetchParts(got.value(), resolved, where, deadline, parts, notes);
        if (failed != null) {
            return failed;
        }
        return new TableFetch.Complete(
                new Reading(table.id(), table.updateLatest(), table.updateNext(), wanted(wants), got.answer(), parts),
                List.copyOf(notes));
    }

    /** A kind of period that cannot be read is a failure only where the plan wants it. */
    private static TableMetadata metadata(InputStream body, String tableId, List<SeriesSelector> wants)
            throws UnreadableAnswer {
        TableMetadata metadata = TableMetadata.read(body, tableId);
        for (SeriesSelector selector : wants) {
            String what = metadata.unreadable().get(selector.frequency());
            if (what != null) {
                throw UnreadableAnswer.mismatch("", what, "a period id of type " + selector.frequency());
            }
        }
        return metadata;
    }

    private static Map<SeriesSelector, ResolvedSeries> resolve(
            List<SeriesSelector> wants, TableMetadata metadata, String where, Set<Problem> notes) {
        Map<SeriesSelector, ResolvedSeries> resolved = new LinkedHashMap<>();
        for (SeriesSelector selector : wants) {
            Resolution<ResolvedSeries> resolution = SeriesResolver.resolve(selector, metadata);
            if (resolution instanceof Resolution.Found<ResolvedSeries> found) {
                resolved.put(selector, found.value());
                found.notes().forEach(note -> notes.add(note(where, note)));
            } else if (resolution instanceof Resolution.NotFound<ResolvedSeries> missing && !selector.optional()) {
                notes.add(missing.problem());
            }
        }
        return resolved;
    }

    private TableFetch.@Nullable Failed fetchParts(
            TableMetadata metadata,
            Map<SeriesSelector, ResolvedSeries> resolved,
            String where,
            Duration deadline,
            List<Answer> parts,
            Set<Problem> notes) {
        Set<String> needed =
                resolved.values().stream().map(ResolvedSeries::measureKey).collect(Collectors.toSet());
        Deque<DataRequest> open = new ArrayDeque<>(RequestPlan.of(metadata, resolved, maxCells));
        while (!open.isEmpty()) {
            DataRequest request = open.pop();
            Asked<DataBody.Summary> asked =
                    reader.ask(request.pathAndQuery(), where, deadline, new Check(metadata, request, needed));
            if (asked instanceof Asked.Got<DataBody.Summary> got) {
                parts.add(got.answer());
                got.value().notes().forEach(note -> notes.add(note(where, note)));
                continue;
            }
            Asked.GivenUp<DataBody.Summary> failed = (Asked.GivenUp<DataBody.Summary>) asked;
            long smaller = RequestPlan.cells(request, metadata) / 2;
            if (failed.outcome() != Outcome.TOO_LARGE
                    || RequestPlan.split(request, metadata, smaller).size() == 1) {
                return new TableFetch.Failed(failed.outcome(), failed.problem());
            }
            open.push(request);
            open = open.stream()
                    .flatMap(r -> RequestPlan.split(r, metadata, smaller).stream())
                    .collect(Collectors.toCollection(ArrayDeque::new));
        }
        return null;
    }

    private static Problem note(String where, String note) {
        return Problem.upstream(where, note, "", "");
    }

    /** Reads a part through to its end and takes nothing; a part that lacks a wanted column is no use. */
    private record Check(TableMetadata metadata, DataRequest request, Set<String> needed)
            implements PatientReader.Reader<DataBody.Summary> {
        @Override
        public DataBody.Summary read(InputStream body) throws UnreadableAnswer {
            Set<String> lacking = new HashSet<>(needed);
            DataBody.Summary summary = DataBody.read(body, metadata, request, new ColumnCheck(lacking));
            if (!lacking.isEmpty()) {
                throw UnreadableAnswer.mismatch(
                        "",
                        "the columns of %s cannot be told from others"
                                .formatted(lacking.stream().sorted().toList()),
                        "a label of its own for each");
            }
            return summary;
        }

        @Override
        public long rows(DataBody.Summary read) {
            return read.rows();
        }
    }
}
