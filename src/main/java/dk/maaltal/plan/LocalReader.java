package dk.maaltal.plan;

import dk.maaltal.declaration.Node.Entry;
import dk.maaltal.declaration.Node.Items;
import dk.maaltal.declaration.Node.Kind;
import dk.maaltal.declaration.Node.Scalar;
import dk.maaltal.declaration.Section;
import dk.maaltal.declaration.Values;
import java.math.BigDecimal;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads how a figure is computed from registers. */
final class LocalReader {
    private static final List<String> DISCLOSURE = List.of("none", "star-3", "dst-5");

    private LocalReader() {}

    static Optional<LocalBasis> read(Section section) {
        int before = section.findings().count();
        LocalKind kind = section.choice("kind", LocalKind.values());
        boolean kindKnown = section.findings().count() == before;
        List<String> registers = section.texts("registers");
        registers.stream()
                .filter(register -> !LocalKind.REGISTERS.contains(register))
                .forEach(register -> section.wrong(
                        "registers",
                        "register '%s' is not known".formatted(register),
                        "one of " + String.join(", ", new TreeSet<>(LocalKind.REGISTERS))));
        String disclosure = section.optionalText("disclosure").orElse("none");
        if (!DISCLOSURE.contains(disclosure)) {
            section.wrong("disclosure", "'disclosure' is '%s'".formatted(disclosure), "one of none, star-3, dst-5");
        }
        Period maturity = section.optionalDuration("maturity");
        Map<String, Object> parameters = new TreeMap<>();
        section.optionalSection("parameters").ifPresent(s -> parameters.putAll(parameters(s)));
        section.done();
        if (kindKnown) {
            checkAgainst(kind, registers, parameters.keySet(), section);
        }
        if (section.findings().count() > before) {
            return Optional.empty();
        }
        parameters.put("disclosure", disclosure);
        return Optional.of(new LocalBasis(Values.word(kind), registers, parameters, maturity));
    }

    private static void checkAgainst(LocalKind kind, List<String> registers, Set<String> given, Section section) {
        for (String register : kind.registers()) {
            if (!registers.contains(register)) {
                section.wrong(
                        "registers",
                        "register '%s' is missing".formatted(register),
                        "%s reads %s".formatted(Values.word(kind), String.join(", ", kind.registers())));
            }
        }
        for (String name : kind.requiredParameters()) {
            if (!given.contains(name)) {
                section.wrong(
                        "parameters",
                        "parameter '%s' is missing".formatted(name),
                        "%s needs %s".formatted(Values.word(kind), String.join(", ", kind.requiredParameters())));
            }
        }
        for (String name : given) {
            if (!kind.requiredParameters().contains(name)
                    && !kind.optionalParameters().contains(name)) {
                section.wrong(
                        "parameters",
                        "parameter '%s' is not one of %s".formatted(name, Values.word(kind)),
                        kind.requiredParameters().isEmpty() ? "none" : String.join(", ", kind.requiredParameters()));
            }
        }
    }

    /** Text, a number, a flag or a list of texts; nothing deeper. */
    private static Map<String, Object> parameters(Section section) {
        Map<String, Object> parameters = new TreeMap<>();
        for (Entry entry : section.entries()) {
            value(section, entry).ifPresent(value -> parameters.put(entry.key(), value));
        }
        return parameters;
    }

    private static Optional<Object> value(Section section, Entry entry) {
        if (entry.key().endsWith("_from")) {
            return section.optionalPeriod(entry.key()).map(Object::toString);
        }
        if (entry.value() instanceof Items) {
            return Optional.of(section.texts(entry.key()));
        }
        if (entry.value() instanceof Scalar scalar && scalar.kind() == Kind.NUMBER) {
            return section.optionalDecimal(entry.key()).map(BigDecimal::stripTrailingZeros);
        }
        if (entry.value() instanceof Scalar scalar && scalar.kind() == Kind.FLAG) {
            return Optional.of(section.flag(entry.key()));
        }
        return section.optionalText(entry.key()).map(text -> text);
    }
}
