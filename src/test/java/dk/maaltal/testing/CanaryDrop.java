package dk.maaltal.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** Drops files that hold a CPR number in every place a file can hold one. */
public final class CanaryDrop {
    private static final String SPELLS = "person;ydelse;maalgruppe;visitation;start;slut";
    private static final int GOOD = 400;

    private final Path drop;
    private final Canaries canaries;

    public CanaryDrop(Path drop, Canaries canaries) {
        this.drop = drop;
        this.canaries = canaries;
    }

    /** Each file has enough good rows for a few bad ones to be within what is tolerated, where it may be taken at all. */
    public void write() throws IOException {
        List<String> spells = new ArrayList<>(List.of(SPELLS));
        for (int i = 0; i < GOOD; i++) {
            spells.add("%02d0250%04d;Kontanthjælp;6.2;;2023-01-01;".formatted(1 + i % 28, 5000 + i));
        }
        spells.add(canaries.in("a good row") + ";Kontanthjælp;6.2;;2023-01-01;");
        spells.add(canaries.hyphenated("a good row, hyphenated") + ";Kontanthjælp;6.2;;2023-01-01;");
        spells.add(canaries.in("a good row, no zero").substring(1) + ";Kontanthjælp;6.2;;2023-01-01;");
        spells.add("0202505000;Kontanthjælp;" + canaries.in("a word nobody reads") + ";;2023-01-01;");
        spells.add("0202505000;" + canaries.in("a code") + ";6.2;;2023-01-01;");
        spells.add("0202505000;Kontanthjælp;6.2;;" + canaries.in("a date") + ";");
        spells.add("0202505000;Kontanthjælp;6.2;;2023-01-01;" + canaries.in("an optional date"));
        file("forloeb/a_2025-03-01.csv", spells, StandardCharsets.UTF_8);

        List<String> others = new ArrayList<>(List.of("Udtræk for " + canaries.hyphenated("a title") + ";;;", ""));
        others.add("person;dato;type;status;" + canaries.in("a header of its own"));
        for (int i = 0; i < GOOD; i++) {
            others.add("%02d0250%04d;2024-03-01;x;Afholdt;".formatted(1 + i % 28, 5000 + i));
        }
        others.add(canaries.in("a rejected row") + ";31-02-2024;x;Afholdt;");
        others.add("0202505000;2024-03-01;x;Afholdt;;;;" + canaries.in("a row with too many cells"));
        others.add(canaries.in("a row with too few cells"));
        others.add("I alt;" + canaries.in("a total row") + ";;;");
        file("samtaler/b_2025-03-01.csv", others, Charset.forName("windows-1252"));

        refused("samtaler/c_" + canaries.in("a refused file's name") + "_2025-03-02.csv", "person;dato\n");
        refused(
                "samtaler/d_2025-03-03.csv",
                "cpr;" + canaries.in("the only header") + "\n" + canaries.in("under no header") + ";x\n");
        refused("samtaler/" + canaries.hyphenated("a name without a date") + ".csv", "person;dato;type;status\n");
        refused(canaries.in("a folder that is no register") + "/e_2025-03-01.csv", "person\n");
        refused("tilbud/" + canaries.in("a folder in a register") + "/f_2025-03-01.csv", "person\n");
        refused(
                "tilbud/g_2025-03-01.csv",
                "person;type;start;slut;p;cvr;gode_muligheder;konkret_job\n\"" + canaries.in("an open quote")
                        + ";Mentor;");

        List<String> hours = new ArrayList<>(List.of("person;maaned;timer;p;cvr"));
        for (int i = 0; i < GOOD; i++) {
            hours.add("%02d0250%04d;2024-03;12,5;1099000001;99000001".formatted(1 + i % 28, 5000 + i));
        }
        String own = canaries.in("a P-number that is the person's");
        hours.add(own + ";2024-03;12,5;" + own + ";99000001");
        hours.add("0202505000;2024-03;" + canaries.in("a number") + ";1099000001;99000001");
        hours.add("0202505000;" + canaries.in("a month") + ";12,5;1099000001;99000001");
        hours.add("0202505000;2024-03;12,5;1099000001;" + canaries.in("a CVR number"));
        file("loentimer/" + canaries.in("a taken file's name") + "_2025-03-01.csv", hours, StandardCharsets.UTF_16LE);
        file(
                "loentimer/h_" + canaries.hyphenated("a taken file's name 2") + "_2025-03-02.csv",
                hours,
                StandardCharsets.UTF_8);

        List<String> orders = new ArrayList<>(List.of("id;oprettet;p;cvr;stillinger;besatte;status"));
        for (int i = 0; i < GOOD; i++) {
            orders.add("JO-%d;2024-03-01;;;1;1;".formatted(i));
        }
        orders.add(canaries.in("an order's id") + ";2024-03-01;;;1;1;");
        orders.add("JO-x;2024-03-01;;;1;1;for " + canaries.hyphenated("words in a sheet") + " selv");
        file("jobordrer/i_2025-03-01.csv", orders, StandardCharsets.UTF_8);
        List<String> choices = new ArrayList<>(List.of("skoleaar;valg;antal;aargang"));
        for (int i = 0; i < GOOD; i++) {
            choices.add("2023/2024;Valg %d;1;400".formatted(i));
        }
        choices.add("2023/2024;" + canaries.in("a word that is kept") + ";1;400");
        file("ungdomsvalg/j_2025-03-01.csv", choices, StandardCharsets.UTF_8);
        write("sygefravaer/k_2025-03-01.xlsx", workbook("Ark1", "person", GOOD));
        write("sygefravaer/l_2025-03-02.xlsx", workbook(canaries.in("a sheet's name"), "nobody", 1));
        write(
                "arbejdsmarkedsstatus/m_2025-03-01.xlsx",
                ("no workbook " + canaries.in("a false workbook")).getBytes(StandardCharsets.UTF_8));
    }

    /** A workbook whose cells hold the numbers as text and as numbers. */
    private byte[] workbook(String sheetName, String person, int rows) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "canaries", "1.0")) {
            Worksheet sheet = workbook.newWorksheet(sheetName);
            String[] header = {person, "start", "delvis_fra", "slut", "p", "cvr"};
            for (int c = 0; c < header.length; c++) {
                sheet.value(0, c, header[c]);
            }
            for (int r = 1; r <= rows; r++) {
                sheet.value(r, 0, "%02d0250%04d".formatted(1 + r % 28, 5000 + r));
                sheet.value(r, 1, "2024-03-01");
                sheet.value(r, 5, "99000001");
            }
            sheet.value(rows + 1, 0, canaries.in("a cell of text"));
            sheet.value(rows + 1, 1, "2024-03-01");
            sheet.value(rows + 2, 0, Long.parseLong(canaries.in("a cell with a number")));
            sheet.value(rows + 2, 1, "2024-03-01");
            sheet.value(rows + 3, 0, canaries.in("a cell of a rejected row"));
            sheet.value(rows + 3, 1, Long.parseLong(canaries.in("a cell of a date")));
            sheet.value(rows + 4, 0, "Rettet for " + canaries.hyphenated("a footnote"));
        }
        return bytes.toByteArray();
    }

    private void refused(String name, String text) throws IOException {
        write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private void file(String name, List<String> lines, Charset charset) throws IOException {
        write(name, (String.join("\r\n", lines) + "\r\n").getBytes(charset));
    }

    private void write(String name, byte[] bytes) throws IOException {
        Path file = drop.resolve(name);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.write(file, bytes);
    }
}
