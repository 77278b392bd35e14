package dk.maaltal.source.jobindsats;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What the catalogue says of one table.
 *
 * @param id lower case
 * @param name its title
 * @param subject the first subject it stands under
 * @param updateFrequency the source's own letter, as written; empty when it does not say
 * @param updateLatest when it was last updated, or null when the catalogue does not say
 * @param updateNext the announced next update, or null
 */
public record CatalogueTable(
        String id,
        String name,
        String subject,
        String updateFrequency,
        @Nullable LocalDate updateLatest,
        @Nullable LocalDate updateNext) {}
