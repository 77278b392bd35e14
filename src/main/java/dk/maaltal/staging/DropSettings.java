package dk.maaltal.staging;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where extracts are dropped.
 *
 * @param dir the folder with a sub-folder for each register; null for {@code <home>/drop}
 * @param archiveDays days that dropped files are kept after they were taken or refused, from 0
 * @param settle how long a file's size must stand still before it counts as whole
 * @param origin where a demo says the figures of all its files are from; null otherwise
 */
@ConfigurationProperties("maaltal.drop")
public record DropSettings(
        @Nullable Path dir,
        @DefaultValue("30") int archiveDays,
        @DefaultValue("5s") Duration settle,
        @Nullable String origin) {
    public DropSettings {
        if (archiveDays < 0) {
            throw new IllegalArgumentException("maaltal.drop.archive-days is %d, not 0 or more".formatted(archiveDays));
        }
        if (settle.isNegative()) {
            throw new IllegalArgumentException("maaltal.drop.settle is %s, not 0 or more".formatted(settle));
        }
    }
}
