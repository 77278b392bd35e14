package dk.maaltal.testing;

import static dk.maaltal.testing.Column.average;
import static dk.maaltal.testing.Column.count;
import static dk.maaltal.testing.Column.percent;
import static dk.maaltal.testing.Column.percentOfPeople;
import static dk.maaltal.testing.Column.percentOfTotal;

import dk.maaltal.testing.TableShape.Rhythm;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The seventeen tables of the plan and a few others, with the names and shapes of the design page. */
final class Tables {
    private static final String FOCUS = "Tidlig indsats og skærpet tilsyn";
    private static final String[] SEX = {"Mænd", "Kvinder"};

    private Tables() {}

    static List<TableShape> all() {
        List<TableShape> tables = new ArrayList<>(List.of(benchmark(), interviews(), offers()));
        tables.addAll(List.of(upskilling(), refugees(), jobOrders(), hours()));
        tables.addAll(List.of(stock("y08a02", "Fleksjob", 0.0165), stock("y09a02", "Ledighedsydelse", 0.0024)));
        tables.addAll(StatusTables.all());
        tables.addAll(List.of(cash(), cashBefore(), unemployed(), retirement()));
        return tables;
    }

    private static TableShape benchmark() {
        String number = "Forventet og faktisk antal fuldtidspersoner på offentlig forsørgelse";
        String share = "Forventet og faktisk andel fuldtidspersoner på offentlig forsørgelse";
        return TableShape.of("y30r21", "Forventet og faktisk antal og andel fuldtidspersoner på offentlig forsørgelse")
                .in(FOCUS, "Benchmark")
                .updated(Rhythm.TWICE_A_YEAR, 12, 70)
                .periods("QMAT", 2, 4)
                .dimension(Dimension.flat(
                        "_ygrp_y30r21",
                        "Ydelsesgrupper",
                        "Ydelsesgrupper i alt",
                        "A-dagpenge mv.",
                        "Sygedagpenge mv.",
                        "Kontanthjælp mv."))
                .column("mgrpy30r21_1", number, "measy30r21_1", "Forventet antal", count(1))
                .column("mgrpy30r21_1", number, "measy30r21_2", "Faktisk antal", count(0))
                .column(
                        "mgrpy30r21_1",
                        number,
                        "measy30r21_3",
                        "Forskel mellem forventet og faktisk antal",
                        c -> BigDecimal.valueOf(c.n(0) - c.n(1)))
                .column("mgrpy30r21_2", share, "measy30r21_4", "Forventet andel (pct.)", percentOfPeople(1, 0.6))
                .column("mgrpy30r21_2", share, "measy30r21_5", "Faktisk andel (pct.)", percentOfPeople(0, 0.6))
                .column(
                        "mgrpy30r21_3",
                        "measy30r21_7",
                        "Placering på benchmarkranglisten",
                        c -> BigDecimal.valueOf(1 + (long) (98 * c.share("rank"))))
                .drawn(2, (dice, people, leaf) -> {
                    long actual = dice.about(people * 0.022, "actual", leaf);
                    return new long[] {actual, Math.round(actual * (0.93 + 0.14 * dice.share("model", leaf)))};
                });
    }

    private static TableShape interviews() {
        return focus("y30f01", "Afholdelse af samtaler. Antal og andel personer")
                .column("mgrpy30f01_1", "measf01_1", "Antal personer i alt", count(0))
                .column("mgrpy30f01_2", "measf01_2", "Antal personer med mindst 4 samtaler", count(1))
                .column("mgrpy30f01_3", "measf01_3", "Andel personer med mindst 4 samtaler", percent(1, 0))
                .drawn(2, (dice, people, leaf) -> {
                    long all = dice.about(people * 0.0055, "all", leaf);
                    return new long[] {all, dice.part(all, 0.79, "held", leaf)};
                });
    }

