package dk.maaltal.plan;

import dk.maaltal.declaration.Findings;
import dk.maaltal.declaration.Section;
import dk.maaltal.declaration.YamlFile;
import dk.maaltal.plan.Plan.Publication;
import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import dk.maaltal.register.CodeLists;
import dk.maaltal.series.Area;
import dk.maaltal.series.AreaBook;
import dk.maaltal.series.Frequency;
import dk.maaltal.series.Labels;
import dk.maaltal.series.ReferencePeriod;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads a plan's folder: {@code plan.yml}, one file a measure, and the code lists it names. Checks everything at once. */
public final class PlanReader {
    private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern CODE = Pattern.compile("[1-8]\\d\\d");
    private static final ReferencePeriod NO_PERIOD = new ReferencePeriod(Frequency.Q, 1900, 1);
    private static final String PLAN = "plan.yml";
    private static final String MEASURES = "measures";
    private static final String SUFFIX = ".yml";

    /**
     * The plan of a folder.
     *
     * @throws ProblemException with every problem of every file, each with file and line
     */
    public Plan read(Path folder) {
        return read(PlanFiles.in(folder));
    }

    /**
     * The plan of texts that were kept, with the same checks; nothing on this machine is looked at.
     *
     * @param texts {@link Plan#texts()}; others among them are not read
     * @param name what problems call the folder
     * @throws ProblemException with every problem of every text
     */
    public Plan read(Map<String, String> texts, String name) {
        return read(PlanFiles.kept(texts, name));
    }

    private static Plan read(PlanFiles files) {
        Findings findings = new Findings(files.shown(PLAN));
        Optional<Plan> plan = read(files, findings);
        List<Problem> problems = findings.problems();
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        return plan.orElseThrow();
    }

    /** Every problem of a plan's files, in the order of file and line; empty when the plan can be used. */
    public List<Problem> check(Path folder) {
        PlanFiles files = PlanFiles.in(folder);
        Findings findings = new Findings(files.shown(PLAN));
        read(files, findings);
        return findings.problems();
    }

    private static Optional<Plan> read(PlanFiles files, Findings findings) {
        if (!files.has(PLAN)) {
            findings.add(1, "the file is not there", "a plan's folder with plan.yml", "check the setting maaltal.plan");
            return Optional.empty();
        }
        return section(files, PLAN, findings).flatMap(file -> plan(files, file));
    }

    private static Optional<Section> section(PlanFiles files, String path, Findings findings) {
        return files.read(path, findings).flatMap(text -> YamlFile.of(text, findings));
    }

    private static Optional<Plan> plan(PlanFiles files, Section file) {
        Findings findings = file.findings();
        String id = file.text("id", ID, "small letters and digits with hyphens, like norddjurs-2024");
        Optional<Section> title = file.section("title");
        String titleDa = title.map(s -> s.text("da")).orElse("");
        title.ifPresent(s -> s.optionalText("en"));
        title.ifPresent(Section::done);
        Optional<Section> codelists = file.section("codelists");
        Optional<Areas> areas = codelists.flatMap(lists -> areas(files, file, lists));
        Optional<CodeLists> codes = codelists.flatMap(lists -> codes(files, lists));
        codelists.ifPresent(Section::done);
        LocalDate from = file.date("valid_from");
        LocalDate to = file.date("valid_to");
        if (file.has("valid_from") && file.has("valid_to") && to.isBefore(from)) {
            file.wrong("valid_to", "the plan ends %s, before it begins %s".formatted(to, from), "a later day");
        }
        Optional<Publication> publication = file.section("publication").map(PlanReader::publication);
        Period staleAfter = file.duration("stale_after");
        DeclaredTables tables = new DeclaredTables();
        file.optionalSection("tables").ifPresent(tables::declare);
        List<String> ids = measureIds(file);
        file.done();
        int before = findings.count();
        List<Measure> measures = measures(files, file, ids, new MeasureReader(tables, codes));
        if (findings.count() == before) {
            tables.reportUnused();
        }
        if (findings.count() > 0) {
            return Optional.empty();
        }
        return areas.flatMap(a -> publication.map(
                p -> new Plan(id, titleDa, a.own(), a.book(), from, to, p, staleAfter, measures, files.texts())));
    }

    private record Areas(Area own, AreaBook book) {}

