package dk.maaltal.source.jobindsats;

import dk.maaltal.problem.Problem;
import dk.maaltal.series.Labels;
import dk.maaltal.series.MeasureSelector;
import dk.maaltal.series.MemberSelector;
import dk.maaltal.series.SeriesSelector;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Finds a plan's series in a table's metadata. */
public final class SeriesResolver {
    /** What of a measure a label pattern is tried on, in order. */
    private static final List<Function<MeasureColumn, String>> VIEWS =
            List.of(MeasureColumn::name, MeasureColumn::groupName, MeasureColumn::fullName);

    private final SeriesSelector selector;
    private final TableMetadata metadata;
    private final List<String> notes = new ArrayList<>();

    private SeriesResolver(SeriesSelector selector, TableMetadata metadata) {
        this.selector = selector;
        this.metadata = metadata;
    }

    /**
     * The series in the source's ids. The measure goes by group, id, then the label patterns in order: the first that
     * fits any measure (by its name, its group's, or {@code group: name}) must fit exactly one in one of these views.
     * What a plan excludes is out before. Members go by label within their hierarchy. Patterns that fit none are not
     * found even where an id alone would do, and one that fits several is not passed over for a looser one: a wrong
     * column is worse than none.
     *
     * @return not found too when the table has no such kind of period or no such areas
     */
    public static Resolution<ResolvedSeries> resolve(SeriesSelector selector, TableMetadata metadata) {
        try {
            return new SeriesResolver(selector, metadata).resolve();
        } catch (Missing e) {
            return new Resolution.NotFound<>(e.problem);
        }
    }

    private Resolution<ResolvedSeries> resolve() throws Missing {
        if (metadata.periods(selector.frequency()).isEmpty()) {
            throw missing("it has no periods of type " + selector.frequency(), "", List.copyOf(names(metadata)));
        }
        if (AreaChoice.of(selector.areas(), metadata).isEmpty()) {
            throw missing(
                    "it has no areas of kind " + selector.areas(),
                    "",
                    metadata.areaHierarchies().stream()
                            .map(SeriesResolver::shown)
                            .toList());
        }
        MeasureColumn measure = measure(selector.measure());
        TreeMap<String, String> dimensions = new TreeMap<>();
        for (MemberSelector member : selector.members()) {
            Hierarchy hierarchy = hierarchy(member);
            if (dimensions.put(hierarchy.id(), member(member, hierarchy).valueId()) != null) {
                throw missing("the plan names two members of hierarchy " + hierarchy.id(), "", List.of("one member"));
            }
        }
        return new Resolution.Found<>(new ResolvedSeries(measure.key(), dimensions), notes);
    }

    private static Collection<String> names(TableMetadata metadata) {
        return metadata.periods().keySet().stream().map(Enum::name).toList();
    }

    private MeasureColumn measure(MeasureSelector wanted) throws Missing {
        List<LabelPattern> not = wanted.not().stream().map(LabelPattern::of).toList();
        List<MeasureColumn> left = metadata.measures().stream()
                .filter(m -> wanted.group() == null || m.group().equalsIgnoreCase(wanted.group()))
                .filter(m -> wanted.id() == null || m.id().equalsIgnoreCase(wanted.id()))
                .filter(m -> not.stream().noneMatch(pattern -> fits(pattern, m)))
                .toList();
        String name = described(wanted);
        if (left.isEmpty()) {
            throw missing("it has no measure " + name, name, shown(metadata.measures()));
        }
        MeasureColumn found = wanted.labels().isEmpty() && left.size() == 1
                ? left.get(0)
                : wanted.labels().stream()
                        .map(LabelPattern::of)
                        .filter(pattern -> left.stream().anyMatch(m -> fits(pattern, m)))
                        .findFirst()
                        .flatMap(pattern -> byLabel(pattern, left))
                        .orElseThrow(() -> missing("no one measure is " + name, name, shown(left)));
        if (metadata.measures().stream().filter(m -> sameLabels(m, found)).count() > 1) {
            throw missing(
                    "two of its measures are called '%s', so their columns cannot be told apart"
                            .formatted(found.fullName()),
                    name,
                    shown(metadata.measures()));
        }
        return found;
    }

    private static boolean sameLabels(MeasureColumn a, MeasureColumn b) {
        return Labels.same(a.name(), b.name()) && Labels.same(a.groupName(), b.groupName());
    }

    private static boolean fits(LabelPattern pattern, MeasureColumn measure) {
        return VIEWS.stream().anyMatch(view -> pattern.foundIn(view.apply(measure)));
    }

    private static Optional<MeasureColumn> byLabel(LabelPattern pattern, List<MeasureColumn> measures) {
        for (Function<MeasureColumn, String> view : VIEWS) {
            List<MeasureColumn> matching = measures.stream()
                    .filter(m -> pattern.foundIn(view.apply(m)))
                    .toList();
            if (matching.size() == 1) {
                return Optional.of(matching.get(0));
            }
        }
        return Optional.empty();
    }

    private Hierarchy hierarchy(MemberSelector wanted) throws Missing {
        return metadata.hierarchy(wanted.hierarchy())
                .orElseThrow(() -> missing(
                        "it has no hierarchy " + wanted.hierarchy(),
                        wanted.hierarchy(),
                        metadata.hierarchies().stream()
                                .map(SeriesResolver::shown)
                                .toList()));
    }

    private Member member(MemberSelector wanted, Hierarchy hierarchy) throws Missing {
        String label = wanted.label();
        List<String> offered = hierarchy.values().stream().map(Member::label).toList();
        if (label == null) {
            return hierarchy
                    .total()
                    .orElseThrow(
                            () -> missing("hierarchy %s has no total".formatted(hierarchy.id()), "i alt", offered));
        }
        Member member = hierarchy
                .ofLabel(label)
                .orElseThrow(
                        () -> missing("hierarchy %s has no '%s'".formatted(hierarchy.id(), label), label, offered));
        if (!member.label().equals(label)) {
            notes.add("table %s, hierarchy %s: the plan writes '%s', the source '%s'"
                    .formatted(metadata.id(), hierarchy.id(), label, member.label()));
        }
        return member;
    }

    private static String described(MeasureSelector wanted) {
        StringBuilder text = new StringBuilder();
        if (wanted.group() != null || wanted.id() != null) {
            text.append(wanted.group() == null ? "*" : wanted.group())
                    .append('/')
                    .append(wanted.id() == null ? "*" : wanted.id());
        }
        wanted.labels()
                .forEach(label -> text.append(text.isEmpty() ? "/" : " or /")
                        .append(label)
                        .append('/'));
        wanted.not().forEach(label -> text.append(" not /").append(label).append('/'));
        return text.toString();
    }

    private static List<String> shown(List<MeasureColumn> measures) {
        return measures.stream()
                .map(m -> "%s %s".formatted(m.key(), m.fullName()))
                .toList();
    }

    private static String shown(Hierarchy hierarchy) {
        return "%s %s".formatted(hierarchy.id(), hierarchy.name());
    }

    private Missing missing(String what, String wanted, List<String> offered) {
        return new Missing(Problem.upstream(
                "jobindsats, table %s (%s)".formatted(selector.table().ref(), metadata.id()),
                what,
                "one of what it offers: " + Nearest.of(wanted, offered),
                "if it has a new id or name, change it where the plan names it"));
    }

    /** Carries the one problem up; nothing is resolved in part. */
    private static final class Missing extends Exception {
        private static final long serialVersionUID = 1;
        private final transient Problem problem;

        Missing(Problem problem) {
            super(problem.what(), null, false, false);
            this.problem = problem;
        }
    }
}
