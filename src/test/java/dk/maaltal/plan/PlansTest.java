package dk.maaltal.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.support.PropertySourcesPlaceholderConfigurer;

class PlansTest {
    private static final String SHIPPED = "config/plans/norddjurs-2024";

    private final Installation installation = new Installation(Path.of(""), null, null);
    private final PlanReader reader = new PlanReader();

    @Test
    void reads_the_plans_of_the_setting() {
        Plans plans = Plans.read(" " + SHIPPED + " ,", installation, reader);

        assertThat(plans.all()).hasSize(1);
        assertThat(plans.first().id()).isEqualTo("norddjurs-2024");
        assertThat(Plans.check(SHIPPED, installation, reader)).isEmpty();
    }

    @Test
    void says_every_problem_of_every_plan() {
        List<Problem> problems = Plans.check("config/none, " + SHIPPED + ", config/neither", installation, reader);

        assertThat(problems)
                .extracting(Problem::what)
                .containsExactly("'config/none' is not there", "'config/neither' is not there");
    }

    @Test
    void refuses_the_same_plan_twice() {
        assertThatThrownBy(() -> Plans.read(SHIPPED + "," + SHIPPED, installation, reader))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("are both plan norddjurs-2024");
    }

    @Test
    void refuses_an_empty_setting() {
        assertThatThrownBy(() -> Plans.read(" , ", installation, reader))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("no plan is named");
    }

    @Test
    void is_wired_with_the_shipped_plan_when_nothing_is_set() {
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(
                PlanConfiguration.class, PropertySourcesPlaceholderConfigurer.class)) {
            assertThat(context.getBean(Plans.class).first().measures()).hasSize(22);
            assertThat(context.getBean(Installation.class).find("maaltal.jobs", "jobs/nightly.yml"))
                    .isRegularFile();
        }
    }
}
