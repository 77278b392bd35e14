package dk.maaltal.plan;

import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where {@code config/} and {@code jobs/} are: a relative path is looked for in the working directory, then in the
 * folder the setting {@code maaltal.install} names, then in the jar's folder or its parent if that holds
 * {@code config/}.
 */
public final class Installation {
    private final List<Path> places;

    /**
     * @param workingDirectory looked in first
     * @param install the setting {@code maaltal.install}, or null
     * @param jarFolder where the running jar lies, or null when it is not known
     */
    public Installation(Path workingDirectory, @Nullable Path install, @Nullable Path jarFolder) {
        List<Path> all = new ArrayList<>();
        all.add(workingDirectory.toAbsolutePath().normalize());
        if (install != null) {
            all.add(workingDirectory.toAbsolutePath().resolve(install).normalize());
        }
        if (jarFolder != null) {
            Path jar = jarFolder.toAbsolutePath().normalize();
            Path parent = jar.getParent();
            if (Files.isDirectory(jar.resolve("config"))) {
                all.add(jar);
            } else if (parent != null && Files.isDirectory(parent.resolve("config"))) {
                all.add(parent);
            }
        }
        places = all.stream().distinct().toList();
    }

    /**
     * The file or folder a setting names.
     *
     * @param setting the setting's name, for the message
     * @param path absolute, or relative to one of the places
     * @throws ProblemException when it is in none of them
     */
    public Path find(String setting, String path) {
        Path wanted = Path.of(path.strip());
        return places.stream()
                .map(place -> place.resolve(wanted).normalize())
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new ProblemException(Problem.declaration(
                        setting,
                        "'%s' is not there".formatted(path.strip()),
                        "a file or folder in "
                                + places.stream().map(Path::toString).collect(Collectors.joining(" or ")),
                        "mend the setting, start in the installation's folder, or set maaltal.install")));
    }
}
