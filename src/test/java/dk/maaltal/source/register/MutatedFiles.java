package dk.maaltal.source.register;

import dk.maaltal.register.Register;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Reads files that were damaged in every way that comes to mind, by a seed, in a JVM of its own with a small heap. Each
 * must be read to its end with every row accounted for, or refused with a reason, and no message may hold one of its
 * CPR numbers. Files that were only changed in ways the page allows must give exactly the rows of the unchanged one.
 * Arguments: folder, number of files, seed. Exits 0 when all is well.
 */
final class MutatedFiles {
    private static final String HEADER = "person;ydelse;maalgruppe;visitation;start;slut";
    private static final int ROWS = 40;
    private static final Pattern TEN_DIGITS = Pattern.compile("\\d{10}|\\d{6}-\\d{4}");

    private final Path folder;
    private final LayoutFiles files;
    private final List<List<String>> base = new ArrayList<>();
    private final List<String> expected;
    private final byte[] workbook;
    private final Map<String, Integer> seen = new TreeMap<>();

    private MutatedFiles(Path folder) throws IOException {
        this.folder = folder;
        this.files = Dropped.files(folder);
        String[] benefits = {"A-dagpenge", "Kontanthjælp", "Sygedagpenge", "Ressourceforløb"};
        base.add(List.of(HEADER.split(";")));
        for (int i = 0; i < ROWS; i++) {
            base.add(List.of(
                    "%02d%02d%02d%04d".formatted(1 + i % 28, 1 + i % 12, 30 + i, 1000 + 37 * i),
                    benefits[i % benefits.length],
                    i % 3 == 0 ? "" : "6." + i % 13,
                    i % 5 == 0 ? "Jobparat" : "",
                    "2024-%02d-%02d".formatted(1 + i % 12, 1 + i % 28),
                    i % 2 == 0 ? "" : "2025-%02d-%02d".formatted(1 + i % 12, 1 + i % 28)));
        }
        workbook = WorkbookTest.workbook(book -> {
            org.dhatim.fastexcel.Worksheet sheet = book.newWorksheet("Data");
            for (int row = 0; row < base.size(); row++) {
                WorkbookTest.row(sheet, row, base.get(row).toArray());
            }
        });
        expected = rows(read("plain.csv", text(base, ";", "\n").getBytes(StandardCharsets.UTF_8)));
        require(expected.size() == ROWS, "the unchanged file gives all its rows");
        require(rows(read("plain.xlsx", workbook)).equals(expected), "the workbook gives the same");
    }

    public static void main(String[] arguments) throws IOException {
        MutatedFiles mutated = new MutatedFiles(Path.of(arguments[0]));
        int count = Integer.parseInt(arguments[1]);
        long seed = Long.parseLong(arguments[2]);
        for (int i = 0; i < count; i++) {
            mutated.one(i, new Random(seed * 1_000_003 + i));
        }
        System.out.println(mutated.seen);
    }

    private static void require(boolean so, String what) {
        if (!so) {
            throw new IllegalStateException("not so: " + what);
        }
    }

    private static String text(List<List<String>> rows, String delimiter, String end) {
        return rows.stream().map(row -> String.join(delimiter, row)).collect(Collectors.joining(end, "", end));
    }

    private Dropped read(String name, byte[] content) throws IOException {
        Path file = folder.resolve(name);
        Files.write(file, content);
        try {
            return Dropped.read(files, Register.FORLOEB, file);
        } finally {
            Files.delete(file);
        }
    }

    private static List<String> rows(Dropped file) {
        List<Object> benefits = file.column("ydelse");
        return IntStream.range(0, file.rows.size())
                .mapToObj(i -> {
                    long[] row = file.rows.get(i);
                    return "%s %s %s"
                            .formatted(
                                    file.persons.get(i),
                                    benefits.get(i),
                                    Arrays.toString(Arrays.copyOfRange(row, 1, row.length)));
                })
                .toList();
    }

    private void one(int number, Random random) throws IOException {
        int kind = number % 25;
        String what;
        Dropped file;
        if (kind < 8) {
            what = "harmless";
            file = read("h%d_2024-01-01.csv".formatted(number), harmless(random));
            require(file.refusal().isEmpty(), "harmless file %d is taken: %s".formatted(number, file.refusal()));
            require(rows(file).equals(expected), "harmless file %d gives the same rows".formatted(number));
        } else if (kind < 18) {
            what = "text";
            file = read("t%d_2024-01-01.csv".formatted(number), damagedText(kind, random));
        } else {
            what = "workbook";
            file = read("w%d_2024-01-01.xlsx".formatted(number), damagedWorkbook(kind, random));
        }
        check(number, file);
        seen.merge(what + (file.refusal().isEmpty() ? " taken" : " refused"), 1, Integer::sum);
    }

