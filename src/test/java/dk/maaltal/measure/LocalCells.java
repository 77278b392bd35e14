package dk.maaltal.measure;

import dk.maaltal.plan.Component;
import dk.maaltal.plan.Disclosure;
import dk.maaltal.plan.LocalBasis;
import dk.maaltal.plan.LocalRule;
import dk.maaltal.plan.Measure;
import dk.maaltal.plan.Plan;
import dk.maaltal.plan.PlanReader;
import dk.maaltal.register.Register;
import dk.maaltal.series.ReferencePeriod;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Evaluates one measure of the shipped plan over registers in memory. */
final class LocalCells {
    static final Plan PLAN = new PlanReader().read(Path.of("config/plans/norddjurs-2024"));
    static final Instant LATE = Instant.parse("2026-12-01T03:00:00Z");

    private LocalCells() {}

    static Measure shipped(String id) {
        return PLAN.measure(id).orElseThrow();
    }

    static Evaluated evaluate(Measure measure, FakeRegisters registers, String period, Instant asOf) {
        return Cells.evaluate(Fixture.plan(measure), FakeKnowledge.of("").registers(registers), period, asOf);
    }

    /** {@code 2.1}, or {@code 2.2 share}. */
    static Row cell(String which, FakeRegisters registers, String period) {
        return cell(which, registers, period, LATE);
    }

    static Row cell(String which, FakeRegisters registers, String period, Instant asOf) {
        String[] part = which.split(" ");
        return row(evaluate(shipped(part[0]), registers, period, asOf), part.length > 1 ? part[1] : "value");
    }

    static Row row(Evaluated evaluated, String component) {
        return evaluated.rows().stream()
                .filter(row -> row.key().basis() == Basis.LOCAL
                        && row.key().component().equals(component))
                .findFirst()
                .orElseThrow();
    }

    /** {@code OK 75 = 3 / 4}; what is not there is {@code -}. */
    static String text(Row row) {
        return "%s %s = %s / %s"
                .formatted(
                        row.state(),
                        Cells.plain(row.value()),
                        Cells.plain(row.numerator()),
                        Cells.plain(row.denominator()));
    }

    /** The same measure, hiding by another rule. */
    static Measure hiding(Measure measure, Disclosure... rules) {
        Component[] components = new Component[measure.components().size()];
        for (int i = 0; i < components.length; i++) {
            Component component = measure.components().get(i);
            LocalBasis basis = Objects.requireNonNull(component.local());
            components[i] = new Component(
                    component.name(),
                    component.unit(),
                    List.of(),
                    basis(basis, basis.rule(), rules[i]),
                    Component.Primary.LOCAL,
                    component.target());
        }
        return Fixture.measure(measure.id(), components);
    }

    static LocalBasis basis(LocalBasis like, LocalRule rule, Disclosure disclosure) {
        return new LocalBasis(
                like.kind(), like.registers(), like.cvr(), rule, disclosure, like.maturity(), like.parameters());
    }

    /** On support at the end of 2023 and 2024: {@code n} for long then, the rest since autumn 2024. */
    static FakeRegisters onSupport(int n, int of) {
        FakeRegisters registers = new FakeRegisters().taken(Register.FORLOEB);
        for (int i = 0; i < of; i++) {
            String from = i < n ? "2015-01-01" : "2024-10-01";
            registers.rows(Register.FORLOEB, "%d;Kontanthjælp;;;%s;".formatted(i, from));
        }
        return registers;
    }

    static ReferencePeriod period(String id) {
        return ReferencePeriod.parse(id);
    }
}
