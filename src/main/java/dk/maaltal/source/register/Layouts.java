package dk.maaltal.source.register;

import dk.maaltal.declaration.Findings;
import dk.maaltal.register.CodeLists;
import dk.maaltal.register.Register;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Every declared layout: the files {@code *.yml} in a folder and the folders below it. */
public final class Layouts {
    /** Share of rows a full extract may lose, where the layout does not say. */
    static final double SHRINK_TOLERANCE = 0.20;
    /** Share of rows that may be rejected, where the layout does not say. */
    static final double REJECT_TOLERANCE = 0.01;

    private final List<Layout> all;

    Layouts(List<Layout> all) {
        this.all = List.copyOf(all);
    }

    /**
     * Reads all of them; those that hold anything wrong are left out, and the findings say what.
     *
     * @param folder {@code config/registers}
     * @param codes what words may be translated to
     */
    public static Layouts read(Path folder, CodeLists codes, Findings findings) {
        List<Path> files;
        try (Stream<Path> paths = Files.walk(folder)) {
            files = paths.filter(path -> path.toString().endsWith(".yml"))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            findings.in(folder.toString())
                    .add(1, "the folder of layouts cannot be read", "a folder", "check that it exists and its rights");
            return new Layouts(List.of());
        }
        List<Layout> layouts = new ArrayList<>();
        Map<String, Path> names = new HashMap<>();
        for (Path file : files) {
            Findings own = findings.in(file.toString());
            new LayoutReader(codes, own).read(file).ifPresent(layout -> {
                Path first = names.putIfAbsent(layout.name(), file);
                if (first == null) {
                    layouts.add(layout);
                } else {
                    own.add(
                            1,
                            "the name '%s' is that of %s".formatted(layout.name(), first),
                            "a name for each layout",
                            "give one of them another name");
                }
            });
        }
        if (files.isEmpty()) {
            findings.in(folder.toString()).add(1, "the folder holds no layout", "files *.yml");
        }
        return new Layouts(layouts);
    }

    List<Layout> of(Register register) {
        return all.stream().filter(layout -> layout.register() == register).toList();
    }

    /** The names of a register's layouts. */
    public List<String> names(Register register) {
        return of(register).stream().map(Layout::name).toList();
    }

    /** How many there are. */
    public int count() {
        return all.size();
    }

    static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