    private static void check(int number, Dropped file) {
        FileReading reading = file.reading();
        require(reading.taken() == file.rows.size(), "file %d counts what it gives".formatted(number));
        require(reading.rejected() == file.rejections.size(), "file %d counts what it rejects".formatted(number));
        List<String> words = new ArrayList<>(reading.warnings());
        words.add(file.refusal());
        file.rejections.forEach(rejection -> words.add(rejection.column() + " " + rejection.reason()));
        reading.codes().values().forEach(words::addAll);
        for (String word : words) {
            require(!TEN_DIGITS.matcher(word).find(), "file %d tells no number: %s".formatted(number, word));
        }
        require(
                !file.refusal().isEmpty() || reading.taken() + reading.rejected() > 0,
                "file %d has rows or a reason".formatted(number));
        require(
                file.rejections.stream()
                        .noneMatch(rejection -> rejection.reason().isBlank()),
                "file %d gives reasons".formatted(number));
    }

    /** Changed in ways that any reader must take. */
    private byte[] harmless(Random random) {
        List<List<String>> rows = new ArrayList<>(base);
        if (random.nextBoolean()) {
            List<Integer> order = new ArrayList<>(IntStream.range(0, 6).boxed().toList());
            Collections.shuffle(order, random);
            rows.replaceAll(row -> order.stream().map(row::get).toList());
        }
        List<String> header = rows.get(0);
        int person = header.indexOf("person");
        int style = random.nextInt(5);
        boolean hyphen = random.nextBoolean();
        boolean padded = random.nextBoolean();
        boolean quoted = random.nextBoolean();
        boolean loud = random.nextBoolean();
        for (int r = 0; r < rows.size(); r++) {
            List<String> row = new ArrayList<>(rows.get(r));
            for (int c = 0; c < row.size(); c++) {
                String cell = row.get(c);
                if (r > 0 && c == person) {
                    cell = hyphen
                            ? cell.substring(0, 6) + "-" + cell.substring(6)
                            : cell.startsWith("0") ? cell.substring(1) : cell;
                }
                cell = cell.matches("\\d{4}-\\d{2}-\\d{2}") ? dated(cell, style) : cell;
                cell = cell.isEmpty() && c != person
                        ? List.of("", "-", "..", " ").get(random.nextInt(4))
                        : cell;
                cell = loud ? cell.toUpperCase(java.util.Locale.ROOT) : cell;
                cell = padded ? "  " + cell + "\u00a0" : cell;
                row.set(c, quoted ? "\"" + cell + "\"" : cell);
            }
            rows.set(r, row);
        }
        if (loud) {
            return encoded(restored(rows), random);
        }
        return encoded(rows, random);
    }

    /** Words of which only sameness is kept must keep their case. */
    private static List<List<String>> restored(List<List<String>> rows) {
        return rows.stream()
                .map(row -> row.stream()
                        .map(cell -> cell.replace("JOBPARAT", "Jobparat"))
                        .toList())
                .toList();
    }

    private static String dated(String iso, int style) {
        String year = iso.substring(0, 4);
        String month = iso.substring(5, 7);
        String day = iso.substring(8);
        return switch (style) {
            case 0 -> iso;
            case 1 -> day + "-" + month + "-" + year;
            case 2 -> day + "." + month + "." + year;
            case 3 -> day + "/" + month + "/" + year + " 00:00";
            default -> iso + "T12:00:00Z";
        };
    }

    private static byte[] encoded(List<List<String>> rows, Random random) {
        String delimiter = List.of(";", ",", "\t").get(random.nextInt(3));
        String end = random.nextBoolean() ? "\n" : "\r\n";
        String text = text(rows, delimiter, end);
        if (random.nextBoolean()) {
            text = "Udtræk fra fagsystemet" + end + end + text + "I alt" + end;
        }
        Charset charset = random.nextBoolean() ? StandardCharsets.UTF_8 : Encoding.WINDOWS;
        boolean marked = charset == StandardCharsets.UTF_8 && random.nextBoolean();
        return ((marked ? "\ufeff" : "") + text).getBytes(charset);
    }

    private byte[] damagedText(int kind, Random random) {
        String text = text(base, ";", "\n");
        byte[] bytes = text.getBytes(random.nextBoolean() ? StandardCharsets.UTF_8 : Encoding.WINDOWS);
        return switch (kind) {
            case 8 -> scattered(bytes, random, 1 + random.nextInt(40));
            case 9 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 10 -> shuffledLines(text, random);
            case 11 -> inserted(bytes, random, noise(random, random.nextInt(5_000)));
            case 12 -> inserted(bytes, random, "\"".getBytes(StandardCharsets.UTF_8));
            case 13 -> inserted(bytes, random, new byte[1 + random.nextInt(100)]);
            case 14 ->
                inserted(bytes, random, ";x".repeat(random.nextInt(10_000)).getBytes(StandardCharsets.UTF_8));
            case 15 ->
                inserted(bytes, random, "a".repeat(random.nextInt(3 << 20)).getBytes(StandardCharsets.UTF_8));
            case 16 -> text.getBytes(random.nextBoolean() ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16);
            default -> random.nextBoolean() ? noise(random, random.nextInt(20_000)) : swapped(random);
        };
    }

