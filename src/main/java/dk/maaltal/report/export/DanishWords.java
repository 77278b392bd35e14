package dk.maaltal.report.export;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What Danish readers see in place of the contract's own words, which stay as they are in files for machines. */
public final class DanishWords {
    /** Column of the contract to its words, in an order for reading, each with its Danish. */
    private static final Map<String, Map<String, String>> WORDS = Map.ofEntries(
            Map.entry("state", words("""
                    OK = I orden
                    PRELIMINARY = Foreløbig
                    STALE = Forældet
                    NO_POPULATION = Ingen i målgruppen
                    IMMATURE = Kan endnu ikke opgøres
                    SUPPRESSED = Skjult
                    NOT_PUBLISHED = Ikke offentliggjort
                    SOURCE_MISSING = Kilden mangler
                    """)),
            Map.entry("status", words("""
                    MET = Nået
                    NOT_MET = Ikke nået
                    NOT_ASSESSABLE = Kan ikke vurderes
                    NOT_DUE = Skal først nås senere
                    NO_TARGET = Intet måltal
                    """)),
            Map.entry("reason", words("""
                    immature = For ny til at kunne opgøres
                    hidden = Skjult af hensyn til få personer
                    not_published = Kilden er ikke nået til perioden
                    source_missing = Kilden mangler
                    no_population = Ingen i målgruppen
                    stale = Kilden har nyere tal, som ikke er hentet
                    no_previous = Intet tal for samme periode året før
                    no_benchmark = Intet tal at sammenligne med
                    definition_break = Opgjort på en anden måde end før
                    """)),
            Map.entry("basis", words("""
                    official = Officiel (Jobindsats)
                    local = Lokal (registre, CVR)
                    """)),
            Map.entry("component", words("""
                    value = Værdi
                    count = Antal
                    share = Andel
                    fill_rate = Besættelsesgrad
                    orders_per_month = Jobordrer pr. måned
                    actual = Faktisk antal
                    expected = Forventet antal
                    """)),
            Map.entry("unit", words("""
                    percent = procent
                    persons = personer
                    cases = sager
                    count = antal
                    per_month = pr. måned
                    """)),
            Map.entry("change_kind", words("""
                    initial = Første offentliggørelse
                    revision = Kilderne siger noget andet
                    definition = Opgjort efter en ændret definition
                    correction = Rettelse af en fejl
                    """)),
            Map.entry("period_type", words("""
                    Q = Kvartal
                    H = Halvår
                    Y = År
                    """)),
            Map.entry("direction", words("""
                    higher = Højere er bedre
                    lower = Lavere er bedre
                    """)),
            Map.entry("follow_up", words("""
                    quarterly = Hvert kvartal
                    half_yearly = Hvert halvår
                    yearly = Hvert år
                    """)),
            Map.entry("area_type", words("""
                    municipality = Kommune
                    country = Hele landet
                    """)));

    /** The states of a cell without a value, and what the missing value is called. */
    private static final List<String> WITHOUT_VALUE =
            List.of("NO_POPULATION", "IMMATURE", "SUPPRESSED", "NOT_PUBLISHED", "SOURCE_MISSING");

    private DanishWords() {}

    private static Map<String, String> words(String lines) {
        Map<String, String> words = new LinkedHashMap<>();
        lines.lines().forEach(line -> {
            int is = line.indexOf(" = ");
            words.put(line.substring(0, is), line.substring(is + 3));
        });
        return words;
    }

    /** The contract's words of a column; empty when any text may stand there. */
    public static List<String> of(String column) {
        return List.copyOf(WORDS.getOrDefault(column, Map.of()).keySet());
    }

    /**
     * The Danish of a word.
     *
     * @param column of the contract
     * @return null for null, and the word itself when it has no Danish
     */
    public static @Nullable String danish(String column, @Nullable Object word) {
        return word == null
                ? null
                : WORDS.getOrDefault(column, Map.of()).getOrDefault(word.toString(), word.toString());
    }

    /** States of cells without a value. */
    public static List<String> statesWithoutValue() {
        return WITHOUT_VALUE;
    }

    /**
     * A target in words: {@code >= 80 %} is {@code mindst 80 %}.
     *
     * @param target the contract's {@code target_text}
     */
    public static String target(String target) {
        String text = target.replace(">= ", "mindst ").replace("<= ", "højst ").replace("> ", "over ");
        return text.replace("< ", "under ")
                .replace("last year", "året før")
                .replace("benchmark", "ministeriets sammenligningstal")
                .replace("ceiling of", "loftet for")
                .replace("DK", "hele landet")
                .replaceAll("\\bpp\\b", "procentpoint")
                .replaceAll("(\\d)\\.(\\d)", "$1,$2");
    }
}
