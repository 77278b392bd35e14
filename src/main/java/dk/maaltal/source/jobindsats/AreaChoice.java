package dk.maaltal.source.jobindsats;

import dk.maaltal.series.AreaKind;
import dk.maaltal.series.Labels;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which hierarchies a table's areas are asked by.
 *
 * @param areas the municipalities or jobcentres
 * @param country where the country stands when it is not in {@code areas}; null when it is, or is nowhere
 */
record AreaChoice(Hierarchy areas, @Nullable Hierarchy country) {
    static final String MUNICIPALITIES = "_nykom";
    private static final String WHOLE_COUNTRY = "_hele_landet";
    private static final String COUNTRY_LABEL = "Hele landet";
    private static final int MANY = 50;

    /** Not every table has every hierarchy, so the choice is made from the table's own metadata. */
    static Optional<AreaChoice> of(AreaKind kind, TableMetadata metadata) {
        List<Hierarchy> offered = metadata.areaHierarchies();
        Optional<Hierarchy> areas = switch (kind) {
            case MUNICIPALITY -> municipalities(offered);
            case JOBCENTRE -> jobcentres(offered).or(() -> municipalities(offered));
        };
        return areas.map(h -> new AreaChoice(h, country(h, offered)));
    }

    private static Optional<Hierarchy> municipalities(List<Hierarchy> offered) {
        return offered.stream()
                .filter(h -> h.id().equalsIgnoreCase(MUNICIPALITIES))
                .findFirst()
                .or(() -> offered.stream()
                        .filter(h -> h.values().size() >= MANY
                                && h.ofLabel(COUNTRY_LABEL).isPresent())
                        .findFirst());
    }

    private static Optional<Hierarchy> jobcentres(List<Hierarchy> offered) {
        return offered.stream()
                .filter(h -> Labels.normal(h.id() + " " + h.name()).contains("jobcent"))
                .findFirst();
    }

    private static @Nullable Hierarchy country(Hierarchy areas, List<Hierarchy> offered) {
        if (areas.ofLabel(COUNTRY_LABEL).isPresent()) {
            return null;
        }
        return offered.stream()
                .filter(h -> h.id().equalsIgnoreCase(WHOLE_COUNTRY))
                .filter(h -> h.total().isPresent())
                .findFirst()
                .orElse(null);
    }
}
