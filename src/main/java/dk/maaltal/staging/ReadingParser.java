package dk.maaltal.staging;

import dk.maaltal.problem.ProblemException;
import dk.maaltal.source.Answer;
import dk.maaltal.source.Outcome;
import dk.maaltal.source.UnreadableAnswer;
import dk.maaltal.source.jobindsats.DataBody;
import dk.maaltal.source.jobindsats.DataRequest;
import dk.maaltal.source.jobindsats.Reading;
import dk.maaltal.source.jobindsats.TableMetadata;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the kept answers of one reading, group by group, one group ahead of whoever stores them: the database and the
 * parser then work at the same time, and never more than two groups are in memory.
 */
final class ReadingParser implements AutoCloseable {
    private final DeliveryStore store;
    private final Reading reading;
    private final TableMetadata metadata;
    private final List<DataRequest> requests;
    private final List<PartGroups> groups;
    private final TreeSet<String> notes = new TreeSet<>();
    private final ExecutorService ahead = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "read-ahead");
        thread.setDaemon(true);
        return thread;
    });

    private @Nullable Supplier<CellCollector> collectors;
    private @Nullable Future<CellCollector.Settled> next;
    private int submitted;
    private int handedOut;

    /** @throws Refusal when the metadata cannot be read */
    ReadingParser(DeliveryStore store, Reading reading) {
        this.store = store;
        this.reading = reading;
        this.metadata = metadata(store, reading.metadata().sha256(), reading.tableId());
        this.requests = reading.parts().stream()
                .map(Answer::request)
                .map(DataRequest::parse)
                .toList();
        refuseUnknownHierarchies();
        this.groups = PartGroups.of(requests);
    }

    /** Metadata and parts that do not belong together must not stop the journal for ever. */
    private void refuseUnknownHierarchies() {
        for (DataRequest request : requests) {
            Stream.concat(Stream.of(request.areaHierarchy()), request.members().keySet().stream())
                    .filter(hierarchy -> metadata.hierarchy(hierarchy).isEmpty())
                    .findFirst()
                    .ifPresent(hierarchy -> {
                        throw Refusal.of(
                                Outcome.MISMATCH,
                                reading.tableId(),
                                "a part was asked by %s, which the metadata read with it does not have"
                                        .formatted(hierarchy),
                                "hierarchies of the table's metadata");
                    });
        }
    }

    static TableMetadata metadata(DeliveryStore store, String sha256, String tableId) {
        try (InputStream body = store.open(sha256)) {
            return TableMetadata.read(body, tableId);
        } catch (UnreadableAnswer e) {
            throw new Refusal(e.outcome(), e.problem());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TableMetadata metadata() {
        return metadata;
    }

    List<DataRequest> requests() {
        return requests;
    }

    List<PartGroups> groups() {
        return groups;
    }

    /** What was worth knowing of the bodies read so far. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    /** Begins to read; what the suppliers give takes the rows of one group each. */
    void start(Supplier<CellCollector> aSupplier) {
        collectors = aSupplier;
        submit();
    }

    private void submit() {
        Supplier<CellCollector> supplier = java.util.Objects.requireNonNull(collectors);
        if (submitted < groups.size()) {
            PartGroups group = groups.get(submitted++);
            next = ahead.submit(() -> parse(group, supplier.get()));
        }
    }

    /** The cells of the next group in order, or empty after the last. */
    Optional<CellCollector.Settled> next() {
        Future<CellCollector.Settled> waited = next;
        if (waited == null || handedOut == groups.size()) {
            return Optional.empty();
        }
        try {
            CellCollector.Settled settled = waited.get();
            handedOut++;
            submit();
            return Optional.of(settled);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading table " + reading.tableId(), e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Refusal refusal) {
                throw refusal;
            }
            if (e.getCause() instanceof ProblemException problem) {
                throw problem;
            }
            throw new IllegalStateException("table " + reading.tableId(), e.getCause());
        }
    }

    private CellCollector.Settled parse(PartGroups group, CellCollector collector) throws IOException {
        long rows = 0;
        for (int part : group.parts()) {
            collector.begin(part);
            try (InputStream body = store.open(reading.parts().get(part).sha256())) {
                DataBody.Summary summary = DataBody.read(body, metadata, requests.get(part), collector);
                rows += summary.rows();
                synchronized (notes) {
                    notes.addAll(summary.notes());
                }
            } catch (UnreadableAnswer e) {
                throw new Refusal(e.outcome(), e.problem());
            }
        }
        return collector.settle(rows);
    }

    @Override
    public void close() {
        ahead.shutdownNow();
    }
}
