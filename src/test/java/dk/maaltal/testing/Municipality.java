package dk.maaltal.testing;

import java.util.List;

/**
 * One of the 98 municipalities.
 *
 * @param code three digits
 * @param name as hierarchy {@code _nykom} labels it
 * @param population about how many people live there; only gives the simulated figures their size
 */
public record Municipality(String code, String name, int population) {
    private static final String TEXT = """
            101 København 667000
            147 Frederiksberg 105000
            151 Ballerup 53000
            153 Brøndby 40000
            155 Dragør 15000
            157 Gentofte 75000
            159 Gladsaxe 70000
            161 Glostrup 24000
            163 Herlev 30000
            165 Albertslund 28000
            167 Hvidovre 54000
            169 Høje-Taastrup 58000
            173 Lyngby-Taarbæk 59000
            175 Rødovre 45000
            183 Ishøj 24000
            185 Tårnby 43000
            187 Vallensbæk 17000
            190 Furesø 42000
            201 Allerød 26000
            210 Fredensborg 41000
            217 Helsingør 64000
            219 Hillerød 55000
            223 Hørsholm 25000
            230 Rudersdal 57000
            240 Egedal 45000
            250 Frederikssund 46000
            253 Greve 51000
            259 Køge 62000
            260 Halsnæs 32000
            265 Roskilde 91000
            269 Solrød 24000
            270 Gribskov 42000
            306 Odsherred 33000
            316 Holbæk 74000
            320 Faxe 37000
            326 Kalundborg 49000
            329 Ringsted 36000
            330 Slagelse 80000
            336 Stevns 24000
            340 Sorø 30000
            350 Lejre 29000
            360 Lolland 39000
            370 Næstved 84000
            376 Guldborgsund 59000
            390 Vordingborg 46000
            400 Bornholm 39000
            410 Middelfart 40000
            420 Assens 41000
            430 Faaborg-Midtfyn 52000
            440 Kerteminde 24000
            450 Nyborg 32000
            461 Odense 211000
            479 Svendborg 60000
            480 Nordfyns 30000
            482 Langeland 12000
            492 Ærø 6000
            510 Haderslev 56000
            530 Billund 27000
            540 Sønderborg 74000
            550 Tønder 37000
            561 Esbjerg 116000
            563 Fanø 3400
            573 Varde 50000
            575 Vejen 43000
            580 Aabenraa 59000
            607 Fredericia 53000
            615 Horsens 98000
            621 Kolding 96000
            630 Vejle 121000
            657 Herning 91000
            661 Holstebro 59000
            665 Lemvig 19000
            671 Struer 21000
            706 Syddjurs 45000
            707 Norddjurs 37000
            710 Favrskov 50000
            727 Odder 24000
            730 Randers 101000
            740 Silkeborg 101000
            741 Samsø 3700
            746 Skanderborg 66000
            751 Aarhus 373000
            756 Ikast-Brande 44000
            760 Ringkøbing-Skjern 57000
            766 Hedensted 48000
            773 Morsø 20000
            779 Skive 45000
            787 Thisted 43000
            791 Viborg 98000
            810 Brønderslev 37000
            813 Frederikshavn 58000
            820 Vesthimmerlands 36000
            825 Læsø 1700
            840 Rebild 31000
            846 Mariagerfjord 42000
            849 Jammerbugt 39000
            851 Aalborg 226000
            860 Hjørring 64000
            """;

    /** All 98, in code order. */
    public static final List<Municipality> ALL =
            TEXT.lines().map(Municipality::parse).toList();

    private static Municipality parse(String line) {
        String[] words = line.split(" ", -1);
        return new Municipality(words[0], words[1], Integer.parseInt(words[2]));
    }

    /** Name of its region, as {@code _region} labels it. */
    public String region() {
        int c = Integer.parseInt(code);
        if (List.of(253, 259, 265, 269).contains(c) || (c > 300 && c < 400)) {
            return "Region Sjælland";
        } else if (c <= 400) {
            return "Region Hovedstaden";
        } else if (c == 773 || c == 787 || c >= 810) {
            return "Region Nordjylland";
        }
        return c == 615 || c > 640 ? "Region Midtjylland" : "Region Syddanmark";
    }
}
