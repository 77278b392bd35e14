package dk.maaltal.series;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The areas Måltal keeps, and how a source's label finds its area. Jobcentre labels ({@code Jobcenter Norddjurs}) find
 * the municipality of that name; the labels a plan gives for its own jobcentre go first.
 */
public final class AreaBook {
    private final SortedMap<String, Area> byCode = new TreeMap<>();
    private final Map<String, Area> byLabel = new HashMap<>();

    /**
     * @param areas all municipalities; {@link Area#DK} is added
     * @param aliases further labels of an area, by code: {@code 707 -> [Jobcenter Norddjurs]}
     * @throws IllegalArgumentException when a code or a label stands for two areas
     */
    public AreaBook(List<Area> areas, Map<String, List<String>> aliases) {
        add(Area.DK);
        areas.forEach(this::add);
        aliases.forEach((code, labels) -> labels.forEach(label -> alias(get(code), label)));
    }

    private void alias(Area area, String label) {
        Area other = byLabel.put(Labels.normal(label), area);
        if (other != null && !other.equals(area)) {
            throw new IllegalArgumentException("label '%s' stands for %s and %s".formatted(label, other, area));
        }
    }

    private void add(Area area) {
        if (byCode.put(area.code(), area) != null || byLabel.put(Labels.normal(area.name()), area) != null) {
            throw new IllegalArgumentException("area %s stands twice".formatted(area));
        }
    }

    private Area get(String code) {
        return find(code).orElseThrow(() -> new IllegalArgumentException("no area has code " + code));
    }

    /** The area of a code. */
    public Optional<Area> find(String code) {
        return Optional.ofNullable(byCode.get(code));
    }

    /** The area a source's label means, or empty for one we do not keep ({@code Uoplyst område}, regions). */
    public Optional<Area> ofLabel(String label) {
        String normal = Labels.normal(label);
        Area area = byLabel.get(normal);
        if (area == null && normal.startsWith("jobcenter ")) {
            area = byLabel.get(normal.substring("jobcenter ".length()));
        }
        return Optional.ofNullable(area);
    }

    /** All areas in code order, the country last ({@code DK} sorts after digits). */
    public List<Area> all() {
        return List.copyOf(byCode.values());
    }
}
