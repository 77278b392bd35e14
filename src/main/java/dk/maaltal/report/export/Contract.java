package dk.maaltal.report.export;

import dk.maaltal.report.export.ContractTable.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The contract's tables that belong to one version, described once: every format is made from this. A test holds it
 * against schema {@code bi} on both databases and against docs/reference/bi.md.
 */
public final class Contract {
    /** Columns that may hold no other words than {@link DanishWords} knows. */
    private static final Set<String> CLOSED = Set.of(
            "state", "status", "reason", "basis", "unit", "change_kind", "period_type", "direction", "area_type");

    public static final ContractTable SNAPSHOT = table(
            "snapshot",
            "Snapshot",
            "Én række for hver offentliggjort version.",
            "One row for each published version.",
            List.of("snapshot_id"),
            List.of(new Reference(List.of("period"), "period", List.of("period"))),
            """
            snapshot_id | text! | Versionens id | Versionens id: plan, periode og nummer | `<plan>/<period>/<version>`: `norddjurs-2024/2024H1/1`
            plan_id | text! | Plan | Planens id | the plan
            period | text! | Periode | `2024Q1`, `2024H1` eller `2024` | `2024Q1`, `2024H1`, `2024`
            period_type | text! | Periodetype | Kvartal, halvår eller år | `Q`, `H`, `Y`
            period_start | day! | Første dag | Periodens første dag, inklusive | first day, inclusive
            period_end | day! | Sidste dag | Periodens sidste dag, inklusive | last day, inclusive
            version | whole! | Versionsnummer | Fra 1 | from 1
            as_of | instant! | Viden pr. | Det øjeblik, hvis viden versionen afspejler | the instant whose knowledge it reflects
            published_at | instant! | Offentliggjort | Hvornår versionen blev skrevet | when it was written
            is_latest | flag! | Nyeste | Om der ikke findes en nyere version af perioden | whether no newer version of the period stands
            change_kind | text! | Ændringens art | Hvorfor versionen kom til | `initial`, `revision` (the sources say something else), `definition` (a measure is computed otherwise), `correction` (a mistake of ours; none in this version)
            change_note | text! | Ændring | Hvad der er ændret, på én linje | what changed, in a line
            backfilled | flag! | Opgjort bagud | Først opgjort mere end 31 dage efter udgivelsesdagen eller ved en opgørelse bagud, af kilderne som de var da | first computed more than 31 days after its publication day, or by a backfill, from the sources of then
            row_count | whole! | Antal celler | Hvor mange celler versionen har | how many cells
            content_sha256 | text! | Indholdets digest | SHA-256 af versionens rækker | digest of its rows, see below
            previous_sha256 | text | Forrige digest | Digest af versionen før, tom for den første | `content_sha256` of the version before, null for the first
            run_id | text | Kørsel | Kørslen, der offentliggjorde den | the run that published it
            """);

