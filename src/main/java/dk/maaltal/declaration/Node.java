package dk.maaltal.declaration;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A YAML value that knows the line it starts on. */
public sealed interface Node {
    /** From 1. */
    int line();

    /** {@code null}, {@code ~} or nothing after the colon. */
    default boolean isNone() {
        return this instanceof Scalar scalar && scalar.kind() == Kind.NONE;
    }

    /** What a person would call it. */
    String described();

    record Entry(String key, int line, Node value) {}

    /** Keys in the order of the file; none twice. */
    record Mapping(int line, List<Entry> entries) implements Node {
        public Mapping {
            entries = List.copyOf(entries);
        }

        @Nullable
        Entry entry(String key) {
            return entries.stream().filter(e -> e.key().equals(key)).findFirst().orElse(null);
        }

        @Override
        public String described() {
            return "a group of keys";
        }
    }

    record Items(int line, List<Node> items) implements Node {
        public Items {
            items = List.copyOf(items);
        }

        @Override
        public String described() {
            return "a list";
        }
    }

    /** @param text as it stands in the file, so that {@code 6.10} is not {@code 6.1} */
    record Scalar(int line, String text, Kind kind) implements Node {
        @Override
        public String described() {
            return switch (kind) {
                case TEXT -> "the text '%s'".formatted(text);
                case NUMBER -> "the number %s".formatted(text);
                case FLAG -> text;
                case NONE -> "empty";
            };
        }
    }

    enum Kind {
        TEXT,
        NUMBER,
        FLAG,
        NONE
    }
}
