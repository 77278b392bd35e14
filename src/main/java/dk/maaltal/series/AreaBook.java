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

    /** One book of the areas and labels of several. */
    public static AreaBook merged(List<AreaBook> books) {
        AreaBook merged = new AreaBook(List.of(), Map.of());
        books.forEach(book -> {
            merged.byCode.putAll(book.byCode);
            merged.byLabel.putAll(book.byLabel);
        });
        return merged;
    }

    /** Everything it knows, in lines that {@link #read} understands; equal books have equal texts. */
    public String text() {
        StringBuilder text = new StringBuilder();
        byCode.values().forEach(area -> line(text, "area", area.code(), area.name()));
        new TreeMap<>(byLabel).forEach((label, area) -> line(text, "label", area.code(), label));
        return text.toString();
    }

    private static void line(StringBuilder text, String kind, String code, String words) {
        text.append(kind).append(' ').append(code).append(' ').append(words).append('\n');
    }

    /**
     * The book of a {@link #text()}.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static AreaBook read(String text) {
        AreaBook book = new AreaBook(List.of(), Map.of());
        text.lines().forEach(line -> {
            String[] part = line.split(" ", 3);
            if (part.length == 3 && part[0].equals("area")) {
                book.byCode.put(part[1], new Area(part[1], part[2]));
            } else if (part.length == 3 && part[0].equals("label")) {
                book.byLabel.put(part[2], book.get(part[1]));
            } else {
                throw new IllegalArgumentException("no line of an area book: " + line);
            }
        });
        return book;
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
