package dk.maaltal.staging.register;

import dk.maaltal.problem.Mover;
import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import dk.maaltal.register.Register;
import dk.maaltal.source.register.Rejection;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The folders of all generations, {@code <home>/registers/<register>/<extract date>-<digest>/}: {@code generation.json},
 * the buckets, and the rejections of the file it was made from. Rejections of refused files lie in {@code refused/}.
 */
public final class Generations {
    static final String MANIFEST = "generation.json";
    static final String REJECTIONS = "rejections.gz";
    static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final String DRAFT = ".tmp-";

    private final Path directory;

    /** @param directory {@code <home>/registers}; made when the first file comes */
    public Generations(Path directory) {
        this.directory = directory;
    }

    /** Where the generations of a register lie. */
    Path folder(Register register) {
        return directory.resolve(register.text());
    }

    private Path folder(Generation generation) {
        return directory.resolve(generation.register()).resolve(generation.folder());
    }

    /** A folder for a file that is about to be read; what an earlier try left there is gone. */
    public Draft draft(Register register, LocalDate extractDate, String sha256) throws IOException {
        Path folder = folder(register).resolve(DRAFT + Generation.folder(extractDate, sha256));
        Disk.makePrivate(folder(register));
        Disk.delete(folder);
        Disk.makePrivate(folder);
        return new Draft(this, register, extractDate, sha256, folder);
    }

    /** Removes what a run that was cut off left of a register; returns how many folders. */
    public int sweep(Register register) throws IOException {
        Path folder = folder(register);
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        List<Path> left;
        try (Stream<Path> files = Files.list(folder)) {
            left = files.filter(file -> file.getFileName().toString().startsWith(DRAFT))
                    .toList();
        }
        for (Path one : left) {
            Disk.delete(one);
        }
        return left.size();
    }

    /**
     * Reads a generation's own description.
     *
     * @param manifestSha256 what {@code generation.json} must be
     * @throws ProblemException when it is not there or another
     */
    public Generation read(String register, String folder, String manifestSha256) {
        Path file = directory.resolve(register).resolve(folder).resolve(MANIFEST);
        String where = register + "/" + folder;
        try {
            byte[] bytes = Files.readAllBytes(file);
            if (!sha256(bytes).equals(manifestSha256)) {
                throw lost(where, "its " + MANIFEST + " is not the one that was written");
            }
            Generation generation = JSON.readValue(bytes, Generation.class);
            if (generation == null || generation.version() != BucketFile.VERSION) {
                throw lost(where, "its " + MANIFEST + " is of another version");
            }
            return generation;
        } catch (IOException | JacksonException e) {
            throw new ProblemException(
                    lost(where, "its " + MANIFEST + " cannot be read")
                            .problems()
                            .get(0),
                    e);
        }
    }

    /**
     * Reads one bucket.
     *
     * @throws ProblemException when it is not there or not what was written
     */
    public BucketRows bucket(Generation generation, int number) {
        Generation.Bucket written = generation.buckets().get(number);
        if (written.rows() == 0) {
            return BucketRows.empty();
        }
        String name = Draft.bucketName(number);
        String where = generation.register() + "/" + generation.folder();
        try (InputStream in = Files.newInputStream(folder(generation).resolve(name))) {
            byte[] bytes = new byte[Math.toIntExact(written.bytes()) + Bytes.SLACK];
            int length = in.readNBytes(bytes, 0, bytes.length);
            CRC32C crc = new CRC32C();
            crc.update(bytes, 0, length);
            if (length != written.bytes() || crc.getValue() != written.crc32c()) {
                throw lost(where, name + " is damaged");
            }
            return new BucketRows(bytes);
        } catch (IOException | IllegalArgumentException e) {
            throw new ProblemException(
                    lost(where, name + " cannot be read").problems().get(0), e);
        }
    }

    /**
     * Reads all of a generation, so that what is not as it was written is found before anything is counted from it.
     *
     * @throws ProblemException when a bucket is not there or not what was written
     */
    public void verify(Generation generation) {
        for (int i = 0; i < generation.buckets().size(); i++) {
            bucket(generation, i);
        }
    }

    /** The rejections of a generation's file. */
    public List<Rejection> rejections(String register, String folder) {
        return rejections(directory.resolve(register).resolve(folder).resolve(REJECTIONS), register + "/" + folder);
    }

    /** The rejections of a refused file. */
    public List<Rejection> refusedRejections(String register, String rejectionsSha256) {
        return rejections(
                directory.resolve(register).resolve("refused").resolve(rejectionsSha256 + ".gz"),
                register + "/refused");
    }

    private static List<Rejection> rejections(Path file, String where) {
        try {
            return RejectionFile.read(file);
        } catch (UncheckedIOException | IllegalArgumentException e) {
            throw new ProblemException(
                    lost(where, "its rejections cannot be read").problems().get(0), e);
        }
    }

    /** Two files of one day whose digests begin alike must not share a folder. */
    void refuseOther(Path named, String sha256) throws IOException {
        Path manifest = named.resolve(MANIFEST);
        if (Files.exists(manifest)) {
            Generation there;
            try {
                there = JSON.readValue(Files.readAllBytes(manifest), Generation.class);
            } catch (JacksonException e) {
                return; // damaged, and dropped again to be written anew
            }
            if (there != null && !there.sha256().equals(sha256)) {
                throw lost(
                        String.valueOf(named.getFileName()), "the folder is another file's, whose digest begins alike");
            }
        }
    }

    /** Whether a generation's folder is there at all: deleting it is how a generation is given up. */
    public boolean exists(String register, String folder) {
        return Files.isDirectory(directory.resolve(register).resolve(folder));
    }

    static ProblemException lost(String where, String what) {
        return new ProblemException(new Problem(
                Mover.US,
                what,
                "registers/" + where,
                "the folder as it was written",
                "drop its file again, or restore the folder from a backup of the home; docs/how-to/registers.md says how"
                        + " to give it up"));
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of()
                    .formatHex(
                            java.security.MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
