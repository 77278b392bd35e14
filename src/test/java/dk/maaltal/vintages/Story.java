package dk.maaltal.vintages;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.testing.Fraction;
import dk.maaltal.testing.Inside;
import dk.maaltal.testing.JobindsatsSimulator;
import dk.maaltal.testing.Per;
import dk.maaltal.testing.PlainDigest;
import dk.maaltal.testing.PlainNumbers;
import dk.maaltal.testing.PlainPlan;
import dk.maaltal.testing.PlainRow;
import dk.maaltal.testing.Revision;
import dk.maaltal.testing.SnapshotCsv;
import dk.maaltal.testing.TestHome;
import dk.maaltal.testing.World;
import dk.maaltal.testing.registers.CvrSimulator;
import dk.maaltal.testing.registers.DropFolder;
import dk.maaltal.testing.registers.PlainDifference;
import dk.maaltal.testing.registers.PlainSnapshot;
import dk.maaltal.testing.registers.RegisterWorld;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One home that lives through nights, a clerk's book of what it should have done, and somebody who decides. */
final class Story implements AutoCloseable {
    static final String PLAN = "norddjurs-2024";
    private static final JsonMapper JSON = new JsonMapper();
    private static final int GAPS = 3;
    private static final int REFUSED = 4;
    private static final LocalDate FIRST_DAY = LocalDate.of(2023, 7, 1);
    private static final List<String> PERIODS =
            List.of("2024Q3", "2024Q4", "2024H2", "2025Q1", "2025Q2", "2025H1", "2025Q3");
    private static final Set<String> BOTH = Set.of("official", "local");

    /** What the product knew after a night, so that it can be asked for again. */
    private record Knowledge(LocalDate day, Map<String, LocalDate> taken) {}

    private final Path dir;
    private final String url;
    private final String user;
    private final World world;
    private final World whole;
    private final JobindsatsSimulator official;
    private final CvrSimulator cvr;
    private final DropFolder drop;
    private final TestHome home;
    private final Random decides;
    private final PlainBook book;
    private final List<Knowledge> nights = new ArrayList<>();
    private final Map<String, LocalDate> taken = new TreeMap<>();
    private final Map<String, String> targets = new HashMap<>();
    private final Map<String, String> edits = new HashMap<>();
    private final Map<String, Long> shipped = new HashMap<>();
    private final Set<String> removed = new HashSet<>();
    private LocalDate today = FIRST_DAY;

    /**
     * @param dir of everything
     * @param database the address of an empty database, or null for the home's own
     * @param percent the plan's declared share
     */
    Story(Path dir, @Nullable String database, String user, long seed, List<Revision> revisions, int percent)
            throws IOException {
        this.dir = dir;
        Path at = dir.resolve("home");
        this.url = database != null
                ? database
                : "jdbc:h2:file:" + at.resolve("db/maaltal").toAbsolutePath() + ";NON_KEYWORDS=VALUE,YEAR,ROWS";
        this.user = user;
        world = World.revised(seed, FIRST_DAY, revisions);
        whole = world.whole();
        official = JobindsatsSimulator.start(world, 0);
        RegisterWorld registers = new RegisterWorld(seed, 50);
        cvr = CvrSimulator.start(registers.units(), 0);
        drop = new DropFolder(at.resolve("drop"), registers, seed);
        home = new TestHome(at, official);
        decides = new Random(seed);
        book = new PlainBook(percent);
        for (String folder : List.of("plans", "codelists")) {
            FileSystemUtils.copyRecursively(
                    Path.of("config", folder), dir.resolve("config").resolve(folder));
        }
        edit("plan.yml", "from: 2024Q1", "from: 2024Q3");
        Path plan = plan().resolve("plan.yml");
        String text = Files.readString(plan).replaceAll("(?m)^  hold:.*\n(    .*\n)*", "");
        Files.writeString(
                plan,
                percent < 0
                        ? text
                        : text.replace(
                                "from: 2024Q3\n",
                                "from: 2024Q3\n  hold:\n    changed_percent: %d\n".formatted(percent)));
    }

