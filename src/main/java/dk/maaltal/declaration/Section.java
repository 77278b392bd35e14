package dk.maaltal.declaration;

import dk.maaltal.declaration.Node.Entry;
import dk.maaltal.declaration.Node.Items;
import dk.maaltal.declaration.Node.Mapping;
import dk.maaltal.series.ReferencePeriod;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Period;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Typed access to the keys of one YAML mapping. A missing or wrong value becomes a finding and reading goes on, with a
 * harmless stand-in for what was required: whoever reads asks {@link Findings#count} before it trusts the whole.
 * {@link #done} reports the keys nobody asked for.
 */
public final class Section {
    private static final LocalDate NO_DATE = LocalDate.EPOCH;

    private final Mapping mapping;
    private final Findings findings;
    private final Set<String> asked = new LinkedHashSet<>();

    Section(Mapping mapping, Findings findings) {
        this.mapping = mapping;
        this.findings = findings;
    }

    public Findings findings() {
        return findings;
    }

    public int line() {
        return mapping.line();
    }

    /** The line of a key, or of the section where the key is not there. */
    public int line(String key) {
        Entry entry = mapping.entry(key);
        return entry == null ? line() : entry.line();
    }

    public boolean has(String key) {
        Entry entry = mapping.entry(key);
        return entry != null && !entry.value().isNone();
    }

    public List<Entry> entries() {
        mapping.entries().forEach(entry -> asked.add(entry.key()));
        return mapping.entries();
    }

    public String text(String key) {
        return required(key, "text", "", Values::text);
    }

    public Optional<String> optionalText(String key) {
        return optional(key, "text", Values::text);
    }

    /** A text that must match. */
    public String text(String key, Pattern form, String expected) {
        return required(key, expected, "", node -> {
            String text = Values.text(node);
            if (!form.matcher(text).matches()) {
                throw new IllegalArgumentException("is '%s'".formatted(text));
            }
            return text;
        });
    }

    /** One text or a list of them, at least one. */
    public List<String> texts(String key) {
        return required(key, "a text or a list of texts", List.of(), Values::texts);
    }

    public List<String> optionalTexts(String key) {
        return optional(key, "a text or a list of texts", Values::texts).orElse(List.of());
    }

    public Optional<String> optionalRegex(String key) {
        return optional(key, "a regular expression", node -> Values.regex(Values.text(node)));
    }

    public List<String> optionalRegexes(String key) {
        return optional(key, "regular expressions", Values::regexes).orElse(List.of());
    }

    public int number(String key, int least, int most) {
        return required(key, Values.range(least, most), least, node -> Values.number(node, least, most));
    }

    public Optional<Integer> optionalNumber(String key, int least, int most) {
        return optional(key, Values.range(least, most), node -> Values.number(node, least, most));
    }

    public Optional<BigDecimal> optionalDecimal(String key) {
        return optional(key, "a number with a decimal point", Values::decimal);
    }

    public boolean flag(String key) {
        return optional(key, "true or false", Values::flag).orElse(false);
    }

    public LocalDate date(String key) {
        return required(key, "a date like 2024-06-30", NO_DATE, Values::date);
    }

    @Nullable
    public LocalDate optionalDate(String key) {
        return optional(key, "a date like 2024-06-30", Values::date).orElse(null);
    }

    public Period duration(String key) {
        return required(key, "days or months like P14D or P3M", Period.ZERO, Values::duration);
    }

    @Nullable
    public Period optionalDuration(String key) {
        return optional(key, "days or months like P14D or P3M", Values::duration)
                .orElse(null);
    }

    public Optional<ReferencePeriod> optionalPeriod(String key) {
        return optional(key, "a period like 2024Q1 or 2025M06", Values::period);
    }

    public ReferencePeriod period(String key, ReferencePeriod fallback) {
        return required(key, "a period like 2024Q1 or 2025M06", fallback, Values::period);
    }

    public <E extends Enum<E>> E choice(String key, E[] values) {
        return required(key, Values.oneOf(values), values[0], node -> Values.choice(node, values));
    }

    public <E extends Enum<E>> Optional<E> optionalChoice(String key, E[] values) {
        return optional(key, Values.oneOf(values), node -> Values.choice(node, values));
    }

    public Optional<Section> optionalSection(String key) {
        return optional(key, "keys and values", this::asSection);
    }

    /** A required section; empty after a finding. */
    public Optional<Section> section(String key) {
        return required(key, "keys and values", Optional.empty(), node -> Optional.of(asSection(node)));
    }

    /** A list of sections, at least one. */
    public List<Section> sections(String key) {
        return required(key, "a list", List.of(), node -> {
            if (!(node instanceof Items list) || list.items().isEmpty()) {
                throw new IllegalArgumentException(
                        "is " + (node instanceof Items ? "an empty list" : node.described()));
            }
            return list.items().stream().flatMap(this::itemSection).toList();
        });
    }

    private Stream<Section> itemSection(Node item) {
        if (item instanceof Mapping m) {
            return Stream.of(new Section(m, findings));
        }
        findings.add(item.line(), "an item of the list is " + item.described(), "keys and values");
        return Stream.empty();
    }

    /** The value as it stands, for keys that take more than one shape. */
    public Optional<Node> raw(String key) {
        asked.add(key);
        return has(key) ? Optional.ofNullable(mapping.entry(key)).map(Entry::value) : Optional.empty();
    }

    /** A section made of a node someone else found. */
    public Section of(Mapping inner) {
        return new Section(inner, findings);
    }

    public void wrong(String key, String what, String expected) {
        findings.add(line(key), what, expected);
    }

    /** Reports every key that was not asked for. */
    public void done() {
        for (Entry entry : mapping.entries()) {
            if (!asked.contains(entry.key())) {
                findings.add(
                        entry.line(),
                        "'%s' is not a key here".formatted(entry.key()),
                        "one of " + String.join(", ", asked),
                        "mend the spelling or remove it");
            }
        }
    }

    private <T> T required(String key, String expected, T fallback, Function<Node, T> reader) {
        if (!has(key)) {
            asked.add(key);
            findings.add(line(key), "'%s' is missing".formatted(key), expected);
            return fallback;
        }
        return optional(key, expected, reader).orElse(fallback);
    }

    private <T> Optional<T> optional(String key, String expected, Function<Node, T> reader) {
        Optional<Node> node = raw(key);
        if (node.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(reader.apply(node.get()));
        } catch (IllegalArgumentException e) {
            int line = e instanceof Values.Misfit misfit
                    ? misfit.line()
                    : node.get().line();
            findings.add(line, "'%s' %s".formatted(key, e.getMessage()), expected);
            return Optional.empty();
        }
    }

    private Section asSection(Node node) {
        if (node instanceof Mapping m) {
            return new Section(m, findings);
        }
        throw new IllegalArgumentException("is " + node.described());
    }
}
