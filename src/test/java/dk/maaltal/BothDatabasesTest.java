package dk.maaltal;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import dk.maaltal.testing.OnBothDatabases;
import dk.maaltal.testing.RunsOnce;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.platform.commons.annotation.Testable;

/** Whatever tests a database tests both, or says why not. */
@AnalyzeClasses(packages = "dk.maaltal", importOptions = ImportOption.OnlyIncludeTests.class)
class BothDatabasesTest {
    private static final Set<String> DATABASE = Set.of("java.sql", "javax.sql", "com.zaxxer.hikari", "org.flywaydb");

    @ArchTest
    static void every_test_that_touches_a_database_runs_on_both_or_says_why_not(JavaClasses classes) {
        Set<String> touching = new TreeSet<>();
        Set<String> saying = new TreeSet<>();
        for (JavaClass test : classes) {
            if (isTest(test)) {
                boolean both = test.isAnnotatedWith(OnBothDatabases.class);
                boolean once = test.isAnnotatedWith(RunsOnce.class);
                assertThat(both && once).as(test.getName()).isFalse();
                if (both || once) {
                    saying.add(test.getName());
                }
                if (touches(test, new HashSet<>())) {
                    touching.add(test.getName());
                }
            }
        }
        assertThat(saying).isEqualTo(touching).hasSizeGreaterThan(15);
    }

    private static boolean isTest(JavaClass type) {
        return !type.getModifiers().contains(JavaModifier.ABSTRACT)
                && type.getAllMethods().stream().anyMatch(method -> method.isMetaAnnotatedWith(Testable.class));
    }

    /** By itself or by what it uses of the test tree. */
    private static boolean touches(JavaClass type, Set<JavaClass> seen) {
        if (!seen.add(type)) {
            return false;
        }
        Set<JavaClass> used = type.getDirectDependenciesFromSelf().stream()
                .map(Dependency::getTargetClass)
                .map(JavaClass::getBaseComponentType)
                .collect(Collectors.toSet());
        return used.stream().anyMatch(other -> DATABASE.stream().anyMatch(inPackage(other)))
                || used.stream().filter(BothDatabasesTest::isOfTheTests).anyMatch(other -> touches(other, seen));
    }

    private static java.util.function.Predicate<String> inPackage(JavaClass type) {
        return name -> type.getPackageName().equals(name);
    }

    private static boolean isOfTheTests(JavaClass type) {
        return type.getSource()
                .map(source -> source.getUri().toString().contains("/test-classes/"))
                .orElse(false);
    }
}