    private static TableShape offers() {
        String label = "personer med aktive tilbud og/eller ordinære timer";
        return focus("y30f02", "Deltagelse i aktive tilbud. Antal og andel personer")
                .dimensionMajor()
                .column("mgrpy30f02_1", "measf02_1", "Antal " + label, count(1))
                .column("mgrpy30f02_2", "measf02_2", "Andel " + label, percent(1, 0))
                .drawn(2, (dice, people, leaf) -> {
                    long all = dice.about(people * 0.0055, "all", leaf);
                    return new long[] {all, dice.part(all, 0.70, "offer", leaf)};
                });
    }

    private static TableShape focus(String id, String name) {
        return TableShape.of(id, name)
                .in(FOCUS, "Fokusmålinger")
                .updated(Rhythm.MONTHLY, 18, 46)
                .periods("M")
                .dimension(Dimension.flat(
                        "_ydvar_y30", "Ydelsesvarighed", "Varighed i alt", "12-24 måneder", "Over 24 måneder"))
                .dimension(Dimension.flat(
                        "_ygrp_y30f",
                        "Ydelsesgrupper",
                        "Ydelsesgrupper i alt",
                        "Kontanthjælp mv.",
                        "Sygedagpenge mv.",
                        "Ressourceforløb"));
    }

    private static TableShape upskilling() {
        return TableShape.of("y14kval01", "Antal ydelsesmodtagere, som har påbegyndt et opkvalificeringsforløb")
                .in("Tværgående", "Opkvalificering")
                .updated(Rhythm.MONTHLY, 24, 50)
                .periods("M")
                .dimension(Dimension.flat(
                        "_ygrpkval01", "Ydelsesgrupper", "Ydelsesgrupper i alt", "A-dagpenge", "Kontanthjælp"))
                .dimension(Dimension.flat("_alder30", "Alder", "Alder i alt", "Under 30 år", "30 år og derover"))
                .dimension(Dimension.flat("_akassebl", "A-kasse", "I alt", "Ingen a-kasse", "3F", "HK", "Krifa"))
                .column(
                        "mgrpkval01_1",
                        "measkval01_1",
                        "Antal ydelsesmodtagere, som har påbegyndt et opkvalificeringsforløb",
                        count(0))
                .drawn(1, (dice, people, leaf) -> new long[] {dice.about(people * 0.0006 / 16, "begun", leaf)});
    }

    private static TableShape refugees() {
        return TableShape.of("mm13", "Andel flygtninge og familiesammenførte til flygtninge i beskæftigelse")
                .in("Ministerens mål", "Integration")
                .updated(Rhythm.MONTHLY, 15, 100)
                .periods("M")
                .listsNewestFirst()
                .dimension(Dimension.flat(
                        "_opholdstid_mm13",
                        "Opholdstid",
                        "Opholdstid i alt",
                        "Under 1 år",
                        "1-3 år",
                        "3-5 år",
                        "5 år og derover"))
                .dimension(Dimension.flat(
                        "_ankomst_mm13",
                        "Alder ved ankomst",
                        "I alt",
                        "Ankommet som mindreårig",
                        "Ankommet som voksen"))
                .column(
                        "mgrpmm13_1",
                        "measmm13_1",
                        "Antal 18-66-årige flygtninge og familiesammenførte til flygtninge",
                        count(0))
                .column("mgrpmm13_2", "measmm13_2", "Antal beskæftigede i måneden", count(1))
                .column("mgrpmm13_3", "measmm13_3", "Andel beskæftigede i måneden, pct.", percent(1, 0))
                .column("mgrpmm13_4", "measmm13_4", "Antal beskæftigede, min. 190 timer i kvartalet", count(2))
                .column("mgrpmm13_5", "measmm13_5", "Andel beskæftigede, min. 190 timer i kvartalet", percent(2, 0))
                .drawn(3, (dice, people, leaf) -> {
                    long all = dice.about(people * 0.0014, "all", leaf);
                    long working = dice.part(all, 0.52, "working", leaf);
                    return new long[] {all, working, dice.part(working, 0.85, "hours", leaf)};
                });
    }

