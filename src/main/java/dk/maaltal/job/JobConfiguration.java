package dk.maaltal.job;

import dk.maaltal.measure.Evaluation;
import dk.maaltal.plan.Installation;
import dk.maaltal.plan.PlanReader;
import dk.maaltal.plan.Plans;
import dk.maaltal.report.Published;
import dk.maaltal.series.AreaBook;
import dk.maaltal.snapshot.Approval;
import dk.maaltal.snapshot.Decisions;
import dk.maaltal.snapshot.Definitions;
import dk.maaltal.snapshot.Preview;
import dk.maaltal.snapshot.PublicationCalendar;
import dk.maaltal.snapshot.Publisher;
import dk.maaltal.snapshot.Seals;
import dk.maaltal.snapshot.Snapshots;
import dk.maaltal.snapshot.Verification;
import dk.maaltal.source.Pause;
import dk.maaltal.source.jobindsats.CatalogueFetcher;
import dk.maaltal.source.jobindsats.JobindsatsSettings;
import dk.maaltal.source.jobindsats.TableFetcher;
import dk.maaltal.staging.DropSettings;
import dk.maaltal.staging.Registers;
import dk.maaltal.staging.Staging;
import dk.maaltal.store.StoreMove;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts the stages together: every step, and every declared job from them. */
@Configuration(proxyBeanMethods = false)
class JobConfiguration {
    private static final int REGISTERS_AT_ONCE = 2;
    /** Six signs of life are missed before the turn lapses. */
    private static final Duration BEAT = Duration.ofSeconds(5);

    private static final Duration LOOK = Duration.ofMillis(500);
    /** Within 20 seconds of SIGTERM the process has ended, whatever it was at. */
    private static final Duration TO_UNWIND = Duration.ofSeconds(15);

    @Bean
    AreaBook areaBook(Plans plans) {
        return AreaBook.merged(plans.all().stream().map(plan -> plan.areas()).toList());
    }

    /** The archive's own labels, {@code synthetic: seed 2024}, without what follows the colon. */
    @Bean
    DeliveryOrigins origins(Staging staging) {
        return new DeliveryOrigins(staging);
    }

    @Bean
    JobDeclarations jobDeclarations(Installation installation, @Value("${maaltal.jobs:jobs}") String folder) {
        return JobDeclarations.read(installation.find("maaltal.jobs", folder), JobSteps.NAMES);
    }

    @Bean
    DueTimes dueTimes(Plans plans) {
        return new DueTimes(day -> plans.all().stream().anyMatch(plan -> PublicationCalendar.isDay(plan, day)));
    }

    @Bean
    Checks checks(
            @Value("${maaltal.plan}") String plans,
            @Value("${maaltal.jobs:jobs}") String jobs,
            Installation installation,
            PlanReader reader,
            RegisterSetup registers) {
        return new Checks(plans, jobs, installation, reader, registers);
    }

    @Bean
    StopSignal stopSignal() {
        return new StopSignal();
    }

    @Bean
    @DependsOnDatabaseInitialization
    Turns turns(Home home, JdbcTemplate jdbc, PlatformTransactionManager transactions, StopSignal signal) {
        return new Turns(home, new LeaseTable(jdbc, new TransactionTemplate(transactions)), signal, BEAT, LOOK);
    }

    @Bean
    GracefulStop gracefulStop(StopSignal signal) {
        return new GracefulStop(signal, TO_UNWIND, Runtime.getRuntime()::halt);
    }

    @Bean
    Pause pause(StopSignal signal) {
        return new StoppablePause(signal);
    }

    @Bean
    Recovery recovery(Turns turns, RunLedger ledger) {
        return new Recovery(turns, ledger);
    }

    @Bean
    RunLedger runLedger(JdbcClient db, PlatformTransactionManager transactions, Clock clock, Turns turns) {
        return new RunLedger(db, new TransactionTemplate(transactions), clock, turns);
    }

    @Bean
    ProgressRelay progressRelay(StopSignal signal) {
        return new ProgressRelay(signal);
    }

