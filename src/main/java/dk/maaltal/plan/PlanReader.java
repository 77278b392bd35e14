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
import java.nio.file.Files;
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
import java.util.stream.Stream;

/** Reads a plan's folder: {@code plan.yml}, one file a measure, and the code lists it names. Checks everything at once. */
public final class PlanReader {
    private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern CODE = Pattern.compile("[1-8]\\d\\d");
    private static final ReferencePeriod NO_PERIOD = new ReferencePeriod(Frequency.Q, 1900, 1);
    private static final String SUFFIX = ".yml";

    /**
     * The plan of a folder.
     *
     * @throws ProblemException with every problem of every file, each with file and line
     */
    public Plan read(Path folder) {
        Findings findings = new Findings(shown(folder.resolve("plan.yml")));
        Optional<Plan> plan = read(folder, findings);
        List<Problem> problems = findings.problems();
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        return plan.orElseThrow();
    }

    /** Every problem of a plan's files, in the order of file and line; empty when the plan can be used. */
    public List<Problem> check(Path folder) {
        Findings findings = new Findings(shown(folder.resolve("plan.yml")));
        read(folder, findings);
        return findings.problems();
    }

    private static Optional<Plan> read(Path folder, Findings findings) {
        Path planFile = folder.resolve("plan.yml");
        if (!Files.isRegularFile(planFile)) {
            findings.add(1, "the file is not there", "a plan's folder with plan.yml", "check the setting maaltal.plan");
            return Optional.empty();
        }
        return YamlFile.read(planFile, findings).flatMap(file -> plan(folder, file));
    }

    private static Optional<Plan> plan(Path folder, Section file) {
        Findings findings = file.findings();
        String id = file.text("id", ID, "small letters and digits with hyphens, like norddjurs-2024");
        Optional<Section> title = file.section("title");
        String titleDa = title.map(s -> s.text("da")).orElse("");
        title.ifPresent(s -> s.optionalText("en"));
        title.ifPresent(Section::done);
        Optional<Section> codelists = file.section("codelists");
        Optional<Areas> areas = codelists.flatMap(lists -> areas(folder, file, lists));
        Optional<CodeLists> codes = codelists.flatMap(lists -> codes(folder, lists));
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
        List<Measure> measures = measures(folder, file, ids, new MeasureReader(tables, codes));
        if (findings.count() == before) {
            tables.reportUnused();
        }
        if (findings.count() > 0) {
            return Optional.empty();
        }
        return areas.flatMap(
                a -> publication.map(p -> new Plan(id, titleDa, a.own(), a.book(), from, to, p, staleAfter, measures)));
    }

    private record Areas(Area own, AreaBook book) {}

    private static Optional<Areas> areas(Path folder, Section file, Section codelists) {
        Optional<Section> municipality = file.section("municipality");
        String code = municipality
                .map(s -> s.text("code", CODE, "three digits in quotes, like \"707\""))
                .orElse("");
        List<String> labels =
                municipality.map(s -> s.optionalTexts("jobcentre_labels")).orElse(List.of());
        municipality.ifPresent(Section::done);
        Optional<Path> named = codelist(folder, codelists, "municipalities");
        if (named.isEmpty()) {
            return Optional.empty();
        }
        Path path = named.get();
        Findings inList = file.findings().in(shown(path));
        int before = inList.count();
        List<Area> all = YamlFile.read(path, inList).map(Municipalities::read).orElse(List.of());
        Optional<Area> own =
                all.stream().filter(area -> area.code().equals(code)).findFirst();
        if (!code.isEmpty() && own.isEmpty() && inList.count() == before) {
            municipality.ifPresent(s -> s.wrong(
                    "code", "municipality %s is not in %s".formatted(code, path.getFileName()), "a code of that list"));
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

    private static Optional<CodeLists> codes(Path folder, Section codelists) {
        return codelist(folder, codelists, "codes")
                .flatMap(path -> CodeLists.read(path, codelists.findings().in(shown(path))));
    }

    private static Optional<Path> codelist(Path folder, Section codelists, String key) {
        String list = codelists.text(key);
        Path path = folder.resolve(list).normalize();
        if (list.isEmpty() || Files.isRegularFile(path)) {
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

    private static List<Measure> measures(Path folder, Section plan, List<String> ids, MeasureReader reader) {
        Path measures = folder.resolve("measures");
        Set<String> there = fileIds(measures, plan);
        List<Measure> read = new ArrayList<>();
        for (String id : ids) {
            if (there.remove(id)) {
                Path path = measures.resolve(id + SUFFIX);
                YamlFile.read(path, plan.findings().in(shown(path)))
                        .flatMap(file -> reader.read(file, id))
                        .ifPresent(read::add);
            } else {
                plan.wrong("measures", "measure %s has no file".formatted(id), "measures/%s.yml".formatted(id));
            }
        }
        for (String extra : there) {
            plan.findings()
                    .in(shown(measures.resolve(extra + SUFFIX)))
                    .add(
                            1,
                            "the plan does not list measure %s".formatted(extra),
                            "its id under 'measures' in plan.yml");
        }
        return read;
    }

    private static Set<String> fileIds(Path measures, Section plan) {
        if (!Files.isDirectory(measures)) {
            plan.wrong("measures", "the folder measures is not there", "a file for each measure");
            return new TreeSet<>();
        }
        try (Stream<Path> files = Files.list(measures)) {
            Set<String> ids = new TreeSet<>();
            files.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .forEach(name -> ids.add(name.substring(0, name.length() - SUFFIX.length())));
            return ids;
        } catch (IOException e) {
            plan.wrong("measures", "the folder measures cannot be read", "a readable folder");
            return new TreeSet<>();
        }
    }

    /** As a person in the working directory would write it. */
    private static String shown(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        Path here = Path.of("").toAbsolutePath();
        Path shown = absolute.startsWith(here) ? here.relativize(absolute) : absolute;
        return shown.toString().replace('\\', '/');
    }
}
