package dk.maaltal.bench;

import dk.maaltal.register.Register;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Made-up canonical files: 10 or 25 rows a person in six registers. Hours come month by month, so that one person's rows lie
 * far apart, the others person by person. The numbers of the persons cannot exist: the seventh digit is not the
 * century's.
 */
final class RegisterData {
    private static final Map<Register, Integer> TEN = Map.of(
            Register.FORLOEB, 1,
            Register.SAMTALER, 2,
            Register.TILBUD, 1,
            Register.LOENTIMER, 4,
            Register.SYGEFRAVAER, 1,
            Register.ARBEJDSMARKEDSSTATUS, 1);

    private static final Map<Register, Integer> TWENTY_FIVE = Map.of(
            Register.FORLOEB, 2,
            Register.SAMTALER, 6,
            Register.TILBUD, 1,
            Register.LOENTIMER, 12,
            Register.SYGEFRAVAER, 1,
            Register.ARBEJDSMARKEDSSTATUS, 3);

    static final Set<Register> REGISTERS = TEN.keySet();

    private static final String[] BENEFITS = {
        "A-dagpenge", "Kontanthjælp", "Sygedagpenge", "Ressourceforløb", "Uddannelseshjælp", "Fleksjob", "FGU-ydelse"
    };
    private static final String[] OFFERS = {
        "Virksomhedspraktik", "Løntilskud", "Vejledning og opkvalificering", "Mentor"
    };
    private static final String[] MET = {"Afholdt", "Afholdt", "Afholdt", "Udeblevet", "Aflyst"};
    private static final String[] LIVES = {"Beskæftigelse", "Uddannelse", "Offentlig forsørgelse", "Andet"};
    private static final LocalDate FIRST = LocalDate.parse("2021-01-01");
    private static final String[] DAYS =
            FIRST.datesUntil(FIRST.plusDays(1900)).map(LocalDate::toString).toArray(String[]::new);

    private final int persons;
    private final Map<Register, Integer> rowsOfEach;
    private final StringBuilder line = new StringBuilder(100);

    /** @param each rows of a person: 10 or 25 */
    RegisterData(int persons, int each) {
        this.persons = persons;
        this.rowsOfEach = each == 10 ? TEN : TWENTY_FIVE;
    }

    int persons() {
        return persons;
    }

    long rows() {
        return persons
                * rowsOfEach.values().stream().mapToLong(Integer::longValue).sum();
    }

    /** Writes {@code <drop>/<register>/x_2025-06-30.csv}; returns the files. */
    List<Path> write(Path drop) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Register register : REGISTERS) {
            Path folder = Files.createDirectories(drop.resolve(register.text()));
            Path file = folder.resolve("x_2025-06-30.csv");
            files.add(file);
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 18)) {
                line.setLength(0);
                register.columns().forEach(column -> line.append(column.name()).append(';'));
                line.setLength(line.length() - 1);
                end(out);
                write(register, out);
            }
        }
        return files;
    }

    private void write(Register register, OutputStream out) throws IOException {
        int each = java.util.Objects.requireNonNull(rowsOfEach.get(register));
        boolean byMonth = register == Register.LOENTIMER;
        SplittableRandom random = new SplittableRandom(register.ordinal());
        for (int outer = 0; outer < (byMonth ? each : persons); outer++) {
            for (int inner = 0; inner < (byMonth ? persons : each); inner++) {
                person(byMonth ? inner : outer);
                row(register, random, byMonth ? outer : inner);
                end(out);
            }
        }
    }

    private void end(OutputStream out) throws IOException {
        line.append('\n');
        out.write(line.toString().getBytes(StandardCharsets.UTF_8));
        line.setLength(0);
    }

    private void person(int number) {
        int date = number % 33_600;
        two(date % 28 + 1);
        two(date / 28 % 12 + 1);
        two(date / 336);
        line.append(1000 + number / 33_600 * 7);
    }

    private void two(int number) {
        line.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }

    private void row(Register register, SplittableRandom random, int nth) {
        int day = random.nextInt(1500);
        switch (register) {
            case FORLOEB ->
                cells(
                        of(BENEFITS, random),
                        "6.2",
                        "",
                        DAYS[day],
                        random.nextInt(4) == 0 ? "" : DAYS[day + random.nextInt(400)]);
            case SAMTALER -> cells(DAYS[day], "7", of(MET, random));
            case TILBUD ->
                cells(of(OFFERS, random), DAYS[day], DAYS[day + random.nextInt(90)], workplace(random), "", "ja", "");
            case LOENTIMER ->
                cells(
                        "2024-%02d".formatted(nth + 1),
                        random.nextInt(160) + "," + random.nextInt(10),
                        random.nextBoolean() ? workplace(random) : "",
                        Integer.toString(10_000_000 + random.nextInt(2000)));
            case SYGEFRAVAER ->
                cells(DAYS[day], random.nextBoolean() ? DAYS[day + 20] : "", DAYS[day + 60], workplace(random), "");
            default -> cells(DAYS[day], random.nextInt(3) == 0 ? "" : DAYS[day + 200], of(LIVES, random));
        }
    }

    private static String of(String[] words, SplittableRandom random) {
        return words[random.nextInt(words.length)];
    }

    private static String workplace(SplittableRandom random) {
        return Integer.toString(1_000_000_000 + random.nextInt(3000));
    }

    private void cells(String... cells) {
        for (String cell : cells) {
            line.append(';').append(cell);
        }
    }
}
