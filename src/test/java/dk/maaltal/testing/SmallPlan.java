package dk.maaltal.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** The shipped plan with some of its measures, and what its rows say. */
public final class SmallPlan {
    private static final Pattern LISTED = Pattern.compile("  - \"([0-9.]+)\"");
    private static final Pattern TABLE = Pattern.compile("(?m)^  (\\w+):\\n(?:    .*\\n)+");
    private static final Pattern JUDGED_FROM = Pattern.compile("\"judged_from\":\"([^\"]*)\"");

    private SmallPlan() {}

    /**
     * Copies it.
     *
     * @param folder where to
     * @param measures those it has
     * @return the plan's own folder
     */
    public static Path of(Path folder, Set<String> measures) throws IOException {
        for (String name : List.of("plans", "codelists")) {
            FileSystemUtils.copyRecursively(
                    Path.of("config", name), folder.resolve("config").resolve(name));
        }
        Path own = folder.resolve("config/plans/norddjurs-2024");
        Path file = own.resolve("plan.yml");
        Set<String> used = new HashSet<>();
        StringBuilder kept = new StringBuilder();
        for (String line : Files.readAllLines(file)) {
            Matcher listed = LISTED.matcher(line);
            Path measure = listed.matches() ? own.resolve("measures/" + listed.group(1) + ".yml") : own;
            if (!listed.matches()) {
                kept.append(line).append('\n');
            } else if (measures.contains(listed.group(1))) {
                kept.append(line).append('\n');
                Matcher tables = Pattern.compile("table: \\[?([\\w, ]+)").matcher(Files.readString(measure));
                tables.results().forEach(t -> used.addAll(List.of(t.group(1).split(", ", -1))));
            } else {
                Files.delete(measure);
            }
        }
        String text = kept.toString();
        String all =
                text.substring(text.indexOf("\ntables:\n") + 1, text.indexOf("\n\n", text.indexOf("\ntables:\n")) + 1);
        String tables = TABLE.matcher(all)
                .results()
                .filter(t -> used.contains(t.group(1)))
                .map(t -> t.group())
                .collect(Collectors.joining());
        text = text.replace(all, tables.isEmpty() ? "" : "tables:\n" + tables);
        Files.writeString(file, text);
        return own;
    }

    /** What a row's attributes say of the day from which it can be judged, or a dash. */
    public static String judgedFrom(@Nullable String attributes) {
        Matcher found = JUDGED_FROM.matcher(String.valueOf(attributes));
        return found.find() ? found.group(1) : "-";
    }
}
