package dk.maaltal.plan;

import dk.maaltal.declaration.Section;
import dk.maaltal.plan.Measure.Direction;
import dk.maaltal.plan.Measure.FollowUp;
import dk.maaltal.register.CodeLists;
import dk.maaltal.series.Frequency;
import dk.maaltal.series.MeasureSelector;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the file of one measure. */
final class MeasureReader {
    static final Pattern ID = Pattern.compile("[1-9]\\d?\\.[1-9]\\d?");
    private static final Set<String> PERIODS = new TreeSet<>(Set.of("Q", "Q1", "Q2", "Q3", "Q4", "H", "H1", "H2", "Y"));

    private final DeclaredTables tables;
    private final LocalReader locals;

    MeasureReader(DeclaredTables tables, Optional<CodeLists> lists) {
        this.tables = tables;
        this.locals = new LocalReader(lists);
    }

    /**
     * @param expectedId what the file's name says
     * @return empty after a finding
     */
    Optional<Measure> read(Section file, String expectedId) {
        int before = file.findings().count();
        String id = file.text("id", ID, "a number in quotes like \"6.10\"");
        if (!id.isEmpty() && !id.equals(expectedId)) {
            file.wrong("id", "the id is %s, but the file is named %s.yml".formatted(id, expectedId), "the same");
        }
        Optional<Section> title = file.section("title");
        String titleDa = title.map(s -> s.text("da")).orElse("");
        String titleEn = title.map(s -> s.text("en")).orElse("");
        title.ifPresent(Section::done);
        String description = file.text("description_da");
        String sourceText = file.text("source_text_da");
        Integer goal = file.optionalNumber("minister_goal", 1, 9).orElse(null);
        Direction direction = file.choice("direction", Direction.values());
        FollowUp followUp = file.choice("follow_up", FollowUp.values());
        Set<String> periods = periods(file, followUp);
        file.optionalSection("tables").ifPresent(tables::declare);
        Map<String, MeasureSelector> columns =
                file.optionalSection("columns").map(FormulaReader::columns).orElse(Map.of());
        List<Component> components = components(file, new ComponentReader(new FormulaReader(tables, columns), locals));
        LocalDate from = file.optionalDate("valid_from");
        LocalDate to = file.optionalDate("valid_to");
        if (from != null && to != null && to.isBefore(from)) {
            file.wrong("valid_to", "the measure ends %s, before it begins %s".formatted(to, from), "a later day");
        }
        List<String> watch = file.optionalRegexes("watch");
        file.done();
        if (file.findings().count() > before) {
            return Optional.empty();
        }
        Measure draft = new Measure(
                id,
                goal,
                titleDa,
                titleEn,
                description,
                sourceText,
                direction,
                followUp,
                periods,
                components,
                from,
                to,
                "",
                watch,
                file.findings().file());
        return Optional.of(Definition.stamp(draft));
    }

    private static Set<String> periods(Section file, FollowUp followUp) {
        Set<String> periods = new LinkedHashSet<>(file.texts("periods"));
        for (String period : periods) {
            if (!PERIODS.contains(period)) {
                file.wrong("periods", "period kind '%s'".formatted(period), "one of " + String.join(", ", PERIODS));
            }
        }
        String due = followUp.frequency().name();
        if (!periods.isEmpty() && file.has("follow_up") && periods.stream().noneMatch(p -> p.startsWith(due))) {
            file.wrong(
                    "follow_up", "it is reported in %s, but has no row there".formatted(due), due + " among 'periods'");
        }
        return periods;
    }

    private static List<Component> components(Section file, ComponentReader reader) {
        List<Component> components = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Section section : file.sections("components")) {
            Optional<Component> component = reader.read(section);
            component.ifPresent(c -> {
                if (!names.add(c.name())) {
                    section.wrong("name", "component '%s' stands twice".formatted(c.name()), "each name once");
                }
                checkTargetPeriod(file, section, c);
                components.add(c);
            });
        }
        return components;
    }

    private static void checkTargetPeriod(Section file, Section section, Component component) {
        @Nullable
        Frequency only = component.target() == null ? null : component.target().frequency();
        if (only != null && file.optionalTexts("periods").stream().noneMatch(p -> p.startsWith(only.name()))) {
            section.wrong(
                    "target",
                    "the target holds only for %s, where the measure has no row".formatted(only),
                    "a kind among 'periods'");
        }
    }
}