    private static Optional<Areas> areas(PlanFiles files, Section file, Section codelists) {
        Optional<Section> municipality = file.section("municipality");
        String code = municipality
                .map(s -> s.text("code", CODE, "three digits in quotes, like \"707\""))
                .orElse("");
        List<String> labels =
                municipality.map(s -> s.optionalTexts("jobcentre_labels")).orElse(List.of());
        municipality.ifPresent(Section::done);
        Optional<String> named = codelist(files, codelists, "municipalities");
        if (named.isEmpty()) {
            return Optional.empty();
        }
        String path = named.get();
        Findings inList = file.findings().in(files.shown(path));
        int before = inList.count();
        List<Area> all = section(files, path, inList).map(Municipalities::read).orElse(List.of());
        Optional<Area> own =
                all.stream().filter(area -> area.code().equals(code)).findFirst();
        if (!code.isEmpty() && own.isEmpty() && inList.count() == before) {
            municipality.ifPresent(s -> s.wrong(
                    "code",
                    "municipality %s is not in %s".formatted(code, path.substring(path.lastIndexOf('/') + 1)),
                    "a code of that list"));
        }
        for (String label : labels) {
            boolean taken = all.stream()
                    .anyMatch(area ->
                            Labels.same(area.name(), label) && !area.code().equals(code));
            if (taken) {
                municipality.ifPresent(s -> s.wrong(
                        "jobcentre_labels",
                        "'%s' is another municipality".formatted(label),
                        "the plan's own jobcentre"));
            }
        }
        if (inList.count() > before || own.isEmpty()) {
            return Optional.empty();
        }
        return own.map(area -> new Areas(area, new AreaBook(all, Map.of(area.code(), labels))));
    }

    private static Optional<CodeLists> codes(PlanFiles files, Section codelists) {
        return codelist(files, codelists, "codes").flatMap(path -> {
            Findings findings = codelists.findings().in(files.shown(path));
            return files.read(path, findings).flatMap(text -> CodeLists.of(text, findings));
        });
    }

    private static Optional<String> codelist(PlanFiles files, Section codelists, String key) {
        String list = codelists.text(key);
        String path = PlanFiles.path(list);
        if (list.isEmpty() || files.has(path)) {
            return list.isEmpty() ? Optional.empty() : Optional.of(path);
        }
        codelists.wrong(key, "the file %s is not there".formatted(list), "a path from the plan's folder");
        return Optional.empty();
    }

    private static Publication publication(Section section) {
        Publication publication = new Publication(
                section.period("from", NO_PERIOD),
                section.number("quarter_days", 0, 366),
                section.number("half_year_days", 0, 366),
                section.number("year_days", 0, 366),
                section.optionalSection("hold").map(PlanReader::hold).orElse(Publication.HOLD_CHANGED_PERCENT));
        section.done();
        return publication;
    }

    private static int hold(Section section) {
        int percent = section.optionalNumber("changed_percent", 0, 100).orElse(Publication.HOLD_CHANGED_PERCENT);
        section.done();
        return percent;
    }

    private static List<String> measureIds(Section file) {
        List<String> ids = file.texts("measures");
        Set<String> seen = new TreeSet<>();
        for (String id : ids) {
            if (!MeasureReader.ID.matcher(id).matches()) {
                file.wrong("measures", "'%s' is no measure id".formatted(id), "ids in quotes like \"6.10\"");
            } else if (!seen.add(id)) {
                file.wrong("measures", "measure %s stands twice".formatted(id), "each measure once");
            }
        }
        return ids.stream().distinct().toList();
    }

    private static List<Measure> measures(PlanFiles files, Section plan, List<String> ids, MeasureReader reader) {
        Set<String> there = fileIds(files, plan);
        List<Measure> read = new ArrayList<>();
        for (String id : ids) {
            if (there.remove(id)) {
                String path = path(id);
                section(files, path, plan.findings().in(files.shown(path)))
                        .flatMap(file -> reader.read(file, id))
                        .ifPresent(read::add);
            } else {
                plan.wrong("measures", "measure %s has no file".formatted(id), "measures/%s.yml".formatted(id));
            }
        }
        for (String extra : there) {
            plan.findings()
                    .in(files.shown(path(extra)))
                    .add(
                            1,
                            "the plan does not list measure %s".formatted(extra),
                            "its id under 'measures' in plan.yml");
        }
        return read;
    }

    private static String path(String measureId) {
        return MEASURES + "/" + measureId + SUFFIX;
    }

    private static Set<String> fileIds(PlanFiles files, Section plan) {
        try {
            Optional<Set<String>> names = files.names(MEASURES);
            if (names.isEmpty()) {
                plan.wrong("measures", "the folder measures is not there", "a file for each measure");
            }
            return names.orElse(Set.of()).stream()
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            plan.wrong("measures", "the folder measures cannot be read", "a readable folder");
            return new TreeSet<>();
        }
    }
}