    private static TableShape jobOrders() {
        return TableShape.of("jo01", "Jobordrer og formidling")
                .in("Jobcentrenes virksomhedsservice", "Jobordrer")
                .updated(Rhythm.MONTHLY, 5, 20)
                .periods("M")
                .periods("Q")
                .byJobcentre()
                .dimension(Dimension.flat(
                        "_erhvervsgrp_jo", "Erhvervsområder", "Erhvervsområder i alt", "Industri", "Handel", "Pleje"))
                .column("mgrpjo01_1", "measjo01_1", "Antal oprettede jobordrer", count(0))
                .column("mgrpjo01_2", "measjo01_2", "Antal stillinger blandt oprettede jobordrer", count(1))
                .column("mgrpjo01_3", "measjo01_3", "Formidlingsgrad", percent(2, 0, 1))
                .column("mgrpjo01_4", "measjo01_4", "Besættelsesgrad", percent(3, 2, 3))
                .drawn(4, (dice, people, leaf) -> {
                    long orders = dice.about(people * 0.0005, "orders", leaf);
                    long referred = dice.part(orders, 0.8, "referred", leaf);
                    long filled = dice.part(referred, 0.35, "filled", leaf);
                    return new long[] {orders, orders + orders / 3, referred, filled};
                });
    }

    private static TableShape hours() {
        return TableShape.of("otij01", "Antal og andel ydelsesmodtagere med ordinære timer")
                .in("Ydelsesmodtagere med løntimer", "Ordinære timer")
                .updated(Rhythm.MONTHLY, 20, 75)
                .periods("M")
                .dimension(Dimension.flat(
                        "_ygrp_j01",
                        "Ydelsesgrupper",
                        "Ydelsesgrupper i alt",
                        "Kontanthjælp",
                        "Jobafklaringsforløb",
                        "Forrevalidering og revalidering",
                        "Ressourceforløb"))
                .dimension(Dimension.flat(
                        "_maalgrp", "Målgrupper", "Målgrupper i alt", "Jobparate mv.", "Ikke-jobparate mv."))
                .column("mgrpotij01_1", "measotij01_1", "Antal personer i alt", count(0))
                .column("mgrpotij01_2", "measotij01_2", "Antal personer med ordinære timer", count(1))
                .column("mgrpotij01_3", "measotij01_3", "Andel personer med ordinære timer", percent(1, 0))
                .column(
                        "mgrpotij01_4",
                        "measotij01_4",
                        "Gennemsnitligt timetal pr person med ordinære timer",
                        average(2, 1))
                .drawn(3, (dice, people, leaf) -> {
                    long all = dice.about(people * 0.0035, "all", leaf);
                    long working = dice.part(all, 0.12, "working", leaf);
                    return new long[] {all, working, working * 31 + working / 2};
                });
    }

    private static TableShape stock(String id, String benefit, double rate) {
        return a02(TableShape.of(id, "Antal personer og fuldtidspersoner"), benefit)
                .dimension(Dimension.flat("_kon", "Køn", "Køn i alt", SEX))
                .dimension(
                        Dimension.flat("_aldera", "Alder", "Alder i alt", "16-29 år", "30-49 år", "50 år og derover"))
                .dimension(Dimension.flat("_oprinda", "Oprindelse", "Oprindelse i alt", "Dansk", "Indvandrere"))
                .drawn(2, (dice, people, leaf) -> persons(dice.about(people * rate / 12, "full", leaf)));
    }

    /** Kontanthjælp as it has been since 1 July 2025, with months back in time. */
    private static TableShape cash() {
        double[] parts = {0.22, 0.62, 0.11, 0.03, 0.02};
        return a02(TableShape.of("y60a02", "Antal personer og fuldtidspersoner"), "Kontanthjælp")
                .dimension(Dimension.flat(
                        "_viskat_1int",
                        "Visitationskategori",
                        "Visitationskategori i alt",
                        "Jobparat",
                        "Aktivitetsparat",
                        "Uddannelsesparat",
                        "Åbenlys uddannelsesparat",
                        "Uoplyst visitationskategori"))
                .dimension(Dimension.flat(
                        "_kth_sats",
                        "Kontanthjælpssatser",
                        "Kontanthjælpssatser i alt",
                        "Forhøjet sats",
                        "Grundsats",
                        "Mindstesats omfattet af program",
                        "Mindstesats øvrige"))
                .drawn(
                        2,
                        (dice, people, leaf) ->
                                persons(dice.about(people * 0.0162 * parts[leaf[0]] / 4, "full", leaf)));
    }

