package dk.maaltal.report.export;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads TMDL by its indentation, knowing nothing of what wrote it. */
final class TmdlReader {
    /**
     * An object with what stands deeper than it.
     *
     * @param type {@code table}, {@code column}, …
     * @param name without quotes
     * @param expression what stands after {@code =}, on its line or deeper; empty when nothing does
     */
    record Node(
            String type,
            String name,
            String description,
            String expression,
            Map<String, String> properties,
            List<Node> children) {
        List<Node> all(String wanted) {
            return children.stream()
                    .filter(child -> child.type().equals(wanted))
                    .toList();
        }

        String property(String name) {
            return properties.getOrDefault(name, "");
        }
    }

    private static final List<String> OBJECTS = List.of(
            "table",
            "column",
            "measure",
            "partition",
            "relationship",
            "model",
            "database",
            "expression",
            "annotation",
            "ref",
            "cultureInfo");

    private final List<String> lines;
    private int at;

    private TmdlReader(List<String> lines) {
        this.lines = lines;
    }

    static List<Node> read(String text) {
        return new TmdlReader(text.lines().toList()).nodes(0);
    }

    private static int depth(String line) {
        int depth = 0;
        while (depth < line.length() && line.charAt(depth) == '\t') {
            depth++;
        }
        if (depth < line.length() && line.charAt(depth) == ' ') {
            throw new IllegalArgumentException("depth by blanks: " + line);
        }
        return depth;
    }

    private List<Node> nodes(int depth) {
        List<Node> nodes = new ArrayList<>();
        StringBuilder description = new StringBuilder();
        while (at < lines.size()) {
            String line = lines.get(at);
            if (line.isBlank()) {
                at++;
            } else if (depth(line) < depth) {
                break;
            } else if (depth(line) > depth) {
                throw new IllegalArgumentException("too deep: " + line);
            } else if (line.strip().startsWith("///")) {
                description.append(line.strip().substring(3).strip());
                at++;
            } else {
                nodes.add(node(depth, description.toString()));
                description.setLength(0);
            }
        }
        return nodes;
    }

    private Node node(int depth, String description) {
        String line = lines.get(at++).strip();
        String type = line.split("[ :=]", 2)[0];
        if (!OBJECTS.contains(type)) {
            throw new IllegalArgumentException("no object of TMDL: " + line);
        }
        String rest = line.substring(type.length()).strip();
        String name = rest;
        String expression = "";
        int is = equals(rest);
        if (is >= 0) {
            name = rest.substring(0, is).strip();
            expression = rest.substring(is + 1).strip();
            if (expression.isEmpty()) {
                expression = deeper(depth + 2);
            }
        }
        Map<String, String> properties = new LinkedHashMap<>();
        List<Node> children = new ArrayList<>();
        while (at < lines.size()) {
            String next = lines.get(at);
            if (next.isBlank()) {
                at++;
            } else if (depth(next) != depth + 1) {
                break;
            } else if (next.strip().startsWith("///") || isObject(next.strip())) {
                children.addAll(nodes(depth + 1));
            } else {
                property(next.strip(), depth + 1, properties);
            }
        }
        return new Node(
                type, name.replaceAll("^'|'$", "").replace("''", "'"), description, expression, properties, children);
    }

    private void property(String line, int depth, Map<String, String> properties) {
        at++;
        if (line.matches("\\w+ =")) {
            properties.put(line.split(" ")[0], deeper(depth + 1));
            return;
        }
        int colon = line.indexOf(':');
        String before = properties.put(
                colon < 0 ? line : line.substring(0, colon),
                colon < 0 ? "true" : line.substring(colon + 1).strip());
        if (before != null) {
            throw new IllegalArgumentException("stands twice: " + line);
        }
    }

    private static boolean isObject(String line) {
        return OBJECTS.contains(line.split("[ :=]", 2)[0]) && line.contains(" ");
    }

    private String deeper(int depth) {
        StringBuilder text = new StringBuilder();
        while (at < lines.size()
                && (lines.get(at).isBlank() || depth(lines.get(at).replaceAll("^(\\t+) +", "$1")) >= depth)) {
            text.append(lines.get(at++).strip()).append('\n');
        }
        return text.toString().strip();
    }

    /** The first equals sign outside quotes. */
    private static int equals(String text) {
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\'') {
                quoted = !quoted;
            } else if (text.charAt(i) == '=' && !quoted) {
                return i;
            }
        }
        return -1;
    }
}
