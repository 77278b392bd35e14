package dk.maaltal.job;

import dk.maaltal.problem.Mover;
import dk.maaltal.problem.Problem;
import dk.maaltal.staging.DropSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Whether others of the machine may look into the folders where CPR numbers lie. The drop folder may be its group's, for
 * whoever puts files there; the originals are this user's alone.
 */
final class FolderRights {
    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.OTHERS_EXECUTE);
    private static final Set<PosixFilePermission> GROUP = EnumSet.of(
            PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_WRITE, PosixFilePermission.GROUP_EXECUTE);

    private final Path home;
    private final Path drop;

    FolderRights(Home home, DropSettings settings) {
        this(home.dir(), settings.dir() == null ? home.dir().resolve("drop") : settings.dir());
    }

    FolderRights(Path home, Path drop) {
        this.home = home;
        this.drop = drop;
    }

    /** A problem for each folder that is open to those it should not be. */
    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        boolean isHomeShut = isThere(home) && !isOpen(home, OTHERS);
        if (isOpen(drop, OTHERS) && !(isHomeShut && drop.startsWith(home))) {
            problems.add(open(drop, "every user of the machine", "o-rwx"));
        }
        Set<PosixFilePermission> both = EnumSet.copyOf(OTHERS);
        both.addAll(GROUP);
        for (String name : List.of("archive", "rejected")) {
            Path folder = home.resolve(name);
            if (isOpen(folder, both) && !(isThere(home) && !isOpen(home, both))) {
                problems.add(open(folder, "other users of the machine", "0700"));
            }
        }
        return problems;
    }

    private static Problem open(Path folder, String whom, String mode) {
        String name = String.valueOf(folder.getFileName());
        return new Problem(
                Mover.US,
                "%s may look into the folder %s, where CPR numbers lie".formatted(whom, name),
                name,
                "a folder that is shut to them",
                "chmod %s that folder".formatted(mode));
    }

    private static boolean isThere(Path folder) {
        return Files.isDirectory(folder);
    }

    private static boolean isOpen(Path folder, Set<PosixFilePermission> to) {
        try {
            return isThere(folder)
                    && Files.getPosixFilePermissions(folder).stream().anyMatch(to::contains);
        } catch (IOException | UnsupportedOperationException e) {
            return false; // a file system without such rights
        }
    }
}