    public static final ContractTable SNAPSHOT_VALUE = table(
            "snapshot_value",
            "Værdier",
            "Én række for hver celle i en version.",
            "One row for each cell of a version.",
            List.of("snapshot_id", "measure_id", "component", "basis", "area_code"),
            List.of(
                    new Reference(List.of("snapshot_id"), "snapshot", List.of("snapshot_id")),
                    new Reference(List.of("measure_id", "component"), "measure", List.of("measure_id", "component")),
                    new Reference(List.of("area_code"), "area", List.of("area_code"))),
            """
            snapshot_id | text! | Versionens id | Versionen | the version
            measure_id | text! | Mål | Målets nummer | `6.10`
            component | text! | Komponent | Hvilket af målets tal det er | `value` where a measure has one number; else `count`, `share`, `fill_rate`, `orders_per_month`, `actual`, `expected`
            basis | text! | Grundlag | Officiel (Jobindsats) eller lokal (registre, CVR) | `official` (Jobindsats) or `local` (registers, CVR)
            is_primary | flag! | Primær | Om det er dette grundlag, der vurderes | whether this basis is the one that is judged
            area_code | text! | Områdekode | Kommunens kode, eller `DK` for hele landet | municipality (`707`) or `DK`
            area_name | text! | Område | Områdets navn | its name
            reference_period | text! | Vedrører | Hvad tallet handler om, som kilden skriver det; periodens eget id for tal, der er talt sammen over perioden | what the cell is about, as the source writes it; the period's own id for flows and local measures
            value | decimal | Værdi | Kun et tal, når tilstanden er i orden, foreløbig eller forældet. Procent fra 0 til 100 | null unless `state` is `OK`, `PRELIMINARY` or `STALE`. Percent from 0 to 100
            numerator | decimal | Tæller | n i en andel, eller selve antallet | n of a share, or the count itself
            denominator | decimal | Nævner | N i en andel, eller antallet af måneder | N of a share, or the number of months
            unit | text! | Enhed | Procent, personer, sager, antal eller pr. måned | `percent`, `persons`, `cases`, `count`, `per_month`
            state | text! | Tilstand | Hvad værdien, eller at den mangler, betyder | see States
            provisional | flag! | Foreløbig | Et ældre tal står i stedet, eller tallet plejer at flytte sig mere, end det er fra målet | an older reference period stands in, or the figure usually still moves by more than its distance to the target
            target_text | text | Måltal | Måltallet i ord | `>= 80 %`, `<= DK + 4 pp`, `> last year`
            target_value | decimal | Vurderet mod | Tallet, som værdien er vurderet mod | the number it was judged against
            benchmark_value | decimal | Hele landet | Hele landets værdi af samme komponent og periode, på hver officiel række | the whole country's value of the same component and reference period, on every official row
            previous_value | decimal | Året før | Samme periode året før, som den var kendt | the same period last year, as it was known at the as-of
            deviation | decimal | Afvigelse | Værdien minus det, den er vurderet mod | value minus `target_value`
            twin_difference | decimal | Forskel til andet grundlag | Primær minus det andet grundlag, hvor begge har en værdi | primary minus the other basis, where both have a value
            status | text | Status | Om målet er nået; tom, hvor cellen ikke vurderes | see Status; null where the cell is not judged
            reason | text | Årsag | Hvad man skal vide om status | see Reasons
            due | flag! | Skal følges op | Om planen følger op på målet i denne periode | whether the plan reports the measure in this period
            attributes | json | Egenskaber | Hvad der ellers er at vide om tallet, JSON | JSON object, keys sorted, or null; see Attributes
            definition_sha256 | text! | Definitionens digest | SHA-256 af målets definition | the measure's definition
            source_updated_on | day | Kilden opdateret | Nyeste opdatering af de brugte tabeller | newest update of the tables used
            lineage_id | text | Sporings-id | Hvad tallet er opgjort af: `lineage` | what it was computed from: `bi.lineage`. Null when no delivery was used
            """);

    public static final ContractTable MEASURE = table(
            "measure",
            "Mål",
            "Målene med deres komponenter.",
            "The measures with their components, in their newest definition.",
            List.of("measure_id", "component"),
            List.of(),
            """
            plan_id | text! | Plan | Planens id | the plan
            measure_id | text! | Mål | Målets nummer | `6.10`
            component | text! | Komponent | Som i værdierne | as in `snapshot_value`
            minister_goal | whole | Ministermål | Det ministermål, det hører under, hvis noget | the minister's goal it belongs to, or null
            title_da | text! | Titel | Dansk titel | Danish title
            title_en | text! | Engelsk titel | Engelsk titel | English title
            description_da | text! | Hvad der måles | Hvad der måles, på dansk | what is measured, in Danish
            unit | text! | Enhed | Som i værdierne | as in `snapshot_value`
            direction | text! | Retning | Om højere eller lavere er bedre | `higher` or `lower` is better
            follow_up | text! | Opfølgning | Hvornår planen følger op | when the plan reports it
            source_text_da | text! | Planens ord | Planens egne ord | the plan's own words
            definition_sha256 | text! | Definitionens digest | SHA-256 af definitionen | digest of the definition
            valid_from | day | Gælder fra | Første dag, den gælder, hvis angivet | first day it holds, or null
            valid_to | day | Gælder til | Sidste dag, hvis angivet | last day, or null
            """);

    public static final ContractTable AREA =
            table("area", "Område", "Områderne.", "The areas.", List.of("area_code"), List.of(), """
            area_code | text! | Områdekode | Kommunens kode, eller `DK` | `707`, `DK`
            area_name | text! | Område | Områdets navn | `Norddjurs`, `Hele landet`
            area_type | text! | Områdetype | Kommune eller hele landet | `municipality` or `country`
            """);