    private byte[] swapped(Random random) {
        List<List<String>> rows = new ArrayList<>(base);
        for (int r = 1; r < rows.size(); r++) {
            List<String> row = new ArrayList<>(rows.get(r));
            if (random.nextInt(3) == 0) {
                Collections.swap(row, random.nextInt(6), random.nextInt(6));
            }
            rows.set(r, row);
        }
        return text(rows, ";", "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] shuffledLines(String text, Random random) {
        List<String> lines = new ArrayList<>();
        for (String line : text.split("\n")) {
            lines.add(random.nextInt(4) == 0 ? line.substring(0, random.nextInt(line.length())) : line);
        }
        Collections.shuffle(lines, random);
        return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] scattered(byte[] bytes, Random random, int count) {
        byte[] damaged = bytes.clone();
        for (int i = 0; i < count; i++) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        return damaged;
    }

    private static byte[] noise(Random random, int length) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }

    private static byte[] inserted(byte[] bytes, Random random, byte[] piece) {
        int at = random.nextInt(bytes.length);
        byte[] damaged = Arrays.copyOf(bytes, bytes.length + piece.length);
        System.arraycopy(piece, 0, damaged, at, piece.length);
        System.arraycopy(bytes, at, damaged, at + piece.length, bytes.length - at);
        return damaged;
    }

    private byte[] damagedWorkbook(int kind, Random random) throws IOException {
        return switch (kind) {
            case 18 -> scattered(workbook, random, 1 + random.nextInt(20));
            case 19 -> Arrays.copyOf(workbook, random.nextInt(workbook.length));
            case 20 -> bomb(random);
            case 21 -> formulas(random);
            case 22 -> text(base, ";", "\n").getBytes(StandardCharsets.UTF_8);
            default -> reworked(random);
        };
    }

    private byte[] bomb(Random random) {
        int size = (1 + random.nextInt(24)) << 20;
        return switch (random.nextInt(4)) {
            case 0 -> WorkbookTest.parts("<row>" + "<c/>".repeat(size / 4) + "</row>", Map.of());
            case 1 -> WorkbookTest.parts("<row r=\"1\"><c r=\"A1\"/></row>".repeat(size / 30), Map.of());
            case 2 -> WorkbookTest.parts("", Map.of("xl/sharedStrings.xml", "<sst>" + " ".repeat(size) + "</sst>"));
            default -> WorkbookTest.parts("<row><c t=\"inlineStr\"><is><t>" + "a".repeat(size), Map.of());
        };
    }

    private byte[] formulas(Random random) {
        StringBuilder rows = new StringBuilder();
        for (List<String> row : base) {
            rows.append("<row>");
            for (String cell : row) {
                int form = rows.length() > 600 ? random.nextInt(12) : 0;
                rows.append(
                        switch (form) {
                            case 1 -> "<c t=\"str\"><f>A1</f><v>" + cell + "</v></c>";
                            case 2 -> "<c><f>A1+1</f></c>";
                            case 3 -> "<c t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>";
                            case 4 -> "<c t=\"b\"><v>1</v></c>";
                            case 5 -> "<c><v>1E400</v></c>";
                            case 6 -> random.nextInt(50) > 0 ? "<c/>" : "<c><f t=\"shared\" si=\"9\"/><v>1</v></c>";
                            default -> "<c t=\"inlineStr\"><is><t>" + cell + "</t></is></c>";
                        });
            }
            rows.append("</row>");
        }
        return WorkbookTest.parts(rows.toString(), Map.of());
    }

    /** Damages the XML within a zip that is sound. */
    private byte[] reworked(Random random) throws IOException {
        Path whole = folder.resolve("whole");
        Files.write(whole, workbook);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipFile in = new ZipFile(whole.toFile());
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (ZipEntry part : Collections.list(in.entries())) {
                byte[] bytes = in.getInputStream(part).readAllBytes();
                zip.putNextEntry(new ZipEntry(part.getName()));
                zip.write(
                        random.nextInt(12) > 0
                                ? bytes
                                : random.nextBoolean()
                                        ? scattered(bytes, random, 1 + random.nextInt(5))
                                        : Arrays.copyOf(bytes, random.nextInt(bytes.length)));
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }
}
