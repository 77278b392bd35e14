package dk.maaltal.plan;

import dk.maaltal.declaration.Findings;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files of one plan, as they lie in a folder or as they were kept with what was published from them. A path is
 * relative to the plan's folder, with slashes: {@code measures/6.1.yml}, {@code ../../codelists/codes.yml}.
 */
abstract class PlanFiles {
    private final SortedMap<String, String> texts = new TreeMap<>();

    /** Those of a folder. */
    static PlanFiles in(Path folder) {
        return new OnDisk(folder);
    }

    /**
     * Kept ones; nothing on this machine is looked at.
     *
     * @param name what problems call the folder
     */
    static PlanFiles kept(Map<String, String> texts, String name) {
        return new Kept(texts, name);
    }

    /** {@code a/../b} as {@code b}: what a path that a plan names is called. */
    static String path(String named) {
        return Path.of(named).normalize().toString().replace('\\', '/');
    }

    abstract boolean has(String path);

    /** The names of what lies directly in a folder, sorted; empty when there is no such folder. */
    abstract Optional<Set<String>> names(String folder) throws IOException;

    /** What problems call the file. */
    abstract String shown(String path);

    abstract String text(String path) throws IOException;

    /** The file's text, remembered; empty when it cannot be read, and then a finding says why. */
    final Optional<String> read(String path, Findings findings) {
        try {
            String text = text(path);
            texts.put(path, text);
            return Optional.of(text);
        } catch (CharacterCodingException e) {
            findings.add(1, "the file is not UTF-8", "UTF-8", "save it as UTF-8");
        } catch (IOException e) {
            findings.add(1, "the file cannot be read", "a readable file", "check that it exists and its rights");
        }
        return Optional.empty();
    }

    /** Every text that was read, by path. */
    final SortedMap<String, String> texts() {
        return texts;
    }

    private static final class OnDisk extends PlanFiles {
        private final Path folder;

        OnDisk(Path folder) {
            this.folder = folder;
        }

        @Override
        boolean has(String path) {
            return Files.isRegularFile(folder.resolve(path));
        }

        @Override
        Optional<Set<String>> names(String inner) throws IOException {
            Path there = folder.resolve(inner);
            if (!Files.isDirectory(there)) {
                return Optional.empty();
            }
            try (Stream<Path> files = Files.list(there)) {
                return Optional.of(files.map(path -> path.getFileName().toString())
                        .collect(Collectors.toCollection(TreeSet::new)));
            }
        }

        @Override
        String text(String path) throws IOException {
            return Files.readString(folder.resolve(path));
        }

        /** As a person in the working directory would write it. */
        @Override
        String shown(String path) {
            Path absolute = folder.resolve(path).toAbsolutePath().normalize();
            Path here = Path.of("").toAbsolutePath();
            Path shown = absolute.startsWith(here) ? here.relativize(absolute) : absolute;
            return shown.toString().replace('\\', '/');
        }
    }

    private static final class Kept extends PlanFiles {
        private final Map<String, String> kept;
        private final String name;

        Kept(Map<String, String> kept, String name) {
            this.kept = Map.copyOf(kept);
            this.name = name;
        }

        @Override
        boolean has(String path) {
            return kept.containsKey(path);
        }

        @Override
        Optional<Set<String>> names(String folder) {
            String prefix = folder + "/";
            Set<String> names = kept.keySet().stream()
                    .filter(path -> path.startsWith(prefix))
                    .map(path -> path.substring(prefix.length()))
                    .filter(inner -> !inner.contains("/"))
                    .collect(Collectors.toCollection(TreeSet::new));
            return names.isEmpty() ? Optional.empty() : Optional.of(names);
        }

        @Override
        String text(String path) throws IOException {
            String text = kept.get(path);
            if (text == null) {
                throw new IOException(path + " was not kept");
            }
            return text;
        }

        @Override
        String shown(String path) {
            return name + "/" + path;
        }
    }
}