    @Bean
    JobSteps jobSteps(
            JobRepository repository,
            PlatformTransactionManager transactions,
            StopSignal signal,
            CatalogueWork catalogue,
            TableWork tables,
            RegisterWork registerWork,
            CvrWork cvr,
            Registers registers,
            JobindsatsSettings settings,
            ProgressRelay progress,
            Staging staging,
            DeliveryOrigins origins,
            Plans plans,
            NightClock clock,
            Snapshots snapshots,
            Publisher publisher,
            Preview preview,
            Evaluation evaluation,
            RunLedger ledger) {
        Steps steps = new Steps(repository, transactions, signal);
        return new JobSteps(
                repository,
                Map.of(
                        "catch-up",
                                steps.of("catch-up", run -> {
                                    staging.sweep();
                                    staging.catchUp(progress::at);
                                }),
                        "due-today", steps.of("due-today", new DueToday(staging, plans, ledger)),
                        "catalogue", steps.of("catalogue", catalogue),
                        "tables", steps.partitioned("tables", "table", tables, settings.concurrency()),
                        "registers", steps.partitioned("registers", "register", registerWork, REGISTERS_AT_ONCE),
                        "cvr", steps.of("cvr", cvr),
                        "settle", steps.of("settle", new SettleWork(staging, origins, clock, progress)),
                        "publish",
                                steps.of(
                                        "publish",
                                        new PublishWork(
                                                plans,
                                                snapshots,
                                                publisher,
                                                new BasisFindings(evaluation),
                                                ledger,
                                                clock)),
                        "preview", steps.of("preview", new PreviewWork(plans, preview, clock)),
                        "forget", steps.of("forget", new ForgetWork(registers, ledger))));
    }

    @Bean
    MaturityList maturityList(Evaluation evaluation, NightClock clock) {
        return new MaturityList(evaluation, clock);
    }

    @Bean
    CatalogueWork catalogueWork(
            Home home,
            JobindsatsSettings settings,
            CatalogueFetcher fetcher,
            Staging staging,
            Plans plans,
            RunLedger ledger) {
        return new CatalogueWork(home, settings, fetcher, staging, plans, ledger);
    }

    @Bean
    TableWork tableWork(
            TableFetcher fetcher,
            Staging staging,
            Plans plans,
            RunLedger ledger,
            ProgressRelay progress,
            JobindsatsSettings settings) {
        return new TableWork(fetcher, staging, plans, ledger, progress, settings.acceptShrunk());
    }

    @Bean
    RunLauncher runLauncher(
            JobDeclarations declarations,
            JobSteps steps,
            JobOperator operator,
            JobRepository repository,
            RunLedger ledger,
            Turns turns,
            Recovery recovery,
            StopSignal signal,
            ObjectProvider<RunListener> listeners) {
        return new RunLauncher(
                declarations.all().stream()
                        .collect(Collectors.toMap(
                                JobDeclaration::job,
                                job -> new RunLauncher.Declared(steps.assemble(job), Rank.of(job)))),
                operator,
                repository,
                ledger,
                turns,
                recovery,
                signal,
                () -> listeners.orderedStream().toList());
    }

    @Bean
    Rebuild rebuild(Home home, Staging staging, ProgressRelay progress) {
        return new Rebuild(home, staging, progress);
    }

    @Bean
    Verify verify(Verification verification, Staging staging, ProgressRelay progress) {
        return new Verify(verification, staging, progress);
    }

    @Bean
    Recompute recompute(
            Home home,
            Staging staging,
            Snapshots snapshots,
            Verification verification,
            Seals seals,
            Definitions definitions,
            Plans plans,
            AreaBook areas,
            ProgressRelay progress) {
        return new Recompute(
                home,
                staging,
                snapshots,
                verification,
                () -> new Grounds(snapshots, seals, definitions, plans, areas),
                progress);
    }

    @Bean
    @DependsOnDatabaseInitialization
    StoreMoving storeMoving(Home home, DataSource dataSource, ProgressRelay progress) {
        return new StoreMoving(home, new StoreMove(dataSource), progress);
    }

    @Bean
    Forgetting forgetting(Home home, Registers registers) {
        return new Forgetting(home, registers);
    }

    @Bean
    Deciding deciding(Home home, Approval approval) {
        return new Deciding(home, approval);
    }

    @Bean
    Rehearsal rehearsal(
            JobDeclarations declarations,
            Plans plans,
            Snapshots snapshots,
            Publisher publisher,
            Staging staging,
            NightClock clock) {
        return new Rehearsal(declarations, plans, snapshots, publisher, staging, clock);
    }

    @Bean
    Demo demo(Home home, NightClock clock, RunLauncher launcher, Staging staging, ProgressRelay progress) {
        return new Demo(home.dir(), clock, launcher, staging, progress);
    }

    @Bean
    StatusReport statusReport(
            Home home,
            JobindsatsSettings jobindsats,
            Plans plans,
            Snapshots snapshots,
            Staging staging,
            Published published,
            RunLedger ledger,
            Decisions decisions,
            RegisterStatus registers,
            DropSettings drop,
            Recovery recovery,
            Clock clock) {
        return new StatusReport(
                home,
                jobindsats,
                plans,
                snapshots,
                staging,
                published,
                ledger,
                decisions,
                registers,
                new FolderRights(home, drop),
                recovery,
                clock);
    }
}
