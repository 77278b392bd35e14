package dk.maaltal.source.register;

import dk.maaltal.register.CodeLists;
import dk.maaltal.register.Register;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads dropped files by the declared layouts. Safe for threads: each reading has its own state. */
public final class LayoutFiles implements RegisterFiles {
    private final Layouts layouts;
    private final CodeLists codes;
    private final @Nullable PseudonymKey key;
    private final Path salt;

    /**
     * @param key null when none is configured: then registers with persons are refused
     * @param salt where the key of words that no measure reads is kept when there is no {@code key}:
     *     {@code <home>/registers/salt}; made when first needed
     */
    public LayoutFiles(Layouts layouts, CodeLists codes, @Nullable PseudonymKey key, Path salt) {
        this.layouts = layouts;
        this.codes = codes;
        this.key = key;
        this.salt = salt;
    }

    @Override
    public FileReading read(Register register, Path file, RowSink sink) throws IOException {
        throw new IOException("not yet " + layouts + codes + key + salt);
    }

    /** Why a file can or cannot be taken; reads all of it and keeps nothing. */
    public Explanation explain(Register register, Path file) throws IOException {
        throw new IOException("not yet");
    }

    /**
     * Tells whether a file that was refused may now be taken: 64 hexadecimal digits that change with the register's
     * layouts, the code lists or the key.
     */
    public String stamp(Register register) {
        return "";
    }
}
