package dk.maaltal.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;

class SettingsPageTest {
    private static final Pattern INJECTED = Pattern.compile("@Value\\(\"\\$\\{(maaltal[\\w.-]+)(?::([^}]*))?\\}");
    private static final Pattern CONDITION = Pattern.compile("@ConditionalOnProperty\\(name = \"(maaltal[\\w.-]+)\"");

    private static Map<String, List<String>> described() {
        return Page.of("docs/reference/settings.md").rows().stream()
                .filter(row -> row.get(0).startsWith("`maaltal."))
                .collect(Collectors.toMap(row -> row.get(0).replace("`", ""), Function.identity()));
    }

    @Test
    void every_setting_stands_there_and_no_other() throws Exception {
        assertThat(described().keySet()).isEqualTo(real().keySet());
    }

    @Test
    void its_default_stands_beside_it() throws Exception {
        Map<String, List<String>> described = described();
        real().forEach((setting, standard) -> {
            if (!standard.isEmpty()) {
                assertThat(described.get(setting).get(1)).as(setting).isEqualTo("`" + standard + "`");
            }
        });
    }

    /** Setting to default; empty where it has none. */
    private static Map<String, String> real() throws Exception {
        Map<String, String> settings = new TreeMap<>();
        ClassPathScanningCandidateComponentProvider scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        for (var found : scan.findCandidateComponents("dk.maaltal")) {
            Class<?> type = Class.forName(found.getBeanClassName());
            add(type.getAnnotation(ConfigurationProperties.class).value(), type, settings);
        }
        inCode(INJECTED)
                .forEach(match -> settings.putIfAbsent(match.group(1), match.group(2) == null ? "" : match.group(2)));
        inCode(CONDITION).forEach(match -> settings.putIfAbsent(match.group(1), ""));
        return settings;
    }

    private static void add(String prefix, Class<?> type, Map<String, String> settings) {
        for (Parameter parameter : type.getDeclaredConstructors()[0].getParameters()) {
            String name = prefix + "." + kebab(parameter.getName());
            DefaultValue standard = parameter.getAnnotation(DefaultValue.class);
            if (parameter.getType().isRecord()) {
                add(name, parameter.getType(), settings);
            } else {
                settings.put(name, standard == null ? "" : String.join(",", standard.value()));
            }
        }
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static List<Matcher> inCode(Pattern pattern) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> Page.of(file).lines().stream())
                    .map(pattern::matcher)
                    .filter(Matcher::find)
                    .toList();
        }
    }
}
