package dk.maaltal.plan;

import dk.maaltal.declaration.Section;
import dk.maaltal.register.CodeList;
import dk.maaltal.register.CodeLists;
import dk.maaltal.series.ReferencePeriod;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a kind of computation is told; remembers each value as the canonical form has it. */
final class Parameters {
    private final Section section;
    private final Optional<CodeLists> lists;
    private final Map<String, Object> canonical = new TreeMap<>();

    /** @param lists the plan's code lists, or empty when they could not be read: then no code is doubted */
    Parameters(Section section, Optional<CodeLists> lists) {
        this.section = section;
        this.lists = lists;
    }

    /** Every value that was asked for. */
    Map<String, Object> canonical() {
        return canonical;
    }

    int number(String key, int least, int most) {
        return kept(key, section.number(key, least, most));
    }

    String text(String key) {
        return kept(key, section.text(key));
    }

    @Nullable
    ReferencePeriod optionalPeriod(String key) {
        ReferencePeriod period = section.optionalPeriod(key).orElse(null);
        if (period != null) {
            canonical.put(key, period.id());
        }
        return period;
    }

    String code(String key, String list) {
        String code = section.text(key);
        if (!code.isEmpty()
                && lists.isPresent()
                && lists.get().list(list).code(code).isEmpty()) {
            unknown(key, code, lists.get().list(list), false);
        }
        return kept(key, code);
    }

    /** Codes of a list, each by itself or all with a property. */
    List<String> codes(String key, String list) {
        TreeSet<String> codes = new TreeSet<>();
        for (String text : section.texts(key)) {
            codes.addAll(lists.map(all -> codes(key, text, all.list(list))).orElse(List.of(text)));
        }
        return kept(key, List.copyOf(codes));
    }

    private List<String> codes(String key, String text, CodeList list) {
        if (list.code(text).isPresent()) {
            return List.of(text);
        }
        List<String> having = list.having(text);
        if (having.isEmpty()) {
            unknown(key, text, list, true);
        }
        return having;
    }

    /** Some of a few words. */
    List<String> words(String key, List<String> known) {
        TreeSet<String> words = new TreeSet<>();
        for (String word : section.texts(key)) {
            if (!known.contains(word)) {
                section.wrong(key, "'%s' is not known".formatted(word), "one of " + String.join(", ", known));
            }
            words.add(word);
        }
        return kept(key, List.copyOf(words));
    }

    private void unknown(String key, String text, CodeList list, boolean orProperty) {
        TreeSet<String> expected = new TreeSet<>();
        for (CodeList.Code code : list.codes()) {
            expected.add(code.label());
            if (orProperty) {
                expected.addAll(code.properties());
            }
        }
        section.wrong(
                key, "'%s' is no code of %s".formatted(text, list.name()), "one of " + String.join(", ", expected));
    }

    private <T> T kept(String key, T value) {
        canonical.put(key, value);
        return value;
    }
}
