package dk.maaltal.plan;

import java.io.File;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.system.ApplicationHome;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** Wires the plans; they are read when first needed, so that {@code check plan} can speak of a broken one. */
@Configuration(proxyBeanMethods = false)
class PlanConfiguration {
    @Bean
    Installation installation(@Value("${maaltal.install:}") String install) {
        File jarFolder = new ApplicationHome(PlanConfiguration.class).getDir();
        @Nullable Path named = install.isBlank() ? null : Path.of(install);
        return new Installation(Path.of(""), named, jarFolder == null ? null : jarFolder.toPath());
    }

    @Bean
    PlanReader planReader() {
        return new PlanReader();
    }

    @Bean
    @Lazy
    Plans plans(
            @Value("${maaltal.plan:config/plans/norddjurs-2024}") String setting,
            Installation installation,
            PlanReader reader) {
        return Plans.read(setting, installation, reader);
    }
}
