package dk.maaltal.staging;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dk.maaltal.problem.Problem;
import dk.maaltal.source.Answer;
import dk.maaltal.source.Outcome;
import dk.maaltal.source.cvr.UnitReading;
import dk.maaltal.source.jobindsats.Reading;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One line of the journal. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = JournalEntry.Received.class, name = "answer"),
    @JsonSubTypes.Type(value = JournalEntry.Judged.class, name = "judged"),
    @JsonSubTypes.Type(value = JournalEntry.CatalogueAccepted.class, name = "catalogue"),
    @JsonSubTypes.Type(value = JournalEntry.TableRead.class, name = "reading"),
    @JsonSubTypes.Type(value = JournalEntry.RegisterTaken.class, name = "register"),
    @JsonSubTypes.Type(value = JournalEntry.RegisterRefused.class, name = "register-refused"),
    @JsonSubTypes.Type(value = JournalEntry.OriginalsForgotten.class, name = "forgotten"),
    @JsonSubTypes.Type(value = JournalEntry.UnitsRead.class, name = "units")
})
sealed interface JournalEntry {
    /**
     * The bytes of an answer are kept.
     *
     * @param origin where a bundled archive says its figures are from ({@code synthetic: seed 2024}); null for every
     *     answer that came from the source itself
     */
    record Received(
            Answer answer,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String origin) implements JournalEntry {}

    /** How an answer was judged when it was read. */
    record Judged(String sha256, String request, Outcome outcome, long rows, String detail) implements JournalEntry {}

    /** An answer became the catalogue, known from then on. */
    record CatalogueAccepted(Answer answer, Instant knownFrom) implements JournalEntry {}

    /**
     * A table was read in whole; whether it is taken is decided when the entry is applied.
     *
     * @param shrinkAccepted true when an operator had said that the table may shrink; else null
     */
    record TableRead(
            Reading reading,
            Instant knownFrom,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Boolean shrinkAccepted)
            implements JournalEntry {
        boolean mayShrink() {
            return Boolean.TRUE.equals(shrinkAccepted);
        }
    }

    /**
     * A file as it was dropped.
     *
     * @param name with whatever looks like a CPR number masked
     * @param origin where a demo says its figures are from; null for every file that was dropped by people
     */
    record DroppedFile(
            String register,
            String name,
            String sha256,
            long bytes,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String origin) {}

    /**
     * A file became a generation, known as of its extract date.
     *
     * @param manifestSha256 of the folder's {@code generation.json}, which says the rest
     */
    record RegisterTaken(
            DroppedFile file, LocalDate extractDate, String folder, String manifestSha256, Instant knownFrom)
            implements JournalEntry {}

    /**
     * A file was refused as a whole.
     *
     * @param extractDate null when its name has none
     * @param decidedBy changes when the same file might be taken
     * @param rejectionsSha256 under which its rejections are kept, or null when it was not read
     */
    record RegisterRefused(
            DroppedFile file,
            @Nullable LocalDate extractDate,
            Outcome outcome,
            Problem problem,
            String decidedBy,
            long taken,
            long rejected,
            @Nullable String rejectionsSha256,
            Instant at)
            implements JournalEntry {}

    /**
     * Dropped files were removed, for their days were over.
     *
     * @param files {@code archive/forloeb/<masked name>}
     */
    record OriginalsForgotten(List<String> files, Instant at) implements JournalEntry {
        public OriginalsForgotten {
            files = List.copyOf(files);
        }
    }

    /**
     * CVR's workplaces were read in whole; whether they are taken is decided when the entry is applied.
     *
     * @param shrinkAccepted see {@link TableRead}
     * @param lookedUp the extracts whose P-numbers were asked for; lines from before it was noted have none
     */
    record UnitsRead(
            UnitReading reading,
            Instant knownFrom,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Boolean shrinkAccepted,

            List<Extract> lookedUp)
            implements JournalEntry {
        public UnitsRead(
                UnitReading reading,
                Instant knownFrom,
                @Nullable Boolean shrinkAccepted,
                @Nullable List<Extract> lookedUp) {
            this.reading = reading;
            this.knownFrom = knownFrom;
            this.shrinkAccepted = shrinkAccepted;
            this.lookedUp = lookedUp == null ? List.of() : List.copyOf(lookedUp);
        }

        boolean mayShrink() {
            return Boolean.TRUE.equals(shrinkAccepted);
        }

        /** The pages, then the look-ups. */
        List<Answer> answers() {
            return Stream.concat(reading.pages().stream(), reading.lookups().stream())
                    .toList();
        }
    }
}