    /** Uddannelseshjælp, which ended with June 2025; one category stands on two levels. */
    private static TableShape cashBefore() {
        double[] parts = {0.42, 0.10, 0.46, 0.02};
        Map<String, List<String>> groups = new LinkedHashMap<>();
        groups.put("Alle uddannelsesparate", List.of("Uddannelsesparat", "Åbenlys uddannelsesparat"));
        groups.put("Aktivitetsparat", List.of("Aktivitetsparat"));
        groups.put("Uoplyst visitationskategori", List.of("Uoplyst visitationskategori"));
        return a02(TableShape.of("y38a02", "Antal personer og fuldtidspersoner"), "Uddannelseshjælp")
                .lastPeriodEnds("2025-06-30")
                .endedOn("2025-08-26")
                .dimension(Dimension.nested("_viskat_2udh", "Visitationskategori", "Visitationskategori i alt", groups))
                .drawn(2, (dice, people, leaf) -> persons(dice.about(people * 0.0046 * parts[leaf[0]], "full", leaf)));
    }

    private static TableShape a02(TableShape table, String benefit) {
        return table.in(benefit, "Antal ydelsesmodtagere")
                .updated(Rhythm.MONTHLY, 26, 24)
                .periods("M")
                .column("mgrpa02_1", "measa02_1", "Antal personer", count(0))
                .column("mgrpa02_3", "measa02_3", "Antal fuldtidspersoner", count(1))
                .column(
                        "mgrpa02_4b",
                        "measa02_4b",
                        "Fuldtidspersoner i pct. af arbejdsstyrken",
                        percentOfPeople(1, 0.5))
                .column(
                        "mgrpa02_5b",
                        "measa02_5b",
                        "Fuldtidspersoner i pct. af befolkningen",
                        percentOfPeople(1, 0.63));
    }

    private static long[] persons(long fullTime) {
        return new long[] {fullTime + fullTime / 30, fullTime};
    }

    /** Not in the plan: a quiet neighbour that must not be asked for. */
    private static TableShape unemployed() {
        return TableShape.of("y25i01", "Faktisk ledighed. Antal og andel ledige")
                .in("Arbejdsmarkedet", "Ledighed")
                .updated(Rhythm.MONTHLY, 19, 17)
                .periods("M")
                .dimension(Dimension.flat("_kon", "Køn", "Køn i alt", SEX))
                .column("mgrpi01_1", "measi01_1", "Antal ledige personer", count(0))
                .column("mgrpi01_2", "measi01_2", "Ledige i pct. af arbejdsstyrken 16-66 år", percentOfPeople(0, 0.5))
                .drawn(1, (dice, people, leaf) -> new long[] {dice.about(people * 0.008, "out", leaf)});
    }

    /** Not in the plan either, and yearly only. */
    private static TableShape retirement() {
        return TableShape.of("y28a15", "Efterlønsbidrag")
                .in("Efterløn", "Antal ydelsesmodtagere")
                .updated(Rhythm.TWICE_A_YEAR, 3, 60)
                .periods("Y")
                .dimensionMajor()
                .column("mgrpa15_1", "measa15_1", "Antal bidragsydere", count(0))
                .column(
                        "mgrpa15_2",
                        "measa15_2",
                        "Andel bidragsydere",
                        c -> percentOfTotal(0, 0, 0).of(c))
                .dimension(Dimension.flat("_kon", "Køn", "Køn i alt", SEX))
                .drawn(1, (dice, people, leaf) -> new long[] {dice.about(people * 0.01, "paying", leaf)});
    }
}
