package dk.maaltal.source.jobindsats;

import dk.maaltal.source.Answer;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A complete reading of one table: its metadata and the whole history of what the plan needs, in parts.
 *
 * @param tableId lower case
 * @param updateLatest the catalogue's word for when the table was last updated, or null when it does not say
 * @param updateNext the announced next update, or null
 * @param wanted digest of what was asked for; another plan asks for something else and reads anew
 * @param metadata the answer of {@code /table/<id>}
 * @param parts the answers of {@code /data/<id>}; empty when nothing the plan needs is in the table
 */
public record Reading(
        String tableId,
        @Nullable LocalDate updateLatest,
        @Nullable LocalDate updateNext,
        String wanted,
        Answer metadata,
        List<Answer> parts) {
    public Reading {
        parts = List.copyOf(parts);
    }
}
