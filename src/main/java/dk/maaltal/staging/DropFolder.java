package dk.maaltal.staging;

import dk.maaltal.register.Register;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What lies in the drop folder, and whether it stands still. A file is whole when two looks found the same size and time
 * of it: clocks have no say, for a file's own may be ahead of ours or behind.
 */
final class DropFolder {
    private static final Comparator<Dropped> ORDER = Comparator.comparing(
                    (Dropped file) -> file.named().extractDate(), Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Dropped::name);

    private final Path directory;
    private final Runnable settle;
    private final Listing listing;
    private final Map<Path, Look> looks = new ConcurrentHashMap<>();

    /** @param settle waits as long as a file's size must stand still */
    DropFolder(Path directory, Runnable settle) {
        this(directory, settle, DropFolder::listed);
    }

    DropFolder(Path directory, Runnable settle, Listing listing) {
        this.directory = directory;
        this.settle = settle;
        this.listing = listing;
    }

    /** What lies in a folder, by name; nothing when it is not there. Another where rights are to be lacking. */
    interface Listing {
        List<Path> of(Path folder) throws IOException;
    }

    /** How a file looked. */
    private record Look(long size, FileTime modified) {}

    /** @param size in bytes when it was found to stand still, or last looked at */
    record Dropped(Path path, String name, DroppedName named, long size, FileTime modified, boolean isWhole) {
        /** Whether it still is as it was. */
        boolean isUnchanged() throws IOException {
            return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                    && Files.size(path) == size
                    && Files.getLastModifiedTime(path).equals(modified);
        }
    }

    Path folder(Register register) {
        return directory.resolve(register.text());
    }

    /** How many files each register has that has any; waits for none of them. */
    Map<Register, Integer> counts() throws IOException {
        list(directory);
        Set<Register> unreadable = unreadable().keySet();
        Map<Register, Integer> counts = new EnumMap<>(Register.class);
        for (Register register : Register.values()) {
            int files = unreadable.contains(register) ? 0 : files(register).size();
            if (files > 0) {
                counts.put(register, files);
            }
        }
        return counts;
    }

    /** The registers whose folders cannot be read. */
    Map<Register, IOException> unreadable() {
        Map<Register, IOException> unreadable = new EnumMap<>(Register.class);
        for (Register register : Register.values()) {
            try {
                theirs(register);
            } catch (IOException e) {
                unreadable.put(register, e);
            }
        }
        return unreadable;
    }

    /** The registers with files, and those whose folder cannot be read; looks at every file and waits once. */
    List<Register> waiting() throws IOException {
        list(directory);
        Set<Register> unreadable = unreadable().keySet();
        List<Register> waiting = new ArrayList<>();
        for (Register register : Register.values()) {
            if (unreadable.contains(register)) {
                waiting.add(register);
                continue;
            }
            List<Path> files = files(register);
            for (Path file : files) {
                look(file).ifPresent(look -> looks.put(file, look));
            }
            if (!files.isEmpty()) {
                waiting.add(register);
            }
        }
        if (!waiting.isEmpty()) {
            settle.run();
        }
        return waiting;
    }

    /** A register's files, the oldest extract first and those without a date before them. */
    List<Dropped> dropped(Register register) throws IOException {
        List<Path> files = files(register);
        boolean isNew = false;
        for (Path file : files) {
            Optional<Look> look = look(file);
            if (look.isPresent() && !look.get().equals(looks.get(file))) {
                looks.put(file, look.get());
                isNew = true;
            }
        }
        if (isNew) {
            settle.run();
        }
        List<Dropped> dropped = new ArrayList<>();
        for (Path file : files) {
            look(file).ifPresent(look -> {
                String name = name(file);
                boolean isWhole = look.equals(looks.put(file, look));
                dropped.add(new Dropped(file, name, DroppedName.of(name), look.size(), look.modified(), isWhole));
            });
        }
        return dropped.stream().sorted(ORDER).toList();
    }

    void forget(Path file) {
        looks.remove(file);
    }

    private List<Path> files(Register register) throws IOException {
        return theirs(register).stream()
                .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                .filter(file -> DroppedName.hasEnding(name(file)) && !DroppedName.isUnfinished(name(file)))
                .toList();
    }

    /**
     * Names that lie where nothing is looked for: files beside the sub-folders, sub-folders of no register or that lead
     * elsewhere, and in a register's what is no extract.
     */
    List<String> strays() throws IOException {
        List<String> strays = new ArrayList<>();
        for (Path file : list(directory)) {
            String name = name(file);
            boolean isRegister = isFolder(file) && Register.of(name).isPresent();
            if (!isRegister && !DroppedName.isUnfinished(name)) {
                strays.add(isFolder(file) ? name + "/" : name);
            }
        }
        Set<Register> unreadable = unreadable().keySet();
        for (Register register : Register.values()) {
            for (Path file : unreadable.contains(register) ? List.<Path>of() : theirs(register)) {
                String name = name(file);
                boolean isExtract = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                        && (DroppedName.hasEnding(name) || DroppedName.isUnfinished(name));
                if (!isExtract && !name.startsWith(".")) {
                    strays.add(register.text() + "/" + name + (isFolder(file) ? "/" : ""));
                }
            }
        }
        return strays;
    }

    /** A link would lead to files that nobody dropped, and they would be moved away. */
    private List<Path> theirs(Register register) throws IOException {
        Path folder = folder(register);
        return isFolder(folder) ? list(folder) : List.of();
    }

    private static boolean isFolder(Path file) {
        return Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** The folder as a whole may be a link: whoever set it meant where it leads. */
    private List<Path> list(Path folder) throws IOException {
        return listing.of(folder);
    }

    /** A folder that may not be looked into is neither there nor not there. */
    private static List<Path> listed(Path folder) throws IOException {
        if (Files.notExists(folder) || Files.isRegularFile(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static String name(Path file) {
        return FileName.of(file).text();
    }

    private static Optional<Look> look(Path file) {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return Optional.of(new Look(now.size(), now.lastModifiedTime()));
        } catch (IOException e) {
            return Optional.empty(); // gone meanwhile
        }
    }
}
