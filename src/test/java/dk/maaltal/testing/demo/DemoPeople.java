package dk.maaltal.testing.demo;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The demo's people and what the case system wrote of them: made up from a seed. Their CPR numbers belong to nobody,
 * for they say that the person will be born between 2037 and 2057.
 */
final class DemoPeople {
    private static final LocalDate FIRST = LocalDate.of(2018, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2026, 12, 31);
    private static final LocalDate REFORM = LocalDate.of(2025, 7, 1);
    private static final int PEOPLE = 2400;

    /** A benefit: how common, how long in days from and to, and how many in a hundred have a job or study after it. */
    private record Benefit(String name, int weight, int least, int most) {}

    private static final List<Benefit> BENEFITS = List.of(
            new Benefit("A-dagpenge", 24, 50, 320),
            new Benefit("Kontanthjælp", 17, 120, 1500),
            new Benefit("Uddannelseshjælp", 13, 90, 700),
            new Benefit("Selvforsørgelses- og hjemrejseydelse", 3, 200, 900),
            new Benefit("Sygedagpenge", 22, 60, 330),
            new Benefit("Jobafklaringsforløb", 4, 300, 730),
            new Benefit("Ressourceforløb", 3, 700, 1500),
            new Benefit("Revalidering", 1, 300, 900),
            new Benefit("Forrevalidering", 1, 60, 300),
            new Benefit("Ledighedsydelse", 5, 60, 500),
            new Benefit("FGU-ydelse", 5, 200, 700),
            new Benefit("Fleksjob", 2, 700, 2500));

    /** A row of a register: when it became known to the case system, and its cells but for a last day that is open. */
    record Row(LocalDate known, @Nullable LocalDate end, String... cells) {
        static final String END = "{slut}";

        /** As an extract of a day shows it: an end that lies ahead is not there yet. */
        String asOf(LocalDate extract) {
            String slut = end == null || end.isAfter(extract) ? "" : end.toString();
            return String.join(";", cells).replace(END, slut);
        }
    }

    final List<Row> forloeb = new ArrayList<>();
    final List<Row> samtaler = new ArrayList<>();
    final List<Row> tilbud = new ArrayList<>();
    final List<Row> loentimer = new ArrayList<>();
    final List<Row> sygefravaer = new ArrayList<>();
    final List<Row> status = new ArrayList<>();
    private final DemoUnits units;

    DemoPeople(long seed, DemoUnits units) {
        this.units = units;
        for (int i = 0; i < PEOPLE; i++) {
            live(cpr(i), new Random(seed * 1_000_003 + i));
        }
    }

    /** Day 1 to 28 of a month of 2037 to 2057, and a sequence number that says that century. */
    static String cpr(int number) {
        return "%02d%02d%02d%04d"
                .formatted(1 + number % 28, 1 + number / 28 % 12, 37 + number / 336 % 21, 5000 + number * 7 % 4000);
    }

    private void live(String cpr, Random dice) {
        LocalDate day = FIRST.plusDays(dice.nextInt(2600));
        for (int spells = 1 + dice.nextInt(3); spells > 0 && day.isBefore(LAST); spells--) {
            Benefit benefit = benefit(dice);
            LocalDate end = day.plusDays(benefit.least() + dice.nextInt(benefit.most() - benefit.least()));
            support(cpr, benefit.name(), day, end, dice);
            boolean goesOn = dice.nextInt(100) < 15;
            LocalDate next = end.plusDays(goesOn ? 1 + dice.nextInt(28) : 90 + dice.nextInt(900));
            if (!goesOn) {
                after(cpr, benefit.name(), end.plusDays(1), next.minusDays(1), dice);
            }
            day = next;
        }
    }

    private static Benefit benefit(Random dice) {
        int at = dice.nextInt(100);
        for (Benefit benefit : BENEFITS) {
            at -= benefit.weight();
            if (at < 0) {
                return benefit;
            }
        }
        return BENEFITS.get(0);
    }

    private void support(String cpr, String benefit, LocalDate start, LocalDate end, Random dice) {
        // Two benefits ended with the reform of 1 July 2025; their people went over to kontanthjælp.
        boolean ends = benefit.equals("Uddannelseshjælp") || benefit.startsWith("Selvforsørgelses");
        if (ends && !start.isBefore(REFORM)) {
            spell(cpr, "Kontanthjælp", start, end, dice);
        } else if (ends && !end.isBefore(REFORM)) {
            spell(cpr, benefit, start, REFORM.minusDays(1), dice);
            spell(cpr, "Kontanthjælp", REFORM, end, dice);
        } else {
            spell(cpr, benefit, start, end, dice);
        }
        status(cpr, start, end, benefit.equals("Fleksjob") ? "Fleksjob" : "Offentlig forsørgelse");
        if (!benefit.equals("Fleksjob")) {
            interviews(cpr, start, end, dice);
            offers(cpr, start, end, dice);
            hours(cpr, start, end, dice);
        }
        if (benefit.equals("Sygedagpenge") && dice.nextInt(100) < 78) {
            absence(cpr, start, end, dice);
        }
    }

