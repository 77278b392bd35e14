package dk.maaltal.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A document or a section of one. */
record Page(Path file, List<String> lines) {
    private static final Pattern HEADING = Pattern.compile("(#+) (.*)");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");

    /** @param file relative to the project */
    static Page of(String file) {
        return of(Path.of(file));
    }

    static Page of(Path file) {
        try {
            return new Page(file, Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every document of the project. */
    static List<Page> all() {
        try (Stream<Path> root = Files.list(Path.of(""));
                Stream<Path> docs = Files.walk(Path.of("docs"))) {
            return Stream.concat(root, docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .map(Page::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From the heading to the next of its level or above; no lines when there is no such heading. */
    Page section(String heading) {
        List<String> inside = new ArrayList<>();
        int level = 0;
        boolean code = false;
        for (String line : lines) {
            code ^= line.startsWith("```");
            Matcher matcher = HEADING.matcher(line);
            if (!code && matcher.matches()) {
                if (level > 0 && matcher.group(1).length() <= level) {
                    break;
                }
                if (matcher.group(2).equals(heading)) {
                    level = matcher.group(1).length();
                }
            }
            if (level > 0) {
                inside.add(line);
            }
        }
        return new Page(file, inside);
    }

    /** Headings of a level, outside code. */
    List<String> headings() {
        return prose().map(HEADING::matcher)
                .filter(Matcher::matches)
                .map(m -> m.group(2))
                .toList();
    }

    /** The cells of every table's rows, without heads; text between backticks bare. */
    List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        List<String> prose = prose().toList();
        for (int i = 0; i < prose.size(); i++) {
            boolean head = i + 1 < prose.size() && prose.get(i + 1).startsWith("| ---");
            if (prose.get(i).startsWith("| ") && !prose.get(i).startsWith("| ---") && !head) {
                String line = prose.get(i).replaceAll("^\\||\\|$", "");
                rows.add(Stream.of(line.split("\\|")).map(String::strip).toList());
            }
        }
        return rows;
    }

    /** What stands between backticks in the first column of the tables. */
    Set<String> keys() {
        Set<String> keys = new LinkedHashSet<>();
        for (List<String> row : rows()) {
            Matcher word = Pattern.compile("`([^`]+)`").matcher(row.get(0));
            while (word.find()) {
                keys.add(word.group(1));
            }
        }
        return keys;
    }

    /** Where its links go. */
    List<String> links() {
        return prose().flatMap(line -> LINK.matcher(line).results())
                .map(link -> link.group(1))
                .toList();
    }

    String text() {
        return String.join("\n", lines);
    }

    private Stream<String> prose() {
        List<String> prose = new ArrayList<>();
        boolean code = false;
        for (String line : lines) {
            boolean fence = line.startsWith("```");
            if (!fence && !code) {
                prose.add(line);
            }
            code ^= fence;
        }
        return prose.stream();
    }
}
