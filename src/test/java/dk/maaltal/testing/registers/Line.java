package dk.maaltal.testing.registers;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of a canonical register, as it should be understood. Cells are dates, months, numbers, texts and flags; a number
 * that the sheet hides is {@link #HIDDEN}.
 */
public sealed interface Line {
    /** What a sheet writes as {@code <5}. */
    int HIDDEN = -1;

    /** The canonical headers, register by register. */
    Map<String, List<String>> HEADERS = Map.ofEntries(
            header("forloeb", "person", "ydelse", "maalgruppe", "visitation", "start", "slut"),
            header("samtaler", "person", "dato", "type", "status"),
            header("tilbud", "person", "type", "start", "slut", "p", "cvr", "gode_muligheder", "konkret_job"),
            header("loentimer", "person", "maaned", "timer", "p", "cvr"),
            header("sygefravaer", "person", "start", "delvis_fra", "slut", "p", "cvr"),
            header("arbejdsmarkedsstatus", "person", "fra", "til", "status"),
            header("jobordrer", "id", "oprettet", "p", "cvr", "stillinger", "besatte", "status"),
            header("vandrende_sager", "sag", "dato", "fra", "til"),
            header("ungdomsvalg", "skoleaar", "valg", "antal", "aargang"),
            header("unge_25", "aar", "population", "gennemfoert"),
            header("unge_rest", "dato", "population", "uden", "benchmark"),
            header("danskuddannelse", "periode", "antal"),
            header("ansaettelser", "dato", "type", "antal"));

    private static Map.Entry<String, List<String>> header(String register, String... columns) {
        return Map.entry(register, List.of(columns));
    }

    private static List<@Nullable Object> cells(@Nullable Object... values) {
        return Collections.unmodifiableList(Arrays.asList(values));
    }

    String register();

    /** In the order of the header. */
    List<@Nullable Object> cells();

    /** The first day it speaks of. */
    LocalDate earliest();

    /** Where the work is. */
    record Place(@Nullable Long p, @Nullable Long cvr) {
        public static final Place NONE = new Place(null, null);
    }

    /** Of a person, by the ten digits of the CPR number. */
    sealed interface OfPerson extends Line {
        String cpr();
    }

    record Spell(
            String cpr,
            String ydelse,
            @Nullable String maalgruppe,
            @Nullable String visitation,
            LocalDate start,
            @Nullable LocalDate slut)
            implements OfPerson {
        @Override
        public String register() {
            return "forloeb";
        }

        @Override
        public List<@Nullable Object> cells() {
            return Line.cells(cpr, ydelse, maalgruppe, visitation, start, slut);
        }

        @Override
        public LocalDate earliest() {
            return start;
        }
    }

    record Interview(String cpr, LocalDate dato, @Nullable String type, String status) implements OfPerson {
        @Override
        public String register() {
            return "samtaler";
        }

        @Override
        public List<@Nullable Object> cells() {
            return Line.cells(cpr, dato, type, status);
        }

        @Override
        public LocalDate earliest() {
            return dato;
        }
    }

    record Offer(
            String cpr,
            String type,
            LocalDate start,
            @Nullable LocalDate slut,
            Place place,
            @Nullable Boolean godeMuligheder,
            @Nullable Boolean konkretJob)
            implements OfPerson {
        @Override
        public String register() {
            return "tilbud";
        }

        @Override
        public List<@Nullable Object> cells() {
            return Line.cells(cpr, type, start, slut, place.p, place.cvr, godeMuligheder, konkretJob);
        }

        @Override
        public LocalDate earliest() {
            return start;
        }
    }

    record Hours(String cpr, YearMonth maaned, BigDecimal timer, Place place) implements OfPerson {
        @Override
        public String register() {
            return "loentimer";
        }

        @Override
        public List<@Nullable Object> cells() {
            return Line.cells(cpr, maaned, timer, place.p, place.cvr);
        }

        @Override
        public LocalDate earliest() {
            return maaned.atDay(1);
        }
    }

    record Absence(
            String cpr,
            LocalDate start,
            @Nullable LocalDate delvisFra,
            @Nullable LocalDate slut,
            Place place) implements OfPerson {
        @Override
        public String register() {
            return "sygefravaer";
        }

        @Override
        public List<@Nullable Object> cells() {
            return Line.cells(cpr, start, delvisFra, slut, place.p, place.cvr);
        }

        @Override
        public LocalDate earliest() {
            return delvisFra != null && delvisFra.isBefore(start) ? delvisFra : start;
        }
    }

    record Status(String cpr, LocalDate fra, @Nullable LocalDate til, String status) implements OfPerson {
        @Override
        public String register() {
            return "arbejdsmarkedsstatus";
        }

        @Override
        public List<@Nullable Object> cells() {
            return Line.cells(cpr, fra, til, status);
        }

        @Override
        public LocalDate earliest() {
            return fra;
        }
    }

    record JobOrder(
            String id,
            LocalDate oprettet,
            Place place,
            int stillinger,
            int besatte,
            @Nullable String status) implements Line {
        @Override
        public String register() {
            return "jobordrer";
        }

        @Override
        public List<@Nullable Object> cells() {
            return Line.cells(id, oprettet, place.p, place.cvr, stillinger, besatte, status);
        }

        @Override
        public LocalDate earliest() {
            return oprettet;
        }
    }

    record Move(String sag, LocalDate dato, String fra, String til) implements Line {
        @Override
        public String register() {
            return "vandrende_sager";
        }

        @Override
        public List<@Nullable Object> cells() {
            return Line.cells(sag, dato, fra, til);
        }

        @Override
        public LocalDate earliest() {
            return dato;
        }
    }

    /** @param skoleaar the year it ends in */
    record Choice(int skoleaar, String valg, int antal, int aargang) implements Line {
        @Override
        public String register() {
            return "ungdomsvalg";
        }

        String year() {
            return (skoleaar - 1) + "/" + skoleaar;
        }

        @Override
        public List<@Nullable Object> cells() {
            return Line.cells(year(), valg, antal, aargang);
        }

        @Override
        public LocalDate earliest() {
            return LocalDate.of(skoleaar - 1, 8, 1);
        }
    }

    record Educated(int aar, int population, int gennemfoert) implements Line {
        @Override
        public String register() {
            return "unge_25";
        }

        @Override
        public List<@Nullable Object> cells() {
            return Line.cells(aar, population, gennemfoert);
        }

        @Override
        public LocalDate earliest() {
            return LocalDate.of(aar, 1, 1);
        }
    }

    record Outside(
            LocalDate dato,
            int population,
            int uden,
            @Nullable BigDecimal benchmark) implements Line {
        @Override
        public String register() {
            return "unge_rest";
        }

        @Override
        public List<@Nullable Object> cells() {
            return Line.cells(dato, population, uden, benchmark);
        }

        @Override
        public LocalDate earliest() {
            return dato;
        }
    }

    /** @param periode {@code 2024H1} */
    record Participants(String periode, int antal) implements Line {
        @Override
        public String register() {
            return "danskuddannelse";
        }

        @Override
        public List<@Nullable Object> cells() {
            return Line.cells(periode, antal);
        }

        @Override
        public LocalDate earliest() {
            return LocalDate.of(Integer.parseInt(periode.substring(0, 4)), periode.endsWith("1") ? 1 : 7, 1);
        }
    }

    record Hiring(LocalDate dato, String type, int antal) implements Line {
        @Override
        public String register() {
            return "ansaettelser";
        }

        @Override
        public List<@Nullable Object> cells() {
            return Line.cells(dato, type, antal);
        }

        @Override
        public LocalDate earliest() {
            return dato;
        }
    }
}
