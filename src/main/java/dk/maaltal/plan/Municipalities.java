package dk.maaltal.plan;

import dk.maaltal.declaration.Node.Entry;
import dk.maaltal.declaration.Section;
import dk.maaltal.series.Area;
import dk.maaltal.series.Labels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads the code list of municipalities: code and bare name, as the sources write it. */
final class Municipalities {
    private static final Pattern CODE = Pattern.compile("[1-8]\\d\\d");

    private Municipalities() {}

    static List<Area> read(Section file) {
        List<Area> areas = new ArrayList<>();
        Map<String, Integer> names = new HashMap<>();
        file.section("municipalities").ifPresent(section -> {
            for (Entry entry : section.entries()) {
                String name = section.text(entry.key());
                if (!CODE.matcher(entry.key()).matches()) {
                    section.wrong(entry.key(), "'%s' is no municipality code".formatted(entry.key()), "three digits");
                } else if (!name.isEmpty()) {
                    Integer first = names.putIfAbsent(Labels.normal(name), entry.line());
                    if (first == null) {
                        areas.add(new Area(entry.key(), name));
                    } else {
                        section.wrong(
                                entry.key(), "'%s' stands twice; first in line %d".formatted(name, first), "each once");
                    }
                }
            }
        });
        file.done();
        return List.copyOf(areas);
    }
}
