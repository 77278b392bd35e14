package dk.maaltal.staging;

import dk.maaltal.staging.register.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** What is done to originals. Each may fail: they belong to others and may lie on another disk. */
interface FileMoves {
    /** @throws java.nio.file.AtomicMoveNotSupportedException when the two are on different file systems */
    default void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    default void copy(Path from, Path to) throws IOException {
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Returns when a file's bytes, or a folder's names, would survive a loss of power. */
    default void sync(Path fileOrFolder) throws IOException {
        Disk.sync(fileOrFolder);
    }

    default void delete(Path file) throws IOException {
        Files.delete(file);
    }
}
