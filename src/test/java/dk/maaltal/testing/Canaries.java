package dk.maaltal.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * CPR numbers that belong to nobody, one for each place a file can hold one, and the search for them in everything that
 * is written: as they stand, with a hyphen or a space, without the leading zero, in UTF-16, and as a number.
 */
public final class Canaries {
    private final Map<String, String> byPlace = new LinkedHashMap<>();

    /** The number of a place: ten digits, the same each time it is asked for. All begin with a zero. */
    public String in(String place) {
        return byPlace.computeIfAbsent(place, p -> {
            int i = byPlace.size();
            return "%02d%02d%02d%04d".formatted(2 + i % 8, 1 + i % 12, 37 + i % 20, 5003 + i * 61 % 3900);
        });
    }

    /** The same with a hyphen. */
    public String hyphenated(String place) {
        return in(place).substring(0, 6) + "-" + in(place).substring(6);
    }

    /** How many there are. */
    public int count() {
        return byPlace.size();
    }

    /** Where a canary stands in a text, as {@code place: form}. */
    public List<String> found(String where, String text) {
        return found(where, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Where a canary stands in files below a folder, packed ones unpacked; their names and those of folders too. */
    public List<String> foundBelow(Path folder) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.toList()) {
                found.addAll(found("the name " + path, folder.relativize(path).toString()));
                if (Files.isRegularFile(path)) {
                    found.addAll(foundIn(path));
                }
            }
        }
        return found;
    }

    /** The same in one file's content. */
    public List<String> foundIn(Path file) {
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(file));
                InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
            return found(file.toString(), in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One form of one canary. */
    private record Form(String place, String name, byte[] pattern) {
        boolean isAt(byte[] bytes, int at) {
            return at + pattern.length <= bytes.length
                    && Arrays.equals(bytes, at, at + pattern.length, pattern, 0, pattern.length);
        }
    }

    private List<String> found(String where, byte[] bytes) {
        Map<Integer, List<Form>> byBeginning = new HashMap<>();
        byPlace.forEach((place, digits) -> forms(digits)
                .forEach((name, pattern) -> byBeginning
                        .computeIfAbsent(pair(pattern, 0), two -> new ArrayList<>())
                        .add(new Form(place, name, pattern))));
        BitSet beginnings = new BitSet();
        byBeginning.keySet().forEach(beginnings::set);
        Set<String> found = new LinkedHashSet<>();
        for (int i = 0; i + 1 < bytes.length; i++) {
            int two = pair(bytes, i);
            if (beginnings.get(two)) {
                for (Form form : byBeginning.getOrDefault(two, List.of())) {
                    if (form.isAt(bytes, i)) {
                        found.add("%s: the canary of '%s', %s".formatted(where, form.place(), form.name()));
                    }
                }
            }
        }
        return List.copyOf(found);
    }

    private static int pair(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
    }

    private static Map<String, byte[]> forms(String digits) {
        String parts = digits.substring(0, 6) + "%s" + digits.substring(6);
        long number = Long.parseLong(digits);
        Map<String, byte[]> forms = new LinkedHashMap<>();
        forms.put("without its zero", digits.substring(1).getBytes(StandardCharsets.US_ASCII));
        for (String between : List.of("-", " ", "\u2013", "\u00a0")) {
            forms.put("with '" + between + "'", parts.formatted(between).getBytes(StandardCharsets.UTF_8));
        }
        forms.put("UTF-16, big end first", digits.getBytes(StandardCharsets.UTF_16BE));
        forms.put("UTF-16, little end first", digits.getBytes(StandardCharsets.UTF_16LE));
        forms.put(
                "a long, big end first", ByteBuffer.allocate(8).putLong(number).array());
        forms.put(
                "a long, little end first",
                ByteBuffer.allocate(8)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(number)
                        .array());
        forms.put("seven bits at a time", varint(number));
        return forms;
    }

    private static byte[] varint(long number) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        long rest = number;
        while (rest > 0x7f) {
            bytes.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        bytes.write((int) rest);
        return bytes.toByteArray();
    }
}
