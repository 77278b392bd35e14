package dk.maaltal.declaration;

import dk.maaltal.declaration.Node.Entry;
import dk.maaltal.declaration.Node.Items;
import dk.maaltal.declaration.Node.Kind;
import dk.maaltal.declaration.Node.Mapping;
import dk.maaltal.declaration.Node.Scalar;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLParser;

/** Reads one YAML file into {@link Node}s with lines; what is not plain YAML is a finding. */
public final class YamlFile {
    private static final YAMLMapper YAML = YAMLMapper.builder().build();

    private final JsonParser parser;
    private final Findings findings;

    private YamlFile(JsonParser parser, Findings findings) {
        this.parser = parser;
        this.findings = findings;
    }

    /** The file's keys, or empty when there are none to read: then at least one finding says why. */
    public static Optional<Section> read(Path path, Findings findings) {
        String text;
        try {
            text = Files.readString(path);
        } catch (CharacterCodingException e) {
            findings.add(1, "the file is not UTF-8", "UTF-8", "save it as UTF-8");
            return Optional.empty();
        } catch (IOException e) {
            findings.add(1, "the file cannot be read", "a readable file", "check that it exists and its rights");
            return Optional.empty();
        }
        return of(text, findings);
    }

    /** The same of a file whose text is at hand. */
    public static Optional<Section> of(String text, Findings findings) {
        return parse(text, findings).map(mapping -> new Section(mapping, findings));
    }

    static Optional<Mapping> parse(String text, Findings findings) {
        Integer tab = firstTab(text);
        if (tab != null) {
            findings.add(tab, "the line is indented with a tab", "spaces", "replace the tab by spaces");
            return Optional.empty();
        }
        try (JsonParser parser = YAML.createParser(text)) {
            return new YamlFile(parser, findings).document();
        } catch (JacksonException e) {
            findings.add(line(e), "this is not YAML: " + firstLine(e.getOriginalMessage()), "valid YAML");
            return Optional.empty();
        }
    }

    private Optional<Mapping> document() {
        if (parser.nextToken() == null || parser.currentToken() == JsonToken.VALUE_NULL) {
            findings.add(1, "the file is empty", "keys and values");
            return Optional.empty();
        }
        Node root = node();
        if (parser.nextToken() != null) {
            findings.add(line(), "a second document begins here", "one document a file");
        }
        if (root instanceof Mapping mapping) {
            return Optional.of(mapping);
        }
        findings.add(root.line(), "the file holds " + root.described(), "keys and values");
        return Optional.empty();
    }

    private Node node() {
        int line = line();
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> mapping(line);
            case START_ARRAY -> items(line);
            default -> scalar(line, token);
        };
    }

    private Mapping mapping(int line) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = parser.currentName();
            int keyLine = line();
            parser.nextToken();
            Entry first = entries.get(key);
            Node value = node();
            if (first == null) {
                entries.put(key, new Entry(key, keyLine, value));
            } else {
                findings.add(
                        keyLine,
                        "'%s' stands twice; first in line %d".formatted(key, first.line()),
                        "each key once",
                        "remove one of them");
            }
        }
        return new Mapping(line, List.copyOf(entries.values()));
    }

    private Items items(int line) {
        List<Node> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(node());
        }
        return new Items(line, items);
    }

    private Scalar scalar(int line, JsonToken token) {
        if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
            findings.add(line, "an alias (*%s) is used".formatted(parser.getString()), "the value itself");
        }
        return switch (token) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Scalar(line, parser.getString(), Kind.NUMBER);
            case VALUE_TRUE, VALUE_FALSE -> new Scalar(line, parser.getString(), Kind.FLAG);
            case VALUE_NULL -> new Scalar(line, "", Kind.NONE);
            default -> new Scalar(line, parser.getString(), Kind.TEXT);
        };
    }

    private int line() {
        return parser.currentTokenLocation().getLineNr();
    }

    private static int line(JacksonException e) {
        return e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
    }

    private static String firstLine(@Nullable String message) {
        return message == null ? "" : message.lines().findFirst().orElse("").strip();
    }

    private static @Nullable Integer firstTab(String text) {
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            int indent = line.length() - line.stripLeading().length();
            if (line.substring(0, indent).contains("\t") && !line.isBlank()) {
                return i + 1;
            }
        }
        return null;
    }
}