    private void spell(String cpr, String benefit, LocalDate start, LocalDate end, Random dice) {
        String group = "6." + (1 + dice.nextInt(13));
        forloeb.add(new Row(start.plusDays(lag(dice)), end, cpr, benefit, group, "", start.toString(), Row.END));
    }

    /** Most is written within days; some of it months later, so that figures are revised. */
    private static int lag(Random dice) {
        return dice.nextInt(100) < 97 ? dice.nextInt(4) : 30 + dice.nextInt(90);
    }

    private void status(String cpr, LocalDate from, LocalDate to, String word) {
        status.add(new Row(from, to, cpr, from.toString(), Row.END, word));
    }

    private void after(String cpr, String benefit, LocalDate from, LocalDate to, Random dice) {
        boolean young = benefit.equals("Uddannelseshjælp") || benefit.equals("FGU-ydelse");
        int at = dice.nextInt(100) - (from.getYear() - 2021) * 2;
        String word = at < 44
                ? young && at % 2 == 0 ? "Uddannelse" : "Beskæftigelse"
                : at < 54 ? "Uddannelse" : at < 58 ? "Selvforsørgelse" : at < 61 ? "Fleksjob" : "Andet";
        status(cpr, from, to, word);
    }

    private void interviews(String cpr, LocalDate start, LocalDate end, Random dice) {
        for (LocalDate day = start.plusDays(10 + dice.nextInt(40));
                !day.isAfter(end);
                day = day.plusDays(44 + dice.nextInt(50))) {
            int at = dice.nextInt(100);
            String how = at < 86 ? "Afholdt" : at < 95 ? "Udeblevet" : "Aflyst";
            samtaler.add(new Row(day.plusDays(lag(dice)), null, cpr, day.toString(), "Jobsamtale", how));
        }
    }

    private void offers(String cpr, LocalDate start, LocalDate end, Random dice) {
        for (LocalDate day = start.plusDays(20 + dice.nextInt(160));
                !day.isAfter(end);
                day = day.plusDays(120 + dice.nextInt(260))) {
            LocalDate last = day.plusDays(13 + dice.nextInt(90));
            int at = dice.nextInt(100);
            String type = at < 38
                    ? "Virksomhedspraktik"
                    : at < 50
                            ? "Løntilskud"
                            : at < 56
                                    ? "Småjob"
                                    : at < 62 ? "Nytteindsats" : at < 90 ? "Vejledning og opkvalificering" : "Mentor";
            String[] work = at < 62 ? units.somewhere(dice) : new String[] {"", ""};
            boolean upskilling = type.startsWith("Vejledning");
            String good = upskilling ? dice.nextInt(100) < 58 ? "ja" : "nej" : "";
            String job = upskilling ? dice.nextInt(100) < 15 ? "ja" : "nej" : "";
            tilbud.add(new Row(
                    day.plusDays(lag(dice)), last, cpr, type, day.toString(), Row.END, work[0], work[1], good, job));
        }
    }

    private void hours(String cpr, LocalDate start, LocalDate end, Random dice) {
        if (dice.nextInt(100) >= 24) {
            return;
        }
        String[] work = units.somewhere(dice);
        YearMonth last = YearMonth.from(end.isAfter(LAST) ? LAST : end);
        for (YearMonth month = YearMonth.from(start).plusMonths(1 + dice.nextInt(5));
                !month.isAfter(last);
                month = month.plusMonths(dice.nextInt(10) < 8 ? 1 : 3)) {
            String timer = (4 + dice.nextInt(70)) + "," + (dice.nextBoolean() ? "5" : "0");
            loentimer.add(
                    new Row(month.atEndOfMonth().plusDays(12), null, cpr, month.toString(), timer, work[0], work[1]));
        }
    }

    private void absence(String cpr, LocalDate start, LocalDate end, Random dice) {
        String[] work = units.somewhere(dice);
        int share = 46 + (start.getYear() - 2021) * 2;
        long days = ChronoUnit.DAYS.between(start, end);
        boolean partial = dice.nextInt(100) < share && days > 25;
        LocalDate from = start.plusDays(14 + dice.nextInt((int) Math.max(1, Math.min(120, days - 20))));
        if (partial) {
            // Two rows of one absence would be two absences: it is written when the partial return is known.
            sygefravaer.add(new Row(from, end, cpr, start.toString(), from.toString(), Row.END, work[0], work[1]));
        } else {
            sygefravaer.add(new Row(start.plusDays(2), end, cpr, start.toString(), "", Row.END, work[0], work[1]));
        }
    }
}
