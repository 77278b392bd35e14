package dk.maaltal.source.cvr;

import dk.maaltal.register.ProductionUnit;
import dk.maaltal.register.ProductionUnit.Address;
import dk.maaltal.register.ProductionUnit.Company;
import dk.maaltal.register.ProductionUnit.Headcount;
import dk.maaltal.register.ProductionUnit.Span;
import dk.maaltal.source.JsonText;
import dk.maaltal.source.UnreadableAnswer;
import dk.maaltal.source.register.Masked;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One document of the index, read strictly: what does not have the form the mapping promises refuses the answer, for a
 * workplace that is guessed at or left out would be a wrong number. Histories come out sorted, so that the same facts
 * are always the same.
 */
final class UnitDocument {
    private static final String ROOT = "VrproduktionsEnhed";
    private static final Pattern P_NUMBER = Pattern.compile("[1-9]\\d{9}");
    private static final Pattern CVR_NUMBER = Pattern.compile("\\d{8}");
    private static final Pattern BAND = Pattern.compile("ANTAL_(\\d{1,9})_(\\d{0,9})");
    /** What the index writes for "and above". */
    private static final int NO_END = 999_999;

    private static final Comparator<Span> BY_TIME = Comparator.comparing(
                    (Span span) -> span.from(), Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(span -> span.to(), Comparator.nullsLast(Comparator.naturalOrder()));

    private final JsonNode unit;
    private final int place;
    private final long pNumber;

    private UnitDocument(JsonNode source, int place) throws UnreadableAnswer {
        this.unit = source.path(ROOT);
        this.place = place;
        if (!unit.isObject()) {
            throw wrong(
                    "it has no %s but %s"
                            .formatted(
                                    ROOT,
                                    JsonText.shortened(source.propertyNames().toString())),
                    "a workplace under " + ROOT);
        }
        this.pNumber = number(unit.path("pNummer"), P_NUMBER, "pNummer", "a P-number of ten digits");
    }

    /**
     * The number alone.
     *
     * @param source the hit's {@code _source}
     * @param place which hit of the answer it is, from 1
     */
    static long pNumber(JsonNode source, int place) throws UnreadableAnswer {
        return new UnitDocument(source, place).pNumber;
    }

    /** The whole unit; see {@link #pNumber(JsonNode, int)}. */
    static ProductionUnit read(JsonNode source, int place) throws UnreadableAnswer {
        return new UnitDocument(source, place).read();
    }

    private ProductionUnit read() throws UnreadableAnswer {
        List<Span> lives = new ArrayList<>();
        for (JsonNode life : list("livsforloeb")) {
            lives.add(span(life, "livsforloeb"));
        }
        lives.sort(BY_TIME);
        return new ProductionUnit(pNumber, distinct(lives), addresses(), companies(), headcounts());
    }

    private List<Address> addresses() throws UnreadableAnswer {
        List<Address> addresses = new ArrayList<>();
        for (JsonNode address : list("beliggenhedsadresse")) {
            JsonNode code = address.path("kommune").path("kommuneKode");
            String municipality = null;
            if (isThere(code)) {
                String text =
                        code.isNumber() || code.isString() ? code.asString().strip() : "";
                if (!text.matches("\\d{1,3}|0\\d{3}")) {
                    throw wrong("its kommuneKode is " + shown(code), "a whole number of at most three digits");
                }
                municipality = "%03d".formatted(Integer.parseInt(text));
            }
            addresses.add(new Address(municipality, span(address, "beliggenhedsadresse")));
        }
        addresses.sort(Comparator.comparing(Address::span, BY_TIME)
                .thenComparing(Address::municipality, Comparator.nullsFirst(Comparator.naturalOrder())));
        return distinct(addresses);
    }

    private List<Company> companies() throws UnreadableAnswer {
        List<Company> companies = new ArrayList<>();
        for (JsonNode relation : list("virksomhedsrelation")) {
            companies.add(new Company(
                    number(relation.path("cvrNummer"), CVR_NUMBER, "cvrNummer", "a CVR number of eight digits"),
                    span(relation, "virksomhedsrelation")));
        }
        companies.sort(Comparator.comparing(Company::span, BY_TIME).thenComparing(Company::cvrNumber));
        return distinct(companies);
    }

    /** A count, and when CVR wrote it. */
    private record Row(Headcount count, Instant written) {}

    /**
     * Of several rows for one month the one written last holds. One that says nothing stays: without it the month before
     * would speak for a month whose size is not known.
     */
    private List<Headcount> headcounts() throws UnreadableAnswer {
        TreeMap<Integer, Row> months = new TreeMap<>();
        for (JsonNode entry : list("erstMaanedsbeskaeftigelse")) {
            Row row = row(entry);
            Row before = months.get(row.count().month());
            if (before != null
                    && before.written().equals(row.written())
                    && !before.count().equals(row.count())) {
                throw wrong(
                        "it has two numbers of employees for %d-%02d, written at the same time"
                                .formatted(row.count().month() / 12, row.count().month() % 12 + 1),
                        "one");
            }
            if (before == null || row.written().isAfter(before.written())) {
                months.put(row.count().month(), row);
            }
        }
        return months.values().stream().map(Row::count).toList();
    }

    private Row row(JsonNode entry) throws UnreadableAnswer {
        int year = whole(entry.path("aar"), "aar");
        int month = whole(entry.path("maaned"), "maaned");
        if (year < 1990 || year > 2200 || month < 1 || month > 12) {
            throw wrong("it has employees for month %d of %d".formatted(month, year), "a month");
        }
        JsonNode number = entry.path("antalAnsatte");
        Integer employees = isThere(number) ? Integer.valueOf(whole(number, "antalAnsatte")) : null;
        Integer atLeast = null;
        Integer atMost = null;
        JsonNode band = entry.path("intervalKodeAntalAnsatte");
        if (isThere(band)) {
            Matcher matcher = BAND.matcher(band.asString().strip());
            if (!band.isString() || !matcher.matches()) {
                throw wrong("its intervalKodeAntalAnsatte is " + shown(band), "ANTAL_<from>_<to>");
            }
            atLeast = Integer.valueOf(matcher.group(1));
            atMost = end(matcher.group(2));
            if (atMost != null && atMost < atLeast) {
                throw wrong("its intervalKodeAntalAnsatte is " + shown(band), "a band that ends after it begins");
            }
        }
        return new Row(new Headcount(year * 12 + month - 1, employees, atLeast, atMost), written(entry));
    }

    private static @Nullable Integer end(String digits) {
        if (digits.isEmpty()) {
            return null;
        }
        int end = Integer.parseInt(digits);
        return end >= NO_END ? null : Integer.valueOf(end);
    }

    /** Offsets differ from row to row; the instant is what counts. A row without the time is the oldest. */
    private Instant written(JsonNode entry) throws UnreadableAnswer {
        JsonNode time = entry.path("sidstOpdateret");
        if (!isThere(time)) {
            return Instant.MIN;
        }
        try {
            return OffsetDateTime.parse(time.asString()).toInstant();
        } catch (DateTimeException e) {
            throw wrong("its sidstOpdateret is " + shown(time), "a date and time with an offset");
        }
    }

    private Span span(JsonNode entry, String of) throws UnreadableAnswer {
        JsonNode period = entry.path("periode");
        if (!period.isObject()) {
            throw wrong("an entry of its %s has no periode".formatted(of), "gyldigFra and gyldigTil");
        }
        return new Span(day(period.path("gyldigFra"), "gyldigFra"), day(period.path("gyldigTil"), "gyldigTil"));
    }

    private @Nullable LocalDate day(JsonNode value, String name) throws UnreadableAnswer {
        if (!isThere(value)) {
            return null;
        }
        try {
            return LocalDate.parse(value.asString());
        } catch (DateTimeException e) {
            throw wrong("its %s is %s".formatted(name, shown(value)), "a date as 2024-06-30, or null");
        }
    }

    private int whole(JsonNode value, String name) throws UnreadableAnswer {
        if (value.isNumber()) {
            try {
                int number = new BigDecimal(value.asString()).intValueExact();
                if (number >= 0) {
                    return number;
                }
            } catch (ArithmeticException e) {
                // said below
            }
        }
        throw wrong("its %s is %s".formatted(name, shown(value)), "a whole number, not negative");
    }

    private long number(JsonNode value, Pattern form, String name, String expected) throws UnreadableAnswer {
        String text = value.isNumber() || value.isString() ? value.asString().strip() : "";
        if (!form.matcher(text).matches()) {
            throw wrong("its %s is %s".formatted(name, shown(value)), expected);
        }
        return Long.parseLong(text);
    }

    /** The entries of a history; one that is not there is empty. */
    private List<JsonNode> list(String name) throws UnreadableAnswer {
        JsonNode value = unit.path(name);
        if (!isThere(value)) {
            return List.of();
        }
        if (!value.isArray()) {
            throw wrong("its %s is no list".formatted(name), "a list");
        }
        return value.valueStream().toList();
    }

    private static boolean isThere(JsonNode value) {
        return !value.isMissingNode() && !value.isNull();
    }

    private static String shown(JsonNode value) {
        return value.isMissingNode() ? "not there" : Masked.text(JsonText.shortened(value.toString()));
    }

    private static <T> List<T> distinct(List<T> all) {
        return all.stream().distinct().toList();
    }

    /** The number of the workplace stays out of it: numbers of that form are shown nowhere. */
    private UnreadableAnswer wrong(String what, String expected) {
        return UnreadableAnswer.mismatch(
                "", "the document of hit %d cannot be read: %s".formatted(place, what), expected);
    }
}
