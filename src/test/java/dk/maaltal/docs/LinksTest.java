package dk.maaltal.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class LinksTest {
    @Test
    void every_relative_link_leads_somewhere() {
        List<String> broken = new ArrayList<>();
        int seen = 0;
        for (Page page : Page.all()) {
            for (String link : page.links()) {
                if (!link.matches("[a-z]+:.*")) {
                    seen++;
                    if (!leadsSomewhere(page, link)) {
                        broken.add(page.file() + ": " + link);
                    }
                }
            }
        }
        assertThat(broken).isEmpty();
        assertThat(seen).isGreaterThan(20);
    }

    private static boolean leadsSomewhere(Page page, String link) {
        int hash = link.indexOf('#');
        String path = hash < 0 ? link : link.substring(0, hash);
        Path target = path.isEmpty() ? page.file() : page.file().resolveSibling(path);
        if (!Files.exists(target)) {
            return false;
        }
        return hash < 0
                || Page.of(target).headings().stream()
                        .map(LinksTest::anchor)
                        .anyMatch(link.substring(hash + 1)::equals);
    }

    /** As the usual renderers make it. */
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    @Test
    void decisions_are_numbered_without_a_gap() {
        List<String> files = Page.all().stream()
                .filter(page -> page.file().startsWith("docs/decisions"))
                .map(page -> page.file().getFileName().toString())
                .toList();
        assertThat(files).isNotEmpty();
        for (int i = 0; i < files.size(); i++) {
            assertThat(files.get(i)).startsWith("%04d-".formatted(i + 1));
            assertThat(Page.of("docs/decisions/" + files.get(i)).lines().get(0)).startsWith("# %d. ".formatted(i + 1));
        }
    }

    @Test
    void the_changelog_speaks_of_the_version_that_is_built() throws Exception {
        String pom = Files.readString(Path.of("pom.xml"));
        String version = pom.replaceFirst(
                "(?s).*?<artifactId>maaltal</artifactId>\\s*<version>([^<]+?)(-SNAPSHOT)?</version>.*", "$1");
        assertThat(version).matches("\\d+\\.\\d+\\.\\d+");
        assertThat(Page.of("CHANGELOG.md").headings())
                .anyMatch(heading -> heading.matches(java.util.regex.Pattern.quote(version) + "( .*)?"));
    }
}
