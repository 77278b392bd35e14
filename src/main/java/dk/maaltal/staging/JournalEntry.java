package dk.maaltal.staging;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dk.maaltal.source.Answer;
import dk.maaltal.source.Outcome;
import dk.maaltal.source.cvr.UnitReading;
import dk.maaltal.source.jobindsats.Reading;
import java.time.Instant;
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
     * CVR's workplaces were read in whole; whether they are taken is decided when the entry is applied.
     *
     * @param shrinkAccepted see {@link TableRead}
     */
    record UnitsRead(
            UnitReading reading,
            Instant knownFrom,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Boolean shrinkAccepted)
            implements JournalEntry {
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