    public static final ContractTable PERIOD = table(
            "period",
            "Periode",
            "Perioderne.",
            "The periods that were published or previewed.",
            List.of("period"),
            List.of(),
            """
            period | text! | Periode | Periodens id | `2024H1`
            period_type | text! | Periodetype | Kvartal, halvår eller år | `Q`, `H`, `Y`
            period_start | day! | Første dag | Periodens første dag | first day
            period_end | day! | Sidste dag | Periodens sidste dag | last day
            year | whole! | År | Året, den ligger i | the year it lies in
            label_da | text! | Periodens navn | `1. halvår 2024` | `1. halvår 2024`
            """);

    public static final ContractTable LINEAGE = table(
            "lineage",
            "Sporing",
            "Én række for hver leverance, en celle er opgjort af. Celler med samme sporing deler den.",
            "One row for each delivery a cell was computed from.",
            List.of("lineage_id", "delivery_sha256", "known_from"),
            List.of(),
            """
            lineage_id | text! | Sporings-id | Som i værdierne; ens sporinger har samme id | as in `snapshot_value`; equal lineages have equal ids
            delivery_sha256 | text! | Leverancens digest | Leverancen | the delivery
            known_from | instant! | Kendt fra | Hvorfra dens ord var kendt | from when its word was known
            """);

    public static final ContractTable DELIVERY = table(
            "delivery",
            "Leverancer",
            "Én række for hvert svar og hver fil, tallene er opgjort af.",
            "One row for each distinct answer and request, and for each distinct file that was dropped for a register.",
            List.of("source", "sha256", "request"),
            List.of(),
            """
            sha256 | text! | Digest | SHA-256 af leverancen, som den kom | digest of the bytes as they came; an answer's file is `deliveries/<first two digits>/<sha256>.gz`
            source | text! | Kilde | `jobindsats`, `cvr` eller registrets navn | `jobindsats`, `cvr`, or the register's name
            request | text! | Forespørgsel | Hvad der blev spurgt om, eller filens navn | method, path and query, without host and token; of a dropped file its name, with what looks like a CPR number masked
            fetched_at | instant! | Hentet | Hvornår den først kom | when it was first received
            source_updated_on | day | Kilden opdateret | Kildens opdatering, eller udtrækkets dato | the table's update it belongs to, null when it led to no reading; of a dropped file its extract date, null when its name has none
            bytes | whole! | Bytes | Størrelse, udpakket | size, unpacked
            rows | whole | Rækker | Hvor mange rækker den havde | how many rows it had, rejected ones included
            outcome | text | Udfald | Hvordan den blev bedømt | see outcomes
            """);

    private static final List<ContractTable> TABLES =
            List.of(SNAPSHOT, SNAPSHOT_VALUE, MEASURE, AREA, PERIOD, LINEAGE, DELIVERY);

    private Contract() {}

    /** All of them, in the order they are written. */
    public static List<ContractTable> tables() {
        return TABLES;
    }

    /**
     * The table as it stands in files: without {@code is_latest}, which is not the version's own and would make the
     * files of a version change when the next one comes.
     */
    public static ContractTable inFiles(ContractTable table) {
        return new ContractTable(
                table.name(),
                table.titleDa(),
                table.descriptionDa(),
                table.descriptionEn(),
                table.key(),
                table.references(),
                table.columns().stream()
                        .filter(column -> !column.name().equals("is_latest"))
                        .toList());
    }

    private static ContractTable table(
            String name,
            String titleDa,
            String descriptionDa,
            String descriptionEn,
            List<String> key,
            List<Reference> references,
            String lines) {
        List<ContractColumn> columns = new ArrayList<>();
        lines.lines().forEach(line -> {
            List<String> parts = List.of(line.split(" \\| "));
            String type = parts.get(1);
            boolean required = type.endsWith("!");
            columns.add(new ContractColumn(
                    parts.get(0),
                    ColumnType.of(required ? type.substring(0, type.length() - 1) : type),
                    required,
                    parts.get(2),
                    parts.get(3),
                    parts.get(4),
                    CLOSED.contains(parts.get(0)) ? DanishWords.of(parts.get(0)) : List.of()));
        });
        return new ContractTable(name, titleDa, descriptionDa, descriptionEn, key, references, columns);
    }
}
