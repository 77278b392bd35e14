package dk.maaltal.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A credential as set: the value itself, or {@code file:/path} to a file that holds it. Its text never shows the value.
 */
public final class Secret {
    private static final String FILE = "file:";
    /** No credential. */
    public static final Secret NONE = new Secret("");

    private final String setting;

    private Secret(String setting) {
        this.setting = setting.strip();
    }

    /** Takes a setting; Spring binds it by this method. */
    public static Secret of(String setting) {
        return new Secret(setting);
    }

    /** Whether anything is set; the file may still be missing. */
    public boolean isSet() {
        return !setting.isEmpty();
    }

    /**
     * The value, white space around it removed; the file is read anew each time, so that a new key is taken without a
     * restart.
     *
     * @return empty when nothing is set, the file cannot be read, or it holds what no credential can hold
     */
    public Optional<String> value() {
        return read().filter(value -> !value.isEmpty() && value.chars().allMatch(c -> c > 0x20 && c < 0x7F));
    }

    private Optional<String> read() {
        if (!setting.startsWith(FILE)) {
            return Optional.of(setting);
        }
        try {
            return Optional.of(Files.readString(Path.of(setting.substring(FILE.length())), StandardCharsets.UTF_8)
                    .strip());
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Says whether one is set, and no more. */
    @Override
    public String toString() {
        return isSet() ? "***" : "(not set)";
    }
}
