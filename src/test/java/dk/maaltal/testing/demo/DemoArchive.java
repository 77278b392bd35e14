package dk.maaltal.testing.demo;

import dk.maaltal.plan.Plan;
import dk.maaltal.plan.PlanReader;
import dk.maaltal.series.SeriesSelector;
import dk.maaltal.source.Answer;
import dk.maaltal.source.Outcome;
import dk.maaltal.source.Secret;
import dk.maaltal.source.cvr.CvrFetchers;
import dk.maaltal.source.cvr.UnitFetch;
import dk.maaltal.source.cvr.UnitFetcher;
import dk.maaltal.source.jobindsats.CatalogueFetch;
import dk.maaltal.source.jobindsats.CatalogueTable;
import dk.maaltal.source.jobindsats.DataRequest;
import dk.maaltal.source.jobindsats.Fetchers;
import dk.maaltal.source.jobindsats.JobindsatsSettings;
import dk.maaltal.source.jobindsats.Reading;
import dk.maaltal.source.jobindsats.TableFetch;
import dk.maaltal.staging.ArchiveStore;
import dk.maaltal.staging.Extract;
import dk.maaltal.testing.DemoWorld;
import dk.maaltal.testing.JobindsatsSimulator;
import dk.maaltal.testing.World;
import dk.maaltal.testing.registers.CvrSimulator;
import dk.maaltal.testing.registers.UnitWorld;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes {@code src/main/resources/demo/deliveries.zip}: the deliveries folder of someone who asked for the plan's tables
 * and for CVR's workplaces on two days, and the register files that were dropped on them. The product's own fetchers ask
 * the simulated {@link DemoWorld} and {@link DemoUnits}, the product's own store keeps the answers; only real figures
 * are asked for apart, so that each delivery can say where it is from.
 *
 * <p>Run the main class from the project's folder after a change of the plan or of the layout of deliveries.
 */
public final class DemoArchive {
    /** When the two vintages were fetched; the demo's clock is the second. */
    public static final List<Instant> FETCHED =
            List.of(Instant.parse("2025-03-20T09:00:00Z"), Instant.parse("2026-08-22T08:00:00Z"));

    /** The case system was asked some days before its files were dropped. */
    private static final int DAYS_ON_THE_WAY = 3;

    private static final String SOURCE = "jobindsats";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Plan plan;
    private final World world = DemoWorld.create();
    private final DemoUnits units = new DemoUnits(DemoWorld.SEED);
    private final Ticking clock = new Ticking();
    private final ArchiveStore store;
    private final JobindsatsSimulator simulator;
    private final UnitWorld workplaces = units.world();
    private final CvrSimulator cvr;
    private final DemoRegisters registers = new DemoRegisters(DemoWorld.SEED, units);
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, String> origins = new HashMap<>();
    private final Map<String, LocalDate> held = new HashMap<>();

    private DemoArchive(Plan plan, Path deliveries) throws IOException {
        this.plan = plan;
        this.store = new ArchiveStore(deliveries, clock);
        this.simulator = JobindsatsSimulator.start(world, 0);
        this.cvr = CvrSimulator.start(workplaces, 0);
    }

    /** @param args {@code [file]}; the bundled archive without */
    public static void main(String[] args) throws Exception {
        Path file = Path.of(args.length > 0 ? args[0] : "src/main/resources/demo/deliveries.zip");
        Path folder = Files.createTempDirectory("demo");
        write(Path.of("config/plans/norddjurs-2024"), folder);
        Files.createDirectories(
                java.util.Objects.requireNonNull(file.toAbsolutePath().getParent()));
        zip(folder, file);
        System.out.printf("%s: %d bytes%n", file, Files.size(file));
    }

    /** Writes the deliveries folder, and beside it what is dropped on each day. */
    public static void write(Path planFolder, Path home) throws IOException, InterruptedException {
        Path deliveries = home.resolve("deliveries");
        DemoArchive archive = new DemoArchive(new PlanReader().read(planFolder), deliveries);
        try (archive.simulator;
                archive.cvr) {
            for (Instant at : FETCHED) {
                archive.fetch(at);
                archive.fetchWorkplaces(day(at));
            }
        }
        archive.label(deliveries.resolve("journal.jsonl"));
        Files.deleteIfExists(deliveries.resolve("journal.lock"));
        for (Instant at : FETCHED) {
            Path incoming = home.resolve("incoming").resolve(day(at).toString());
            for (Map.Entry<String, byte[]> file : archive.registers
                    .extracts(day(at).minusDays(DAYS_ON_THE_WAY))
                    .entrySet()) {
                Path target = incoming.resolve(file.getKey());
                Files.createDirectories(java.util.Objects.requireNonNull(target.getParent()));
                Files.write(target, file.getValue());
            }
        }
    }

    /** As a night would: the large workplaces, and which of the other P-numbers of the registers are CVR's at all. */
    private void fetchWorkplaces(LocalDate day) {
        workplaces.moveTo(day);
        UnitFetcher fetcher =
                CvrFetchers.at(URI.create(cvr.url()), CvrSimulator.USER, CvrSimulator.PASSWORD, store.keeper(), clock);
        UnitFetch fetch = fetcher.fetch(plan.area().code(), List.of());
        if (fetch instanceof UnitFetch.Complete complete) {
            fetch = fetcher.lookUp(complete, registers.pNumbers(day.minusDays(DAYS_ON_THE_WAY)));
        }
        if (!(fetch instanceof UnitFetch.Complete complete)) {
            throw new IllegalStateException("cannot read the workplaces: " + fetch);
        }
        store.acceptUnits(complete.reading(), extracts(day.minusDays(DAYS_ON_THE_WAY)));
    }

