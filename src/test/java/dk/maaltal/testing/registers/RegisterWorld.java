package dk.maaltal.testing.registers;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The thirteen registers of a made-up municipality from 2019 to the middle of 2025, and how the case system had them on
 * any day: late registrations, corrections and ends that were not known yet. Everything is of the seed.
 */
public final class RegisterWorld {
    private final List<Recorded> lines = new ArrayList<>();
    private final UnitWorld units;

    /** @param persons few of them make small groups */
    public RegisterWorld(long seed, int persons) {
        this.units = new UnitWorld(seed, 2);
        lines.addAll(new People(new Chance(seed), units, persons).lines());
        lines.addAll(new Sheets(new Chance(seed + 1), units).lines());
    }

    public UnitWorld units() {
        return units;
    }

    /** A register's full extract of a day, in the order a case system might give it. */
    public List<Line> extract(String register, LocalDate day) {
        List<Line> extract = new ArrayList<>();
        for (Recorded recorded : lines) {
            if (recorded.line().register().equals(register) && recorded.standsOn(day)) {
                extract.add(asKnown(recorded.line(), day));
            }
        }
        extract.sort(Comparator.comparingInt(l -> l.hashCode() * 7919));
        return extract.stream().distinct().collect(Collectors.toCollection(ArrayList::new));
    }

    /** Half of the persons have their ends planned ahead; the others' are open until they have come. */
    private static Line asKnown(Line line, LocalDate day) {
        if (line instanceof Line.OfPerson own && own.cpr().hashCode() % 2 == 0) {
            return line;
        }
        if (line instanceof Line.Spell s && s.slut() != null && s.slut().isAfter(day)) {
            return new Line.Spell(s.cpr(), s.ydelse(), s.maalgruppe(), s.visitation(), s.start(), null);
        }
        if (line instanceof Line.Offer o && o.slut() != null && o.slut().isAfter(day)) {
            return new Line.Offer(o.cpr(), o.type(), o.start(), null, o.place(), o.godeMuligheder(), o.konkretJob());
        }
        if (line instanceof Line.Absence a && a.slut() != null && a.slut().isAfter(day)) {
            return new Line.Absence(a.cpr(), a.start(), a.delvisFra(), null, a.place());
        }
        if (line instanceof Line.Status s && s.til() != null && s.til().isAfter(day)) {
            return new Line.Status(s.cpr(), s.fra(), null, s.status());
        }
        return line;
    }

    public static Set<String> registers() {
        return new TreeSet<>(Line.HEADERS.keySet());
    }
}
