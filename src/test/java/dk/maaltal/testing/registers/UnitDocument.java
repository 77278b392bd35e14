package dk.maaltal.testing.registers;

import dk.maaltal.testing.registers.Unit.Days;
import dk.maaltal.testing.registers.Unit.Heads;
import dk.maaltal.testing.registers.Unit.Owner;
import dk.maaltal.testing.registers.Unit.Place;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A unit as Virk's document, with its oddities: mixed offsets, the newest blocks of ceased units, numbers as numbers. */
final class UnitDocument {
    private static final List<String> LATER = List.of("2026-06-30", "2025-09-08");

    private UnitDocument() {}

    /** @param unit as it was seen on the day */
    static Map<String, @Nullable Object> of(Unit unit, LocalDate today) {
        Map<String, @Nullable Object> root = new LinkedHashMap<>();
        root.put("pNummer", unit.p());
        root.put("enhedsNummer", unit.enhed());
        root.put("enhedstype", "PRODUKTIONSENHED");
        root.put("samtId", 2 + unit.p() % 30);
        root.put(
                "navne",
                List.of(map("navn", unit.name(), "periode", period(unit.lives().get(0)), "sidstOpdateret", at(unit))));
        List<Object> places = new ArrayList<>();
        unit.places().forEach(place -> places.add(place(unit, place)));
        root.put("beliggenhedsadresse", places);
        root.put("postadresse", List.of());
        root.put("telefonNummer", List.of(map("kontaktoplysning", "00000000", "hemmelig", false)));
        root.put("elektroniskPost", List.of(map("kontaktoplysning", "nobody@example.invalid", "hemmelig", false)));
        root.put("deltagerRelation", List.of());
        List<Object> yearly = new ArrayList<>();
        List<Object> quarterly = new ArrayList<>();
        // The frozen series: long dead, and larger than anything that is true today.
        yearly.add(map(
                "aar",
                2018,
                "antalInklusivEjere",
                null,
                "antalAarsvaerk",
                null,
                "antalAnsatte",
                999,
                "intervalKodeAntalAnsatte",
                "ANTAL_500_999",
                "sidstOpdateret",
                at(unit)));
        quarterly.add(map("aar", 2019, "kvartal", 3, "antalAnsatte", 999, "intervalKodeAntalAnsatte", "ANTAL_500_999"));
        root.put("aarsbeskaeftigelse", yearly);
        root.put("kvartalsbeskaeftigelse", quarterly);
        List<Map<String, @Nullable Object>> monthly = new ArrayList<>();
        for (Map.Entry<YearMonth, Heads> month : unit.heads().entrySet()) {
            monthly.add(heads(month.getKey(), month.getValue()));
        }
        root.put("erstMaanedsbeskaeftigelse", monthly);
        List<Object> lives = new ArrayList<>();
        unit.lives().forEach(life -> lives.add(map("periode", period(life), "sidstOpdateret", at(unit))));
        root.put("livsforloeb", lives);
        List<Object> owners = new ArrayList<>();
        unit.owners()
                .forEach(owner -> owners.add(
                        map("cvrNummer", owner.cvr(), "periode", period(owner.days()), "sidstOpdateret", at(unit))));
        root.put("virksomhedsrelation", owners);
        root.put("attributter", List.of());
        root.put("produktionsEnhedMetadata", newest(unit, today, monthly, yearly, quarterly));
        root.put("reklamebeskyttet", unit.p() % 3 == 0);
        root.put("fejlRegistreret", false);
        root.put("sidstIndlaest", today + "T03:57:17.199+01:00");
        root.put("sidstOpdateret", at(unit));
        return map("VrproduktionsEnhed", root);
    }

    private static Map<String, @Nullable Object> newest(
            Unit unit,
            LocalDate today,
            List<Map<String, @Nullable Object>> monthly,
            List<Object> yearly,
            List<Object> quarterly) {
        Map<String, @Nullable Object> newest = new LinkedHashMap<>();
        Owner owner = unit.owners().get(unit.owners().size() - 1);
        newest.put(
                "nyesteNavn",
                map("navn", unit.name(), "periode", period(unit.lives().get(0))));
        newest.put(
                "nyesteBeliggenhedsadresse",
                place(unit, unit.places().get(unit.places().size() - 1)));
        newest.put("nyesteCvrNummerRelation", owner.cvr());
        newest.put("nyesteAarsbeskaeftigelse", yearly.get(0));
        newest.put("nyesteKvartalsbeskaeftigelse", quarterly.get(0));
        newest.put("nyesteErstMaanedsbeskaeftigelse", monthly.isEmpty() ? null : monthly.get(monthly.size() - 1));
        newest.put("nyesteKontaktoplysninger", List.of("00000000"));
        newest.put("sammensatStatus", unit.isActive(today) ? "Aktiv" : "Ophørt");
        return newest;
    }

    private static Map<String, @Nullable Object> place(Unit unit, Place place) {
        Map<String, @Nullable Object> address = new LinkedHashMap<>();
        boolean here = place.municipality() != 0;
        address.put("landekode", here ? "DK" : "SE");
        address.put("fritekst", null);
        // The municipality's own period, which is not the address's.
        address.put(
                "kommune",
                here
                        ? map(
                                "kommuneKode",
                                place.municipality(),
                                "kommuneNavn",
                                place.municipality() == UnitWorld.OWN ? "NORDDJURS" : "EN ANDEN",
                                "periode",
                                map("gyldigFra", "2007-01-01", "gyldigTil", null),
                                "sidstOpdateret",
                                "2006-11-13T00:00:00.000+01:00")
                        : null);
        address.put("vejnavn", "Testvej");
        address.put("postnummer", 8500);
        address.put("periode", period(place.days()));
        address.put("sidstOpdateret", at(unit));
        return address;
    }

    private static Map<String, @Nullable Object> heads(YearMonth month, Heads heads) {
        return map(
                "aar",
                month.getYear(),
                "maaned",
                month.getMonthValue(),
                "antalAarsvaerk",
                heads.employees() == null ? null : heads.employees() * 0.83,
                "antalAnsatte",
                heads.employees(),
                "intervalKodeAntalAarsvaerk",
                heads.band(),
                "intervalKodeAntalAnsatte",
                heads.band(),
                "sidstOpdateret",
                month.plusMonths(2).atDay(20) + "T01:01:26.000+02:00");
    }

    private static Map<String, @Nullable Object> period(Days days) {
        return map(
                "gyldigFra",
                days.from().toString(),
                "gyldigTil",
                days.to() == null ? null : days.to().toString());
    }

    /** One instant, written with this or that offset. */
    private static String at(Unit unit) {
        return unit.p() % 2 == 0
                ? LATER.get((int) (unit.p() % LATER.size())) + "T12:15:45.197Z"
                : LATER.get((int) (unit.p() % LATER.size())) + "T14:15:45.197+02:00";
    }

    static Map<String, @Nullable Object> map(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return map;
    }
}
