package dk.maaltal.testing;

import static dk.maaltal.testing.Column.count;
import static dk.maaltal.testing.Column.percentOfTotal;

import dk.maaltal.testing.TableShape.Rhythm;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tables of status 1, 3, 6 and 12 months after an ended spell. */
final class StatusTables {
    private static final int[] MONTHS = {1, 3, 6, 12};
    private static final Map<String, Double> PARTS = new LinkedHashMap<>();

    static {
        PARTS.put("Lønmodtagerbeskæftigelse", 0.42);
        PARTS.put("A-dagpenge", 0.07);
        PARTS.put("Sygedagpenge", 0.04);
        PARTS.put("Selvforsørgelse", 0.12);
        PARTS.put("Uddannelse", 0.08);
        PARTS.put("Andet", 0.03);
        PARTS.put("Barselsdagpenge", 0.02);
        PARTS.put("Kontanthjælp", 0.10);
        PARTS.put("Folkepension", 0.01);
        PARTS.put("Førtids-, senior- og tidlig pension", 0.04);
        PARTS.put("Efterløn og fleksydelse", 0.01);
        PARTS.put("Jobafklaringsforløb", 0.03);
        PARTS.put("Forrevalidering og revalidering", 0.005);
        PARTS.put("Fleksjob", 0.025);
    }

    private StatusTables() {}

    static List<TableShape> all() {
        return List.of(
                b15("y01b15", "A-dagpenge", 0.0092, false, false),
                b15("y07b15", "Sygedagpenge", 0.0125, true, true).dimensionMajor(),
                b15("y38b15", "Uddannelseshjælp", 0.0016, false, false).lastPeriodEnds("2025-06-30"),
                b15("y60b15", "Kontanthjælp", 0.0027, true, true));
    }

    private static TableShape b15(String id, String benefit, double rate, boolean flexJobs, boolean levels) {
        List<String> labels = PARTS.keySet().stream()
                .filter(l -> flexJobs || !l.equals("Fleksjob"))
                .toList();
        Dimension statuses = levels ? onTwoLevels(labels) : flat(labels);
        double[] parts = partsByLeaf(statuses);
        TableShape table = TableShape.of(id, "Arbejdsmarkedsstatus 1, 3, 6 og 12 mdr. efter afsluttede forløb")
                .in(benefit, "Afsluttede forløb")
                .updated(Rhythm.QUARTERLY, 20, 75)
                .periods("Q")
                .dimension(statuses)
                .dimension(Dimension.flat("_kon", "Køn", "Køn i alt", "Mænd", "Kvinder"));
        for (int i = 0; i < 4; i++) {
            String label = "Status %d mdr. efter afsluttet forløb, antal".formatted(MONTHS[i]);
            table.column("mgrpb15_" + (i + 1), "measb15_" + (i + 1), label, count(i, MONTHS[i]));
        }
        for (int i = 0; i < 4; i++) {
            String label = "Status %d mdr. efter afsluttet forløb, pct.".formatted(MONTHS[i]);
            table.column("mgrpb15_" + (i + 5), "measb15_" + (i + 5), label, percentOfTotal(i, 0, MONTHS[i]));
        }
        return table.drawn(4, (dice, people, leaf) -> spells(dice, people * rate / 2, leaf, parts));
    }

    private static double[] partsByLeaf(Dimension statuses) {
        double[] parts = new double[statuses.leaves()];
        statuses.members().stream()
                .filter(m -> m.leaves().size() == 1)
                .forEach(m -> parts[m.leaves().get(0)] = PARTS.getOrDefault(m.label(), 0.0));
        return parts;
    }

    private static Dimension flat(List<String> labels) {
        return Dimension.flat("_amstatusb15", "Arbejdsmarkedsstatus", "I alt", labels.toArray(String[]::new));
    }

    /** Two of the statuses are a group of their own with a single child of the same name. */
    private static Dimension onTwoLevels(List<String> labels) {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        groups.put("Uddannelse", List.of("Uddannelse"));
        groups.put("Selvforsørgelse", List.of("Selvforsørgelse"));
        groups.put("Beskæftigelse", List.of("Lønmodtagerbeskæftigelse", "Fleksjob"));
        groups.put(
                "Offentlig forsørgelse og andet",
                labels.stream()
                        .filter(l -> !List.of("Uddannelse", "Selvforsørgelse", "Lønmodtagerbeskæftigelse", "Fleksjob")
                                .contains(l))
                        .toList());
        return Dimension.nested("_amstatusb15", "Arbejdsmarkedsstatus", "I alt", groups);
    }

    /** Every spell has one status at each horizon: the leaves of one horizon add up to the same number of spells. */
    private static long[] spells(Dice dice, double mean, int[] leaf, double[] parts) {
        long all = dice.about(mean, "spells", leaf[1]);
        long[] counts = new long[MONTHS.length];
        for (int h = 0; h < MONTHS.length; h++) {
            double tilt = 0.8 + 0.4 * dice.share("status", h, leaf[1]);
            double before = cumulated(parts, leaf[0], tilt);
            double after = cumulated(parts, leaf[0] + 1, tilt);
            counts[h] = Math.round(all * after) - Math.round(all * before);
        }
        return counts;
    }

    /** The share of the first statuses; the tilt goes up and down along them. */
    private static double cumulated(double[] parts, int first, double tilt) {
        double some = 0;
        double whole = 0;
        for (int i = 0; i < parts.length; i++) {
            double part = parts[i] * (i % 2 == 0 ? tilt : 2 - tilt);
            some += i < first ? part : 0;
            whole += part;
        }
        return some / whole;
    }
}
