package dk.maaltal.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.cli.Cli;
import dk.maaltal.job.Verdict;
import java.lang.reflect.Field;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

class CliPageTest {
    private static final Page PAGE = Page.of("docs/reference/cli.md");
    private static final Pattern OPTION = Pattern.compile("--?[a-zA-Z][a-z-]*");
    private static final Set<String> HELP = Set.of("-h", "--help");

    static Stream<Class<?>> commands() {
        return Stream.of(Cli.class.getAnnotation(Command.class).subcommands());
    }

    @Test
    void every_command_has_a_section_and_no_other_has() {
        Set<String> described = PAGE.headings().stream()
                .filter(heading -> heading.startsWith("maaltal "))
                .map(heading -> heading.split(" ")[1])
                .collect(Collectors.toSet());
        assertThat(described)
                .isEqualTo(commands()
                        .map(c -> c.getAnnotation(Command.class).name())
                        .collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void every_option_of_a_command_stands_in_its_section_and_no_other(Class<?> command) {
        String name = command.getAnnotation(Command.class).name();
        String heading = PAGE.headings().stream()
                .filter(h -> h.matches("maaltal " + name + "( .*)?"))
                .findFirst()
                .orElseThrow();
        Set<String> described = options(PAGE.section(heading));
        Set<String> real = new TreeSet<>(options(command));
        real.removeAll(HELP);
        assertThat(described).isEqualTo(real);
        for (Field field : command.getDeclaredFields()) {
            Parameters parameter = field.getAnnotation(Parameters.class);
            if (parameter != null) {
                assertThat(heading).contains(parameter.paramLabel());
            }
        }
    }

    @Test
    void the_options_of_every_command_stand_in_one_section() {
        Set<String> described = options(PAGE.section("For every command"));
        assertThat(described).containsAll(options(Cli.class)).containsAll(HELP).contains("-V", "--version");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void every_command_explains_itself(Class<?> command) {
        assertThat(command.getAnnotation(Command.class).mixinStandardHelpOptions()
                        || options(command).containsAll(HELP))
                .isTrue();
    }

    @Test
    void every_exit_code_of_a_verdict_is_explained() {
        Set<String> codes = PAGE.section("Exit codes").rows().stream()
                .map(row -> row.get(0))
                .collect(Collectors.toSet());
        Set<String> watched = Page.of("docs/how-to/run-on-a-server.md").section("Watch it").rows().stream()
                .map(row -> row.get(0))
                .collect(Collectors.toSet());
        for (Verdict verdict : Verdict.values()) {
            assertThat(codes).contains(Integer.toString(verdict.exitCode()));
            assertThat(watched).contains(Integer.toString(verdict.exitCode()));
        }
    }

    private static Set<String> options(Page section) {
        Set<String> options = new TreeSet<>();
        section.keys().stream()
                .filter(key -> !key.contains("."))
                .map(OPTION::matcher)
                .filter(java.util.regex.Matcher::lookingAt)
                .forEach(option -> options.add(option.group()));
        return options;
    }

    private static Set<String> options(Class<?> command) {
        Set<String> options = new TreeSet<>();
        for (Field field : command.getDeclaredFields()) {
            Option option = field.getAnnotation(Option.class);
            if (option != null) {
                options.addAll(Set.of(option.names()));
            }
            if (field.isAnnotationPresent(Mixin.class)) {
                options.addAll(options(field.getType()));
            }
        }
        return options;
    }
}
