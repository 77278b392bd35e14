package dk.maaltal.testing.demo;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The demo's extracts as a municipality might drop them: thirteen files, made up from a seed, each in another of the
 * ways real ones are written, with a few rows that cannot be taken.
 */
final class DemoRegisters {
    /** The place of the P-number in rows of offers and of absences. */
    private static final int P = 4;

    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private final long seed;
    private final DemoPeople people;

    DemoRegisters(long seed, DemoUnits units) {
        this.seed = seed;
        this.people = new DemoPeople(seed, units);
    }

    /** File to bytes, by {@code <register>/<name>_<date>.csv}. */
    Map<String, byte[]> extracts(LocalDate day) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        put(
                files,
                "forloeb",
                day,
                StandardCharsets.UTF_8,
                "person;ydelse;maalgruppe;visitation;start;slut",
                people.forloeb);
        List<String> interviews = rows(people.samtaler, day);
        // A day that is none, a number of the case system's own, and nobody at all.
        interviews.add("0101375001;31-02-2024;Jobsamtale;Afholdt");
        interviews.add("6101375001;" + day + ";Jobsamtale;Afholdt");
        interviews.add("0000000000;" + day + ";Jobsamtale;Afholdt");
        put(files, "samtaler", day, WINDOWS, "person;dato;type;status", interviews);
        List<String> offers = rows(people.tilbud, day);
        offers.add("0101375001;Jobrotation;2024-02-01;2024-03-01;;;;");
        offers.add("0201375007;Mentor;2024-05-01;2024-04-01;;;;");
        put(
                files,
                "tilbud",
                day,
                StandardCharsets.UTF_8,
                "person;type;start;slut;p;cvr;gode_muligheder;konkret_job",
                offers);
        put(files, "loentimer", day, StandardCharsets.UTF_8, "person;maaned;timer;p;cvr", people.loentimer);
        put(files, "sygefravaer", day, WINDOWS, "person;start;delvis_fra;slut;p;cvr", people.sygefravaer);
        put(files, "arbejdsmarkedsstatus", day, StandardCharsets.UTF_8, "person;fra;til;status", people.status);
        put(files, "jobordrer", day, WINDOWS, "id;oprettet;p;cvr;stillinger;besatte;status", orders(day));
        put(files, "vandrende_sager", day, StandardCharsets.UTF_8, "sag;dato;fra;til", cases(day));
        put(files, "ungdomsvalg", day, StandardCharsets.UTF_8, "skoleaar;valg;antal;aargang", choices(day));
        put(files, "unge_25", day, StandardCharsets.UTF_8, "aar;population;gennemfoert", completed(day));
        put(files, "unge_rest", day, WINDOWS, "dato;population;uden;benchmark", outside(day));
        put(files, "danskuddannelse", day, StandardCharsets.UTF_8, "periode;antal", danish(day));
        put(files, "ansaettelser", day, WINDOWS, "dato;type;antal", hirings(day));
        return files;
    }

    /** Every P-number that an extract of a day has. */
    SortedSet<Long> pNumbers(LocalDate day) {
        SortedSet<Long> numbers = new TreeSet<>();
        Stream.concat(people.tilbud.stream(), people.sygefravaer.stream())
                .filter(row -> !row.known().isAfter(day))
                .map(row -> row.cells()[P])
                .filter(p -> !p.isEmpty())
                .forEach(p -> numbers.add(Long.valueOf(p)));
        return numbers;
    }

    private static void put(
            Map<String, byte[]> files, String register, LocalDate day, Charset charset, String header, List<?> rows) {
        List<String> lines = new ArrayList<>(List.of(header));
        for (Object row : rows) {
            if (row instanceof DemoPeople.Row person) {
                if (!person.known().isAfter(day)) {
                    lines.add(person.asOf(day));
                }
            } else {
                lines.add(row.toString());
            }
        }
        boolean crlf = charset == WINDOWS;
        String text = String.join(crlf ? "\r\n" : "\n", lines) + (crlf ? "\r\n" : "\n");
        files.put("%s/demo_%s_%s.csv".formatted(register, register, day), text.getBytes(charset));
    }

    private static List<String> rows(List<DemoPeople.Row> rows, LocalDate day) {
        List<String> lines = new ArrayList<>();
        rows.stream().filter(row -> !row.known().isAfter(day)).forEach(row -> lines.add(row.asOf(day)));
        return lines;
    }

    private List<String> orders(LocalDate day) {
        Random dice = new Random(seed + 1);
        List<String> lines = new ArrayList<>();
        int id = 0;
        for (YearMonth month = YearMonth.of(2021, 1); !month.atDay(1).isAfter(day); month = month.plusMonths(1)) {
            int many = 42 + dice.nextInt(22);
            for (int i = 0; i < many; i++) {
                LocalDate created = month.atDay(1 + dice.nextInt(28));
                int wanted = 1 + (dice.nextInt(5) == 0 ? dice.nextInt(4) : 0);
                int filled = dice.nextInt(100) < 68 ? Math.max(1, wanted - dice.nextInt(2)) : 0;
                LocalDate hired = created.plusDays(10 + dice.nextInt(75));
                id++;
                if (!created.isAfter(day)) {
                    boolean isFilled = filled > 0 && !hired.isAfter(day);
                    lines.add("JO-%06d;%s;;;%d;%d;%s"
                            .formatted(
                                    id,
                                    created,
                                    wanted,
                                    isFilled ? filled : 0,
                                    isFilled ? "afsluttet (behov dækket)" : "under behandling"));
                }
            }
        }
        return lines;
    }

    private List<String> cases(LocalDate day) {
        Random dice = new Random(seed + 2);
        List<String> lines = new ArrayList<>();
        for (int id = 1; id <= 900; id++) {
            LocalDate sent = LocalDate.of(2021, 1, 1).plusDays(dice.nextInt(2050));
            LocalDate back = sent.plusDays(20 + dice.nextInt(60));
            boolean wanders = dice.nextInt(100) < 11;
            if (!sent.isAfter(day)) {
                lines.add("S%05d;%s;Rehabiliteringsteam;Pensionsnævn".formatted(id, sent));
            }
            if (wanders && !back.isAfter(day)) {
                lines.add("S%05d;%s;Pensionsnævn;Rehabiliteringsteam".formatted(id, back));
            }
        }
        return lines;
    }

    /** The search figures of a school year come in spring. */
    private static List<String> choices(LocalDate day) {
        List<String> lines = new ArrayList<>();
        for (int year = 2021; !LocalDate.of(year, 4, 15).isAfter(day); year++) {
            int vocational = 86 + (year - 2021) * 9;
            int upper = 214 - (year - 2021) * 5;
            int all = 352 + year % 3 * 4;
            String school = (year - 1) + "/" + year;
            lines.add("%s;Erhvervsuddannelse;%d;%d".formatted(school, vocational, all));
            lines.add("%s;Gymnasial;%d;%d".formatted(school, upper, all));
            lines.add("%s;FGU;%d;%d".formatted(school, 14, all));
            lines.add("%s;10. klasse og andet;%d;%d".formatted(school, all - vocational - upper - 14, all));
        }
        return lines;
    }

    private static List<String> completed(LocalDate day) {
        List<String> lines = new ArrayList<>();
        for (int year = 2019; !LocalDate.of(year + 1, 5, 1).isAfter(day); year++) {
            int all = 402 - (year - 2019) * 3;
            lines.add("%d;%d;%d".formatted(year, all, Math.round(all * (0.741 + 0.009 * (year - 2019)))));
        }
        return lines;
    }

    private static List<String> outside(LocalDate day) {
        List<String> lines = new ArrayList<>();
        for (LocalDate at = LocalDate.of(2020, 6, 30); !at.plusDays(45).isAfter(day); at = at.plusMonths(6)) {
            LocalDate last = YearMonth.from(at).atEndOfMonth();
            int all = 398 - (at.getYear() - 2020) * 2;
            int without = 52 - (at.getYear() - 2020) * 2 + at.getMonthValue() % 5;
            lines.add("%s;%d;%d;%s".formatted(last, all, without, at.getYear() < 2024 ? "11,8" : "11,2"));
        }
        return lines;
    }

    private static List<String> danish(LocalDate day) {
        List<String> lines = new ArrayList<>();
        int[] many = {61, 66, 70, 74, 69, 78, 81, 77, 84, 88, 92, 90};
        for (int half = 0; half < many.length; half++) {
            int year = 2021 + half / 2;
            LocalDate end = half % 2 == 0 ? LocalDate.of(year, 6, 30) : LocalDate.of(year, 12, 31);
            if (end.plusDays(20).isBefore(day)) {
                lines.add("%dH%d;%d".formatted(year, 1 + half % 2, many[half]));
            }
        }
        return lines;
    }

    private List<String> hirings(LocalDate day) {
        Random dice = new Random(seed + 3);
        List<String> lines = new ArrayList<>();
        for (YearMonth month = YearMonth.of(2021, 1); !month.atEndOfMonth().isAfter(day); month = month.plusMonths(1)) {
            LocalDate last = month.atEndOfMonth();
            int more = month.getYear() - 2021;
            lines.add("%s;Fleksjob;%d".formatted(last, 2 + dice.nextInt(4 + more)));
            lines.add("%s;Løntilskud;%d".formatted(last, 1 + dice.nextInt(4)));
            lines.add("%s;Skånejob;%d".formatted(last, dice.nextInt(2)));
            lines.add("%s;Seniorjob;%d".formatted(last, dice.nextInt(2)));
            lines.add("%s;Ordinær;%d".formatted(last, 20 + dice.nextInt(30)));
            if (month.getMonthValue() == 8 || month.getMonthValue() == 2) {
                lines.add("%s;Elev;%d".formatted(last, 12 - more + dice.nextInt(6)));
                lines.add("%s;Lærling;%d".formatted(last, 5 + dice.nextInt(4)));
            }
        }
        return lines;
    }
}
