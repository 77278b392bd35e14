package dk.maaltal;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The house rules of docs/architecture.md: which room may use which, and where each library lives. */
@AnalyzeClasses(packages = "dk.maaltal", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    /** Room to the rooms it may use; each may use itself. */
    private static final Map<String, Set<String>> MAY_USE = new TreeMap<>(Map.ofEntries(
            Map.entry("problem", Set.of()),
            Map.entry("series", Set.of("problem")),
            Map.entry("declaration", Set.of("series", "problem")),
            Map.entry("register", Set.of("declaration", "series", "problem")),
            Map.entry("source", Set.of("register", "declaration", "series", "problem")),
            Map.entry("staging", Set.of("source", "register", "series", "problem")),
            Map.entry("plan", Set.of("register", "declaration", "series", "problem")),
            Map.entry("measure", Set.of("plan", "staging", "register", "series", "problem")),
            Map.entry("snapshot", Set.of("measure", "plan", "series", "problem")),
            Map.entry("store", Set.of("snapshot", "measure", "series", "problem")),
            Map.entry("report", Set.of("snapshot", "plan", "series", "problem")),
            Map.entry(
                    "job",
                    Set.of(
                            "store",
                            "report",
                            "snapshot",
                            "measure",
                            "plan",
                            "staging",
                            "source",
                            "register",
                            "declaration",
                            "series",
                            "problem")),
            Map.entry(
                    "watch",
                    Set.of("job", "report", "snapshot", "plan", "staging", "source", "register", "series", "problem")),
            Map.entry("schedule", Set.of("watch", "job", "problem")),
            Map.entry("cli", Set.of("watch", "job", "store", "report", "snapshot", "plan", "series", "problem"))));

    /** Library packages and the one room that may touch them. */
    private static final Map<String, List<String>> ONLY_IN = new TreeMap<>(Map.ofEntries(
            Map.entry("okhttp3..", List.of("source")),
            Map.entry("tools.jackson.dataformat.yaml..", List.of("declaration", "job")),
            Map.entry("org.snakeyaml..", List.of("declaration")),
            Map.entry("org.dhatim.fastexcel.reader..", List.of("source")),
            Map.entry("org.dhatim.fastexcel", List.of("report")),
            Map.entry("org.apache.parquet..", List.of("report")),
            Map.entry("org.apache.hadoop..", List.of("report")),
            Map.entry("org.springframework.batch..", List.of("job")),
            Map.entry("org.quartz..", List.of("schedule")),
            Map.entry("jakarta.mail..", List.of("watch")),
            Map.entry("org.springframework.mail..", List.of("watch")),
            Map.entry("io.micrometer..", List.of("watch")),
            Map.entry("io.prometheus..", List.of("watch")),
            Map.entry("picocli..", List.of("cli")),
            Map.entry("org.postgresql..", List.of("staging", "store"))));

    @ArchTest
    static final ArchRule no_cycles =
            SlicesRuleDefinition.slices().matching("dk.maaltal.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule time_is_injected = noClasses()
            .that()
            .resideInAPackage("dk.maaltal..")
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(java.time.LocalDate.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .because("a computation reflects an as-of, never the wall clock");

    @ArchTest
    static final ArchRule no_dumping_grounds = noClasses()
            .should()
            .resideInAnyPackage(
                    "..util..", "..common..", "..impl..", "..service..", "..dto..", "..model..", "..helper..");

    @ArchTest
    static void each_room_uses_only_the_rooms_before_it(com.tngtech.archunit.core.domain.JavaClasses classes) {
        MAY_USE.forEach((room, allowed) -> {
            String[] forbidden = MAY_USE.keySet().stream()
                    .filter(other -> !other.equals(room) && !allowed.contains(other))
                    .map(other -> "dk.maaltal." + other + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage("dk.maaltal." + room + "..")
                    .should()
                    .dependOnClassesThat(
                            JavaClass.Predicates.resideInAnyPackage(forbidden).or(rootPackage()))
                    .because(room + " may use only " + allowed)
                    .check(classes);
        });
    }

    @ArchTest
    static void each_library_lives_in_one_room(com.tngtech.archunit.core.domain.JavaClasses classes) {
        ONLY_IN.forEach((library, rooms) -> noClasses()
                .that()
                .resideOutsideOfPackages(
                        rooms.stream().map(r -> "dk.maaltal." + r + "..").toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(library)
                .because(library + " lives in " + rooms)
                .check(classes));
    }

    private static DescribedPredicate<JavaClass> rootPackage() {
        return DescribedPredicate.describe(
                "the root package", c -> c.getPackageName().equals("dk.maaltal"));
    }
}
