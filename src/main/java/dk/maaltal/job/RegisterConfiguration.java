package dk.maaltal.job;

import dk.maaltal.plan.Installation;
import dk.maaltal.source.register.RegisterFiles;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires what dropped files are read by. */
@Configuration(proxyBeanMethods = false)
class RegisterConfiguration {
    @Bean
    RegisterSetup registerSetup(
            Installation installation,
            @Value("${maaltal.registers:config/registers}") String registers,
            @Value("${maaltal.codelists:config/codelists/codes.yml}") String codelists,
            @Value("${maaltal.pseudonym.key-file:}") String keyFile,
            Home home) {
        @Nullable Path key = keyFile.isBlank() ? null : Path.of(keyFile.strip());
        Path salt = home.dir().resolve("registers").resolve("salt");
        return RegisterSetup.read(installation, registers, codelists, key, salt);
    }

    @Bean
    RegisterFiles registerFiles(RegisterSetup setup) {
        return setup.files();
    }
}
