package dk.maaltal.report.export;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dhatim.fastexcel.Workbook;
import org.jspecify.annotations.Nullable;

/** Where the figures are from, which version they are, and how they are read. */
final class AboutSheet {
    static final String NAME = "Om tallene";

    private static final String[][] STATES = {
        {"OK", "Tallet er, som det skal være."},
        {"PRELIMINARY", "Det ønskede tal er ikke ude; et ældre står i stedet. Se «Vedrører»."},
        {"STALE", "Det sidst kendte tal; kilden har et nyere, som ikke er hentet."},
        {"NO_POPULATION", "Der er ingen at opgøre en andel af. Det er ikke 0 %."},
        {"IMMATURE", "For nyt til at være kendt; tallet findes endnu ikke."},
        {"SUPPRESSED", "For få personer til at kunne vises. Nul og skjult kan ikke skelnes."},
        {"NOT_PUBLISHED", "Kilden er ikke nået til perioden."},
        {"SOURCE_MISSING", "Kilden er aldrig hentet, er afvist, eller har ikke området."}
    };
    private static final String[][] STATUSES = {
        {"MET", "Måltallet er nået, vurderet på de nøjagtige tal og ikke på de afrundede."},
        {"NOT_MET", "Måltallet er ikke nået."},
        {"NOT_ASSESSABLE", "Der er ingen værdi, eller intet at holde den op mod."},
        {"NOT_DUE", "Et langsigtet måltal, hvis år ikke er kommet."},
        {"NO_TARGET", "Der er intet måltal for denne periode."}
    };

    private final VersionData version;

    AboutSheet(VersionData version) {
        this.version = version;
    }

    void write(Workbook workbook) {
        SheetWriter sheet = new SheetWriter(workbook, NAME, version);
        sheet.widths(36, 100);
        sheet.title("Om tallene");
        String demo = Demo.sentence(version);
        if (!demo.isEmpty()) {
            sheet.warning(demo.strip() + " De må ikke bruges til andet end at vise systemet.");
        }
        sheet.blank();
        version(sheet);
        section(sheet, "Sådan læses tilstanden", "state", STATES);
        section(sheet, "Sådan læses status", "status", STATUSES);
        sheet.blank();
        sheet.title("Kilder");
        sources(sheet);
    }

    private void version(SheetWriter sheet) {
        fact(sheet, "Plan", version.planTitle() + " (" + version.planId() + ")");
        fact(sheet, "Kommune", version.ownAreaName() + " (" + version.ownArea() + ")");
        fact(sheet, "Periode", version.periodLabel() + " (" + version.period() + ")");
        fact(sheet, "Version", version.snapshotId());
        fact(sheet, "Offentliggjort", OverviewSheet.when(version.publishedAt()) + " dansk tid");
        fact(sheet, "Viden pr.", OverviewSheet.when((Instant) version.snapshot("as_of")) + " dansk tid");
        fact(sheet, "Ændringens art", DanishWords.danish("change_kind", version.snapshot("change_kind")));
        fact(sheet, "Ændring", version.snapshot("change_note").toString());
        fact(
                sheet,
                "Opgjort bagud",
                Boolean.TRUE.equals(version.snapshot("backfilled"))
                        ? "Ja: opgjort længe efter perioden, af kilderne som de var da"
                        : "Nej");
        fact(sheet, "Antal celler", version.snapshot("row_count").toString());
        fact(sheet, "Indholdets digest", version.snapshot("content_sha256").toString());
        ContractTable table = Contract.inFiles(Contract.SNAPSHOT);
        Object previous = VersionData.cell(table, version.rows(table).get(0), "previous_sha256");
        fact(sheet, "Forrige versions digest", previous == null ? "Ingen: dette er den første" : previous.toString());
        fact(
                sheet,
                "Kan tallet ændre sig?",
                "Nej. En offentliggjort version ændres aldrig; kommer der nye oplysninger, offentliggøres en ny version.");
        fact(
                sheet,
                "Procenter",
                "Læg aldrig procenter sammen og tag aldrig deres gennemsnit. Læg tæller og nævner sammen hver for sig,"
                        + " og divider til sidst.");
    }

    private static void section(SheetWriter sheet, String title, String column, String[][] words) {
        sheet.blank();
        sheet.title(title);
        for (String[] word : words) {
            fact(sheet, String.valueOf(DanishWords.danish(column, word[0])), word[1]);
        }
    }

    private static void fact(SheetWriter sheet, String label, @Nullable String text) {
        sheet.label(label);
        sheet.text(1, text);
        sheet.next();
    }

    /** Each source with how much was used of it and how new it is. */
    private void sources(SheetWriter sheet) {
        Map<String, List<List<@Nullable Object>>> bySource = new TreeMap<>(version.rows(Contract.DELIVERY).stream()
                .collect(java.util.stream.Collectors.groupingBy(
                        row -> String.valueOf(VersionData.cell(Contract.DELIVERY, row, "source")))));
        bySource.forEach((source, deliveries) -> {
            LocalDate updated = deliveries.stream()
                    .map(row -> (LocalDate) VersionData.cell(Contract.DELIVERY, row, "source_updated_on"))
                    .filter(java.util.Objects::nonNull)
                    .max(LocalDate::compareTo)
                    .orElse(null);
            Instant fetched = deliveries.stream()
                    .map(row -> (Instant) VersionData.cell(Contract.DELIVERY, row, "fetched_at"))
                    .filter(java.util.Objects::nonNull)
                    .max(Instant::compareTo)
                    .orElseThrow();
            fact(
                    sheet,
                    name(source),
                    (deliveries.size() == 1 ? "1 leverance" : deliveries.size() + " leverancer")
                            + ", den seneste hentet " + OverviewSheet.when(fetched)
                            + (updated == null ? "" : "; kilden senest opdateret " + danish(updated)));
        });
    }

    private static String name(String source) {
        return switch (source) {
            case "jobindsats" -> "Jobindsats";
            case "cvr" -> "CVR";
            default -> "Register: " + source;
        };
    }

    private static String danish(LocalDate day) {
        return "%d. %s".formatted(day.getDayOfMonth(), MONTH.format(day));
    }

    private static final java.time.format.DateTimeFormatter MONTH =
            java.time.format.DateTimeFormatter.ofPattern("MMMM yyyy", java.util.Locale.forLanguageTag("da"));
}