    /** Those of the registers with workplaces, by what the product tells them by. */
    private List<Extract> extracts(LocalDate day) {
        return registers.extracts(day).entrySet().stream()
                .filter(file ->
                        file.getKey().startsWith("tilbud/") || file.getKey().startsWith("sygefravaer/"))
                .map(file -> new Extract(file.getKey().split("/")[0], day, sha256(file.getValue())))
                .toList();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneId.of("Europe/Copenhagen"));
    }

    private void fetch(Instant at) throws IOException, InterruptedException {
        LocalDate day = day(at);
        boolean real = day.getYear() == 2026;
        clock.set(at);
        world.moveTo(day);
        simulator.maxCells(Long.MAX_VALUE);
        JobindsatsSettings settings = settings();
        if (!(new Fetchers(settings, store.keeper(), clock).catalogue().fetch()
                instanceof CatalogueFetch.Complete catalogue)) {
            throw new IllegalStateException("no catalogue");
        }
        store.acceptCatalogue(catalogue.answer());
        for (Map.Entry<CatalogueTable, List<SeriesSelector>> wanted :
                Wanted.of(plan, catalogue.catalogue()).entrySet()) {
            CatalogueTable table = wanted.getKey();
            LocalDate update = java.util.Objects.requireNonNull(table.updateLatest());
            if (!update.equals(held.put(table.id(), update))) {
                read(table, wanted.getValue(), settings, real);
            }
        }
    }

    private JobindsatsSettings settings() {
        return new JobindsatsSettings(
                URI.create(simulator.url()),
                Secret.of(JobindsatsSimulator.TOKEN),
                30_000,
                1,
                Duration.ofSeconds(5),
                Duration.ofSeconds(60),
                1,
                Duration.ofDays(1),
                Duration.ZERO,
                Duration.ZERO,
                List.of());
    }

    /** Lets the product find out what to ask, then asks it piece by piece. */
    private void read(CatalogueTable table, List<SeriesSelector> wants, JobindsatsSettings settings, boolean real)
            throws IOException, InterruptedException {
        Scratch scratch = new Scratch();
        if (!(new Fetchers(settings, scratch, java.time.Clock.systemUTC())
                        .tables()
                        .fetch(table, wants)
                instanceof TableFetch.Complete complete)) {
            throw new IllegalStateException("cannot read " + table);
        }
        Reading reading = complete.reading();
        Answer metadata;
        try (InputStream body = scratch.open(reading.metadata().sha256())) {
            metadata = keep(reading.metadata().request(), body.readAllBytes(), Origins.SYNTHETIC, 0);
        }
        List<Answer> parts = new ArrayList<>();
        Origins cut = new Origins(world);
        for (Answer part : reading.parts()) {
            for (Origins.Piece piece : cut.pieces(DataRequest.parse(part.request()), real)) {
                byte[] body = ask(piece.request().request());
                parts.add(keep(piece.request().request(), body, piece.origin(), rows(body)));
            }
        }
        store.acceptReading(new Reading(
                reading.tableId(), reading.updateLatest(), reading.updateNext(), reading.wanted(), metadata, parts));
    }

    private static long rows(byte[] body) {
        return JSON.readTree(body).get("rows").size();
    }

    private Answer keep(String request, byte[] body, String origin, long rows) throws IOException {
        Answer answer = store.keeper().keep(SOURCE, request, 200, new java.io.ByteArrayInputStream(body));
        store.keeper().judged(answer, Outcome.OK, rows, "");
        origins.put(answer.sha256() + " " + request, origin);
        return answer;
    }

    private byte[] ask(String request) throws IOException, InterruptedException {
        String path = request.substring("GET /v3".length());
        HttpResponse<byte[]> answer = client.send(
                HttpRequest.newBuilder(URI.create(simulator.url() + path))
                        .header("Authorization", "Bearer " + JobindsatsSimulator.TOKEN)
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(request + " got " + answer.statusCode());
        }
        return answer.body();
    }

    /** Adds to every line of kind {@code answer} where its figures are from. */
    private void label(Path journal) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(journal)) {
            if (JSON.readTree(line) instanceof ObjectNode entry
                    && "answer".equals(entry.get("kind").asString())) {
                JsonNode answer = entry.get("answer");
                String key = answer.get("sha256").asString() + " "
                        + answer.get("request").asString();
                entry.put("origin", origins.getOrDefault(key, Origins.SYNTHETIC));
                lines.add(JSON.writeValueAsString(entry));
            } else {
                lines.add(line);
            }
        }
        Files.writeString(journal, String.join("\n", lines) + "\n", StandardCharsets.UTF_8);
    }

    private static void zip(Path folder, Path file) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile)
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
        }
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Path one : files) {
                byte[] bytes = Files.readAllBytes(one);
                ZipEntry entry = new ZipEntry(folder.relativize(one).toString());
                entry.setTime(0);
                if (one.toString().endsWith(".gz")) {
                    CRC32 crc = new CRC32();
                    crc.update(bytes);
                    entry.setMethod(ZipEntry.STORED);
                    entry.setSize(bytes.length);
                    entry.setCrc(crc.getValue());
                }
                zip.putNextEntry(entry);
                zip.write(bytes);
            }
        }
    }
}
