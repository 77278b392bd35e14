package dk.maaltal.job;

import dk.maaltal.plan.Installation;
import dk.maaltal.plan.Plans;
import dk.maaltal.problem.Mover;
import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import dk.maaltal.source.Pause;
import dk.maaltal.source.cvr.CvrSettings;
import dk.maaltal.source.cvr.UnitFetcher;
import dk.maaltal.staging.DropSettings;
import dk.maaltal.staging.Registers;
import dk.maaltal.staging.Staging;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires what takes dropped files and CVR's workplaces. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DropSettings.class)
class RegisterConfiguration {
    @Bean
    RegisterSetup registerSetup(
            Installation installation,
            @Value("${maaltal.registers:config/registers}") String registers,
            @Value("${maaltal.codelists:config/codelists/codes.yml}") String codelists,
            @Value("${maaltal.pseudonym.key-file:}") String keyFile,
            Home home) {
        @Nullable Path own = home.demo() ? Demo.key(home.dir()) : null;
        @Nullable Path key = keyFile.isBlank() ? own : Path.of(keyFile.strip());
        Path salt = home.dir().resolve("registers").resolve("salt");
        return new RegisterSetup(installation, registers, codelists, key, salt);
    }

    @Bean
    Registers registers(Staging staging, RegisterSetup setup, Home home, DropSettings drop, Pause pause) {
        return new Registers(
                staging, setup, setup::stamp, setup::keyState, home.dir(), drop, time -> pause(pause, time));
    }

    private static void pause(Pause pause, Duration time) {
        try {
            pause.pause(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(
                    new Problem(Mover.US, "the run was told to stop", "drop folder", "", "run it again"), e);
        }
    }

    @Bean
    RegisterWork registerWork(
            RegisterSetup setup, Registers registers, Plans plans, RunLedger ledger, ProgressRelay progress) {
        return new RegisterWork(setup, registers, plans, ledger, progress);
    }

    @Bean
    WorkplaceNumbers workplaceNumbers(RegisterSetup setup, Registers registers, Staging staging, Clock clock) {
        return new WorkplaceNumbers(setup, registers, staging, clock);
    }

    @Bean
    CvrWork cvrWork(
            Home home,
            CvrSettings settings,
            UnitFetcher fetcher,
            Staging staging,
            WorkplaceNumbers numbers,
            Plans plans,
            RunLedger ledger,
            ProgressRelay progress) {
        return new CvrWork(home, settings, fetcher, staging, numbers, plans, ledger, progress);
    }

    @Bean
    RegisterStatus registerStatus(
            Home home, RegisterSetup setup, Registers registers, UnitFetcher cvr, Staging staging, Plans plans) {
        return new RegisterStatus(home, setup, registers, cvr, staging, plans);
    }

    @Bean
    Rejections rejections(Registers registers) {
        return new Rejections(registers);
    }
}
