package dk.maaltal.source.register;

import dk.maaltal.register.CodeList;
import dk.maaltal.register.CodeLists;
import dk.maaltal.register.Column;
import dk.maaltal.register.Register;
import dk.maaltal.source.register.Rejection.Rule;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the readers of a file's columns, and keeps the labels of its codes and words. */
final class CellReaders {
    /** A month of 31 days has no more hours. */
    private static final long MOST_HOURS = 744 * Column.DECIMAL_SCALE;

    private static final int MOST_WORDS = 10_000;
    private static final int LONGEST_WORD = 200;

    private final Register register;
    private final Layout layout;
    private final CodeLists codes;
    private final Supplier<KeyedDigest> digest;
    private final boolean keyed;
    private final Days days;
    private final Map<String, List<String>> labels = new LinkedHashMap<>();

    /**
     * @param digest for what only sameness is kept of
     * @param keyed whether its key is the configured one
     */
    CellReaders(Layout layout, CodeLists codes, Supplier<KeyedDigest> digest, boolean keyed, Days days) {
        this.register = layout.register();
        this.layout = layout;
        this.codes = codes;
        this.digest = digest;
        this.keyed = keyed;
        this.days = days;
    }

    /** The labels of code and word columns so far, by place. */
    Map<String, List<String>> labels() {
        return labels;
    }

    CellReader of(Column column) {
        CellReader reader = translated(plainly(column), layout.columns().get(column.name()));
        return switch (column.type()) {
            case CODE, FLAG, WORD, OPAQUE -> new Spellings(reader);
            default -> reader;
        };
    }

    /** Reads canonical values only: the layout's own words are not translated. */
    CellReader plainly(Column column) {
        DecimalMark mark = layout.decimal();
        return switch (column.type()) {
            case CODE -> code(column);
            case FLAG -> CellReaders::flag;
            case WORD -> word(column);
            case OPAQUE -> opaque(column);
            case PERSON -> Persons::number;
            case DATE -> days::day;
            case MONTH -> days::month;
            case YEAR -> Days::year;
            case SCHOOL_YEAR -> Days::schoolYear;
            case HALF_YEAR -> Days::halfYear;
            case P_NUMBER -> text -> number(text, 10, Rule.BAD_P_NUMBER);
            case CVR_NUMBER -> text -> number(text, 8, Rule.BAD_CVR);
            case INTEGER -> suppressible(text -> Numbers.whole(text, mark));
            case DECIMAL ->
                suppressible(column.name().equals("timer") ? hours(mark) : text -> Numbers.decimal(text, mark));
        };
    }

    private static CellReader hours(DecimalMark mark) {
        return text -> {
            long hours = Numbers.decimal(text, mark);
            return hours > MOST_HOURS ? Faults.NUMBER : hours;
        };
    }

    /** In a sheet {@code <5} is a number someone hid; what a person has is never hidden. */
    private CellReader suppressible(CellReader number) {
        if (register.isPersonal()) {
            return number;
        }
        return text -> text.at(0) == '<' && Numbers.isSuppressed(text) ? Column.SUPPRESSED : number.read(text);
    }

    private static long number(Text text, int digits, Rule rule) {
        if (text.isDigits(digits)) {
            return text.digits(0, digits);
        }
        String squeezed = text.words().replace(" ", "");
        boolean right = squeezed.length() == digits && squeezed.chars().allMatch(c -> c >= '0' && c <= '9');
        return right ? Long.parseLong(squeezed) : Faults.of(rule);
    }

    private CellReader code(Column column) {
        CodeList list = codes.list(String.valueOf(column.codelist()));
        Map<String, Long> places = new HashMap<>();
        List<String> all = new ArrayList<>();
        for (CodeList.Code code : list.codes()) {
            places.put(Words.cell(code.label()), (long) all.size());
            all.add(code.label());
        }
        labels.put(column.name(), all);
        return text -> places.getOrDefault(Words.cell(text.words()), Faults.CODE);
    }

    private static long flag(Text text) {
        return switch (Words.cell(text.words())) {
            case "ja", "j" -> 1;
            case "nej", "n" -> 0;
            default -> Faults.CODE;
        };
    }

    /** Words are kept as they are, so none of them may be a CPR number, key or not. */
    private CellReader word(Column column) {
        List<String> all = new ArrayList<>();
        Map<String, Long> places = new HashMap<>();
        labels.put(column.name(), all);
        return text -> {
            String word = text.words();
            if (Masked.holdsCpr(word)) {
                return Faults.CPR;
            }
            Long place = places.get(word);
            if (place == null) {
                if (word.length() > LONGEST_WORD || all.size() == MOST_WORDS) {
                    return Faults.CODE;
                }
                place = (long) all.size();
                places.put(word, place);
                all.add(word);
            }
            return place;
        };
    }

    /** Without the configured key a digest may be guessed by whoever has the salt, so no CPR number may be digested. */
    private CellReader opaque(Column column) {
        String prefix = register.text() + "." + column.name() + ":";
        KeyedDigest keyedDigest = digest.get();
        return text -> {
            String words = text.words();
            if (!keyed && Masked.holdsCpr(words)) {
                return Faults.CPR;
            }
            keyedDigest.digest((prefix + words).getBytes(StandardCharsets.UTF_8));
            return keyedDigest.word(0) >>> 1;
        };
    }

    private static CellReader translated(CellReader reader, Layout.@Nullable Source source) {
        if (source == null || source.values().isEmpty() && source.without().isEmpty()) {
            return reader;
        }
        Text canonical = new Text();
        return text -> {
            String words = Words.cell(text.words());
            if (source.without().contains(words)) {
                return CellReader.WITHOUT;
            }
            String other = source.values().get(words);
            if (other == null) {
                return reader.read(text);
            }
            return canonical.set(other).isMissing() ? Column.NONE : reader.read(canonical);
        };
    }
}