    PlainBook book() {
        return book;
    }

    private Path plan() {
        return dir.resolve("config/plans/" + PLAN);
    }

    private void edit(String file, String from, String to) {
        try {
            Path path = plan().resolve(file);
            String text = Files.readString(path);
            assertThat(text).contains(from);
            Files.writeString(path, text.replace(from, to));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Somebody edits the fixed target of a component, or sets it to what it was. */
    void target(String component, String measure, String sign, long from, long to) {
        edit("measures/" + measure + ".yml", "      value: " + from + "\n", "      value: " + to + "\n");
        targets.put(component, sign + " " + to);
        edits.put(measure, shipped.computeIfAbsent(component, c -> from) == to ? "" : sign + " " + to);
    }

    /** A target that a published figure of the plan's own lies on the other side of. */
    long across(String component, String period, long target) {
        PlainLine line = book.newest(period).lines().get(component + " official " + PlainPlan.OWN);
        BigDecimal value =
                Objects.requireNonNull(Objects.requireNonNull(line).row().value());
        boolean met = value.compareTo(BigDecimal.valueOf(target)) >= 0;
        return value.setScale(0, met ? RoundingMode.CEILING : RoundingMode.FLOOR)
                        .longValueExact()
                + (met ? 1 : 0);
    }

    /** Somebody takes a measure out of the plan. */
    void remove(String measure) throws IOException {
        edit("plan.yml", "  - \"" + measure + "\"\n", "");
        Files.delete(plan().resolve("measures/" + measure + ".yml"));
        removed.add(measure);
    }

    /** The source has a table no more. */
    void withdraw(String table) {
        taken.put(table, today);
        world.withdraw(table);
    }

    /** The figure of the plan's own area after a night on the day, whatever becomes of it. */
    PlainSnapshot expected(LocalDate day, Knowledge known) {
        PlainPlan plan = new PlainPlan(whole, day, known.day);
        known.taken.forEach(plan::taken);
        return new PlainSnapshot(plan, drop.local(day)).targets(targets);
    }

    private Map<String, PlainLine> lines(PlainSnapshot snapshot, String period) {
        List<PlainLine> lines = new ArrayList<>();
        for (PlainRow row : snapshot.rows(period)) {
            if (!removed.contains(row.measure())) {
                String definition = row.measure() + " " + edits.getOrDefault(row.measure(), "");
                String beside =
                        row.measure().equals("6.8") ? new TreeMap<>(snapshot.cooperation(period)).toString() : "";
                lines.add(PlainLine.of(row, definition, beside));
            }
        }
        return PlainBook.byKey(lines);
    }

    /** A night after which everything is as the book says. */
    void night(LocalDate day, Set<String> registers) {
        today = day;
        world.moveTo(day);
        whole.moveTo(day);
        cvr.world().moveTo(day);
        registers.forEach(register -> drop.taken(register, day.minusDays(2), false));
        drop.asked(day);
        Knowledge known = new Knowledge(day, Map.copyOf(taken));
        nights.add(known);
        book.nextNight();
        String at = day + "T04:00:00Z";
        PlainSnapshot plain = expected(day, known);
        Map<String, PlainBook.Outcome> outcomes = new TreeMap<>();
        for (String period : PERIODS) {
            Per p = Per.of(period);
            boolean due = !p.lastDay().plusDays(p.type().equals("Q") ? 45 : 75).isAfter(day);
            if (due) {
                outcomes.put(period, book.computed(period, lines(plain, period), at));
            }
        }

        TestHome.Ran ran = at(at).run(words("run", "nightly"));

        String said = ran.out() + ran.err();
        if (book.waiting().isEmpty()) {
            assertThat(ran.exit()).as("%s %s", outcomes, said).isIn(0, GAPS);
        } else {
            assertThat(ran.exit()).as("%s %s", outcomes, said).isEqualTo(REFUSED);
        }
        assertVersions();
        assertDecisions();
        book.waiting()
                .forEach(d -> assertThat(ran.err())
                        .contains(d.period)
                        .contains("approve " + d.number)
                        .contains("reject " + d.number));
    }

    /** Each waiting change is approved, rejected or left, as the dice say. */
    void decide(double approve, double reject) {
        String at = today + "T06:00:00Z";
        for (PlainBook.Decision decision : book.waiting()) {
            double dice = decides.nextDouble();
            if (dice < approve) {
                boolean correction = decides.nextInt(3) == 0;
                List<String> call = new ArrayList<>(List.of(
                        "approve", "" + decision.number, "--reason", "the source told us why", "--by", "Ane Udvalg"));
                if (correction) {
                    call.addAll(List.of("--as", "correction"));
                }
                TestHome.Ran ran = at(at).run(words(call.toArray(String[]::new)));
                assertThat(ran.exit()).as(ran.out() + ran.err()).isZero();
                book.approve(decision, correction, at);
            } else if (dice < approve + reject) {
                TestHome.Ran ran = at(at).run(
                                words("reject", "" + decision.number, "--reason", "it cannot be", "--by", "Bo Udvalg"));
                assertThat(ran.exit()).as(ran.out() + ran.err()).isZero();
                book.reject(decision);
            }
        }
        assertVersions();
        assertDecisions();
    }

    /** A decision that is made is made. */
    void assertDecided(PlainBook.Decision decision) {
        for (String word : List.of("approve", "reject")) {
            TestHome.Ran ran = at(today + "T07:00:00Z").run(words(word, "" + decision.number, "--reason", "once more"));
            assertThat(ran.exit()).as(ran.out()).isNotZero();
        }
        assertVersions();
        assertDecisions();
    }

    private TestHome at(String instant) {
        return home.at(instant);
    }

    TestHome.Ran run(String... words) {
        return home.run(words(words));
    }

    private String[] words(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of(
                "--maaltal.plan=" + plan(),
                "--maaltal.db.url=" + url,
                "--maaltal.db.user=" + user,
                "--maaltal.pseudonym.key-file=" + DropFolder.key(dir.resolve("secret/key")),
                "--maaltal.drop.settle=0s",
                "--maaltal.sources.cvr.url=" + cvr.url(),
                "--maaltal.sources.cvr.user=" + CvrSimulator.USER,
                "--maaltal.sources.cvr.password=" + CvrSimulator.PASSWORD,
                "--maaltal.sources.cvr.pace=0ms"));
        return all.toArray(String[]::new);
    }

    List<Map<String, @Nullable String>> query(String sql) {
        return TestHome.query(url, user, sql);
    }

    List<Map<String, @Nullable String>> snapshots() {
        return query("select * from bi.snapshot order by period, version");
    }

    List<Map<String, @Nullable String>> cells(String id) {
        return query("select * from bi.snapshot_value where snapshot_id = '" + id + "'");
    }

    static String id(PlainBook.Version version) {
        return "%s/%s/%d".formatted(PLAN, version.period(), version.number());
    }

    private final Map<String, String> digests = new HashMap<>();
    private final Map<String, Map<String, String>> texts = new HashMap<>();

    /** Every version of the book is published and no other; each holds what it should, and stands as it stood. */
    private void assertVersions() {
        Map<String, Map<String, @Nullable String>> stored = new TreeMap<>();
        snapshots().forEach(s -> stored.put(String.valueOf(s.get("snapshot_id")), s));
        assertThat(stored.keySet())
                .isEqualTo(book.all().stream().map(Story::id).collect(Collectors.toCollection(TreeSet::new)));
        for (PlainBook.Version version : book.all()) {
            String id = id(version);
            Map<String, @Nullable String> row = Map.copyOf(withoutNulls(stored.get(id)));
            String digest = digests.get(id);
            if (digest == null) {
                digest = assertNew(version, row);
                digests.put(id, digest);
            }
            assertThat(row)
                    .as(id)
                    .containsEntry("content_sha256", digest)
                    .containsEntry("change_kind", version.kind())
                    .containsEntry("row_count", "" + version.lines().size())
                    .containsEntry(
                            "is_latest", "" + (book.newest(version.period()).number() == version.number()));
            // To the second: the clock stands still, and what happens in it is told apart by microseconds.
            assertThat(row.get("as_of")).as(id).startsWith(version.asOf().substring(0, 19));
            assertThat(row.get("published_at"))
                    .as(id)
                    .startsWith(version.published().substring(0, 19));
            if (version.number() == 1) {
                assertThat(row).doesNotContainKey("previous_sha256");
            } else {
                assertThat(row)
                        .as(id)
                        .containsEntry(
                                "previous_sha256",
                                String.valueOf(digests.get(
                                        "%s/%s/%d".formatted(PLAN, version.period(), version.number() - 1))));
            }
        }
    }

    /** The rows of a version not seen before; its digest, worked out from them. */
    private String assertNew(PlainBook.Version version, Map<String, String> row) {
        String id = id(version);
        List<Map<String, @Nullable String>> cells = cells(id);
        List<PlainRow> expected =
                version.lines().values().stream().map(PlainLine::row).toList();
        assertThat(SnapshotCsv.differences(cells, expected, BOTH)).as(id).isEmpty();
        Map<String, String> texts = new TreeMap<>();
        for (Map<String, @Nullable String> cell : cells) {
            String key = "%s %s %s %s"
                    .formatted(cell.get("measure_id"), cell.get("component"), cell.get("basis"), cell.get("area_code"));
            PlainLine line = version.lines().get(key);
            assertThat(cell.get("provisional")).as(id + " " + key).isEqualTo("" + (line != null && line.provisional()));
            texts.put(key, PlainDigest.text(cell));
        }
        this.texts.put(id, texts);
        if (version.number() > 1) {
            PlainBook.Version base = book.version(version.period(), version.number() - 1);
            assertThat(changed(this.texts.getOrDefault(id(base), Map.of()), texts))
                    .as("rows of %s that are not those of the version before", id)
                    .isEqualTo(changed(texts(base), texts(version)));
        }
        return PlainDigest.of(cells);
    }

    private static Map<String, String> texts(PlainBook.Version version) {
        Map<String, String> texts = new TreeMap<>();
        version.lines().forEach((key, line) -> texts.put(key, line.text()));
        return texts;
    }

    private static Set<String> changed(Map<String, String> before, Map<String, String> now) {
        return Stream.concat(before.keySet().stream(), now.keySet().stream())
                .filter(key -> !String.valueOf(before.get(key)).equals(String.valueOf(now.get(key))))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, String> withoutNulls(@Nullable Map<String, @Nullable String> row) {
        Map<String, String> some = new TreeMap<>();
        if (row != null) {
            row.forEach((name, value) -> {
                if (value != null) {
                    some.put(name, value);
                }
            });
        }
        return some;
    }

    /** Decisions are those of the book, in the order of the nights, and say what it says. */
    private void assertDecisions() {
        TestHome.Ran ran = run("list", "decisions", "--json");
        assertThat(ran.exit()).as(ran.err()).isZero();
        List<JsonNode> listed = new ArrayList<>();
        JSON.readTree(ran.out()).forEach(listed::add);
        listed.sort(Comparator.comparingInt(d -> d.get("decision").asInt()));
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < book.decisions().size(); i++) {
            numbers.add("" + (i + 1));
        }
        assertThat(listed).extracting(d -> d.get("decision").asString()).isEqualTo(numbers);
        Map<String, List<PlainBook.Decision>> byBase = new HashMap<>();
        book.decisions()
                .forEach(d -> byBase.computeIfAbsent(d.period + "/" + d.base, k -> new ArrayList<>())
                        .add(d));
        int night = 0;
        for (JsonNode said : listed) {
            String base = said.get("base").asString();
            List<PlainBook.Decision> same = byBase.getOrDefault(base.substring(PLAN.length() + 1), List.of());
            assertThat(same).as("%s, of %s", said, book.decisions()).isNotEmpty();
            PlainBook.Decision decision = same.remove(0);
            decision.number = said.get("decision").asInt();
            assertThat(decision.night).isGreaterThanOrEqualTo(night);
            night = decision.night;
            PlainBook.Difference difference = decision.difference;
            Map<String, String> expected = new TreeMap<>();
            expected.put("state", decision.state);
            expected.put("plan", PLAN);
            expected.put("period", decision.period);
            expected.put("cells", "" + decision.proposed.size());
            expected.put("added", "" + difference.added());
            expected.put("changed", "" + difference.changed());
            expected.put("removed", "" + difference.removed());
            expected.put("unchanged", "" + (decision.proposed.size() - difference.added() - difference.changed()));
            expected.put("flips", "" + difference.flips().size());
            expected.put("change_kind", decision.kind());
            Map<String, String> is = new TreeMap<>();
            expected.keySet().forEach(name -> is.put(name, said.get(name).asString()));
            assertThat(is).as("%s", said).isEqualTo(expected);
            assertThat(said.get("as_of").asString()).startsWith(decision.asOf.substring(0, 19));
            String causes = said.get("causes").asString();
            assertThat(causes.contains(" target") || causes.contains("flip"))
                    .as(causes)
                    .isEqualTo(decision.causes.contains("flip"));
            assertThat(causes.contains("%")).as(causes).isEqualTo(decision.causes.contains("share"));
            if (decision.state.equals("approved")) {
                assertThat(said.get("decided_by").asString()).isEqualTo("Ane Udvalg");
                assertThat(said.get("published").asString())
                        .isEqualTo("%s/%s/%d".formatted(PLAN, decision.period, decision.base + 1));
            }
        }
    }

    /** Looks at a period as of an instant between nights: what stood, and what was known. */
    void assertAsOf(String period, String instant) throws IOException {
        PlainBook.Version stood = book.newestAt(period, instant);
        TestHome.Ran ran = run("show", period, "--as-of", instant, "--csv");
        if (stood == null) {
            assertThat(ran.exit()).as(ran.out()).isEqualTo(2);
        } else {
            assertThat(ran.exit()).as(ran.err()).isZero();
            assertThat(shown(ran)).as("%s as of %s", period, instant).isEqualTo(cellTexts(id(stood)));
        }
        LocalDate day = LocalDate.parse(instant.substring(0, 10));
        Knowledge known = null;
        for (Knowledge night : nights) {
            known = night.day.isAfter(day) ? known : night;
        }
        TestHome.Ran computed = run("show", period, "--as-of", instant, "--computed", "--csv");
        assertThat(computed.exit()).as(computed.err()).isIn(0, GAPS);
        List<PlainRow> rows = lines(expected(day, Objects.requireNonNull(known)), period).values().stream()
                .map(PlainLine::row)
                .toList();
        assertThat(SnapshotCsv.differences(read(computed), rows, BOTH))
                .as("%s computed as of %s", period, instant)
                .isEmpty();
    }

    private List<Map<String, @Nullable String>> read(TestHome.Ran ran) throws IOException {
        Path file = Files.writeString(dir.resolve("shown.csv"), ran.out());
        return SnapshotCsv.read(file);
    }

    private List<String> shown(TestHome.Ran ran) throws IOException {
        return read(ran).stream().map(PlainDigest::text).sorted().toList();
    }

    private List<String> cellTexts(String id) {
        return cells(id).stream().map(PlainDigest::text).sorted().toList();
    }

    /** What is about to be published can be looked at, and looking changes nothing. */
    void assertRehearsal() {
        TestHome.Ran ran = at(today + "T05:00:00Z").run(words("run", "nightly", "--plan-only"));
        assertThat(ran.exit())
                .as(ran.out() + ran.err())
                .isEqualTo(book.waiting().isEmpty() ? 0 : REFUSED);
        book.waiting().forEach(d -> assertThat(ran.out()).contains(d.period));
        assertVersions();
        assertDecisions();
    }

    /** Version by version: id, digest and the digest before. */
    List<String> chain() {
        return snapshots().stream()
                .map(s -> "%s %s %s %s"
                        .formatted(
                                s.get("snapshot_id"),
                                s.get("change_kind"),
                                s.get("content_sha256"),
                                s.get("previous_sha256")))
                .toList();
    }

    /** What lies between local and official figures, part by part, as known after the last night. */
    int assertDifferences() {
        List<String> periods = new ArrayList<>(book.versions().keySet());
        Knowledge known = nights.get(nights.size() - 1);
        PlainSnapshot snapshot = expected(known.day, known);
        List<String> expected = new ArrayList<>();
        for (String period : periods) {
            for (String component : PlainSnapshot.onBothBases()) {
                LocalDate updated = sources(component, period).stream()
                        .map(table -> whole.table(table).updatedBy(known.taken.getOrDefault(table, known.day)))
                        .max(Comparator.naturalOrder())
                        .orElseThrow();
                PlainDifference difference = snapshot.difference(component, period, drop.local(updated));
                if (difference != null) {
                    expected.add("%s %s: %s = %s + %s + %s"
                            .formatted(
                                    component,
                                    period,
                                    text(difference.difference()),
                                    text(difference.timing()),
                                    text(difference.population()),
                                    text(difference.rest())));
                }
            }
        }
        Instant at = Instant.parse(today + "T04:30:00Z");
        List<String> found = Inside.look(home.dir(), url, user, plan(), at, look -> look.differences(periods));
        assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
        return expected.size();
    }

    private static String text(@Nullable Fraction number) {
        return PlainNumbers.text(number == null ? null : number.rounded());
    }

    private static List<String> sources(String component, String period) {
        boolean reformed = Per.of(period).lastDay().isAfter(LocalDate.of(2025, 6, 30));
        return switch (component) {
            case "1.2 value" -> List.of("y30f01");
            case "1.3 value" -> List.of("y30f02");
            case "3.1 count" -> List.of("y14kval01");
            case "6.1 fill_rate", "6.1 orders_per_month" -> List.of("jo01");
            case "6.2 value" -> List.of(reformed ? "y60b15" : "y38b15");
            case "6.4 value" -> List.of("y01b15", "y07b15", "y60b15");
            case "6.10 value" -> List.of("otij01");
            default -> throw new IllegalArgumentException(component);
        };
    }

    /** Every version there is can be verified, and computed again to the same rows. */
    void assertWhole() {
        TestHome.Ran verified = at(today + "T08:00:00Z").run(words("verify"));
        assertThat(verified.exit()).as(verified.out() + verified.err()).isZero();
        TestHome.Ran recomputed = run("recompute");
        assertThat(recomputed.exit()).as(recomputed.out() + recomputed.err()).isZero();
        for (PlainBook.Version version : book.all()) {
            assertThat(verified.out()).contains(id(version), String.valueOf(digests.get(id(version))));
            assertThat(recomputed.out()).contains(id(version));
        }
        assertVersions();
    }

    /** One byte of a delivery is another one: it is named, and so is nothing else. */
    void assertNamesDelivery() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(home.dir().resolve("deliveries"))) {
            files = all.filter(f -> f.toString().endsWith(".gz")).sorted().toList();
        }
        Path file = files.get(decides.nextInt(files.size()));
        byte[] bytes = Files.readAllBytes(file);
        byte[] other = bytes.clone();
        other[other.length / 2] ^= 1;
        Files.write(file, other);
        assertOnlyNamed(file.getFileName().toString().replace(".gz", ""), sha256s(files));
        Files.write(file, bytes);
        assertVerified();
    }

    private static List<String> sha256s(List<Path> files) {
        return files.stream()
                .map(f -> f.getFileName().toString().replace(".gz", ""))
                .toList();
    }

    /** One letter of a kept file is another one: it is named by its path. */
    void assertNamesDefinition() {
        Map<String, @Nullable String> kept = query("""
                select d.path, f.sha256, f.content from definition_set d
                join definition_file f on f.sha256 = d.file_sha256
                where d.path like '%1.2.yml' order by f.sha256
                """).get(0);
        String path = String.valueOf(kept.get("path"));
        String content = String.valueOf(kept.get("content"));
        assertThat(content).contains("mindst fire samtaler");
        String sql = "update definition_file set content = ? where sha256 = ?";
        String sha256 = String.valueOf(kept.get("sha256"));
        write("definition_file", sql, content.replace("mindst fire samtaler", "mindst fire samtalen"), sha256);
        TestHome.Ran ran = run("verify");
        assertThat(ran.exit()).as(ran.out()).isEqualTo(1);
        assertThat(ran.out() + ran.err()).contains(path);
        write("definition_file", sql, content, sha256);
        assertVerified();
    }

    /** One digit of a published row is another one: its version and its key are named, and no other. */
    void assertNamesRow() {
        PlainBook.Version version = book.all().get(decides.nextInt(book.all().size()));
        List<Map<String, @Nullable String>> cells =
                cells(id(version)).stream().filter(c -> c.get("value") != null).toList();
        Map<String, @Nullable String> cell = cells.get(decides.nextInt(cells.size()));
        String where = " where snapshot_id = '%s' and measure_id = ? and component = ? and basis = ? and area_code = ?"
                .formatted(id(version));
        String[] key = Stream.of("measure_id", "component", "basis", "area_code")
                .map(c -> String.valueOf(cell.get(c)))
                .toArray(String[]::new);
        write("snapshot_value", "update snapshot_value set cell_value = cell_value + 0.0001" + where, key);
        assertOnlyNamed(id(version), book.all().stream().map(Story::id).toList());
        TestHome.Ran ran = run("verify", version.period());
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.out() + ran.err()).contains(key);
        TestHome.Ran recomputed = run("recompute", version.period(), "--version", "" + version.number());
        assertThat(recomputed.exit()).as(recomputed.out()).isEqualTo(1);
        assertThat(recomputed.out() + recomputed.err()).contains(key);
        write("snapshot_value", "update snapshot_value set cell_value = cell_value - 0.0001" + where, key);
        assertVerified();
    }

    private void assertVerified() {
        TestHome.Ran ran = run("verify");
        assertThat(ran.exit()).as(ran.out() + ran.err()).isZero();
    }

    private void assertOnlyNamed(String one, List<String> all) {
        TestHome.Ran ran = run("verify");
        assertThat(ran.exit()).as(ran.out() + ran.err()).isEqualTo(1);
        List<String> wrong = Stream.of(ran.out(), ran.err())
                .flatMap(String::lines)
                .filter(line -> !line.matches(".*\\bok\\b.*"))
                .toList();
        assertThat(wrong).as(ran.out() + ran.err()).anyMatch(line -> line.contains(one));
        all.stream()
                .filter(other -> !other.equals(one))
                .forEach(other -> assertThat(wrong).noneMatch(line -> line.matches(".*\\Q" + other + "\\E\\b.*")));
    }

    /** As somebody would who may do anything: what keeps the rows is taken away first. */
    private void write(String table, String sql, String... values) {
        try (Connection db = DriverManager.getConnection(url, user, "")) {
            if (url.startsWith("jdbc:h2:")) {
                for (Map<String, @Nullable String> trigger :
                        query("select trigger_name from information_schema.triggers where upper(event_object_table) = '"
                                + table.toUpperCase(Locale.ROOT) + "'")) {
                    db.createStatement().execute("drop trigger if exists \"" + trigger.get("trigger_name") + "\"");
                }
            } else {
                db.createStatement().execute("alter table " + table + " disable trigger user");
            }
            try (PreparedStatement statement = db.prepareStatement(sql)) {
                for (int i = 0; i < values.length; i++) {
                    statement.setString(i + 1, values[i]);
                }
                assertThat(statement.executeUpdate()).isEqualTo(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        official.close();
        cvr.close();
    }
}
