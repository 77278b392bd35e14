package dk.maaltal.plan;

import dk.maaltal.declaration.Node.Mapping;
import dk.maaltal.declaration.Section;
import dk.maaltal.declaration.Values;
import dk.maaltal.plan.Component.Unit;
import dk.maaltal.register.CodeLists;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads how a figure is computed from registers. */
final class LocalReader {
    private final Optional<CodeLists> lists;

    LocalReader(Optional<CodeLists> lists) {
        this.lists = lists;
    }

    Optional<LocalBasis> read(Section section, Unit unit) {
        int before = section.findings().count();
        LocalKind kind = section.choice("kind", LocalKind.values());
        boolean kindKnown = section.findings().count() == before;
        List<String> registers = section.texts("registers");
        String named = section.optionalText("disclosure").orElse(Disclosure.NONE.text());
        Optional<Disclosure> disclosure = Disclosure.of(named);
        if (disclosure.isEmpty()) {
            section.wrong("disclosure", "'disclosure' is '%s'".formatted(named), "one of none, star-3, dst-5");
        }
        Period maturity = section.optionalDuration("maturity");
        Section told = section.optionalSection("parameters")
                .orElseGet(() -> section.of(new Mapping(section.line(), List.of())));
        section.done();
        if (!kindKnown) {
            return Optional.empty();
        }
        checkRegisters(kind, registers, section);
        checkUnit(kind, unit, section);
        Parameters parameters = new Parameters(told, lists);
        LocalRule rule = kind.read(parameters);
        told.done();
        return section.findings().count() > before
                ? Optional.empty()
                : Optional.of(new LocalBasis(
                        Values.word(kind),
                        kind.registers(),
                        kind.readsCvr(),
                        rule,
                        disclosure.orElse(Disclosure.NONE),
                        maturity,
                        parameters.canonical()));
    }

    private static void checkRegisters(LocalKind kind, List<String> given, Section section) {
        Set<String> reads = kind.sources();
        String expected = "%s reads %s".formatted(Values.word(kind), String.join(", ", reads));
        for (String register : given) {
            if (!LocalKind.SOURCES.contains(register)) {
                section.wrong(
                        "registers",
                        "register '%s' is not known".formatted(register),
                        "one of " + String.join(", ", LocalKind.SOURCES));
            } else if (!reads.contains(register)) {
                section.wrong("registers", "register '%s' is not read".formatted(register), expected);
            }
        }
        reads.stream()
                .filter(register -> !given.contains(register))
                .forEach(register ->
                        section.wrong("registers", "register '%s' is missing".formatted(register), expected));
    }

    private static void checkUnit(LocalKind kind, Unit unit, Section section) {
        if (!kind.units().contains(unit)) {
            section.wrong(
                    "kind",
                    "%s for the unit %s".formatted(Values.word(kind), unit.text()),
                    "a unit of "
                            + String.join(
                                    ", ", kind.units().stream().map(Unit::text).toList()));
        }
    }
}
