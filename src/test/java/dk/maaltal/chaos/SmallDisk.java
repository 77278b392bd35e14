package dk.maaltal.chaos;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A small file system of its own at a folder, seen only by processes started {@link #inside()}, and by this one through
 * {@link #seen()}. It needs Linux whose users may make namespaces, and util-linux; nothing of the machine is changed.
 */
final class SmallDisk implements AutoCloseable {
    private final Process holder;
    private final Path folder;

    private SmallDisk(Process holder, Path folder) {
        this.holder = holder;
        this.folder = folder;
    }

    /** Empty where this machine lets nobody have one. */
    static Optional<SmallDisk> at(Path folder, int megabytes) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        String mount = "mount -t tmpfs -o size=%dm maaltal '%s' && echo ready && exec cat".formatted(megabytes, folder);
        try {
            Process holder = new ProcessBuilder("unshare", "-rm", "sh", "-c", mount)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (holder.inputReader().readLine() == null) {
                holder.waitFor();
                return Optional.empty();
            }
            return Optional.of(new SmallDisk(holder, folder));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** What starts a process that sees it. */
    List<String> inside() {
        return List.of(
                "nsenter",
                "-t",
                "" + holder.pid(),
                "-U",
                "-m",
                "--preserve-credentials",
                "--wd=" + Path.of("").toAbsolutePath());
    }

    /** The folder as this process sees it. */
    Path seen() {
        return Path.of("/proc/" + holder.pid() + "/root" + folder);
    }

    /** Leaves room for so many kilobytes. */
    void fill(int kilobytesFree) throws IOException {
        byte[] block = new byte[1024];
        try (OutputStream ballast = Files.newOutputStream(ballast())) {
            while (seen().toFile().getUsableSpace() > kilobytesFree * 1024L) {
                ballast.write(block);
            }
        }
    }

    void free() throws IOException {
        Files.delete(ballast());
    }

    private Path ballast() {
        return seen().resolve("ballast");
    }

    void readOnly() throws IOException, InterruptedException {
        remount("ro");
    }

    void writable() throws IOException, InterruptedException {
        remount("rw");
    }

    private void remount(String how) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(inside());
        command.addAll(List.of("mount", "-o", "remount," + how, folder.toString()));
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IOException("could not be mounted " + how);
        }
    }

    @Override
    public void close() throws IOException {
        holder.getOutputStream().close();
        try {
            holder.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        holder.destroyForcibly();
    }
}
