package dk.maaltal.testing;

import dk.maaltal.testing.Areas.Area;
import dk.maaltal.testing.Dimension.Member;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What someone who asked the simulated source on certain days may say of one figure. */
final class PlainTruth {
    /** A number, or why there is none. */
    record Figure(String state, @Nullable BigDecimal value) {
        static final Figure SOURCE_MISSING = new Figure("SOURCE_MISSING", null);
        static final Figure NOT_PUBLISHED = new Figure("NOT_PUBLISHED", null);
        static final Figure SUPPRESSED = new Figure("SUPPRESSED", null);
        static final Figure IMMATURE = new Figure("IMMATURE", null);

        static Figure ok(BigDecimal value) {
            return new Figure("OK", value);
        }
    }

    /** A column of a table at one member of one hierarchy, or at the table's total when {@code member} is empty. */
    record Term(String table, String column, String member) {}

    private final World world;
    private final LocalDate catalogueDay;
    private final Map<String, Optional<LocalDate>> taken = new HashMap<>();
    private final Map<Term, Optional<LocalDate>> days = new HashMap<>();

    PlainTruth(World world, LocalDate catalogueDay) {
        this.world = world;
        this.catalogueDay = catalogueDay;
    }

    void taken(String key, @Nullable LocalDate day) {
        taken.put(key, Optional.ofNullable(day));
        days.clear();
    }

    /** The day of the last reading that had the figure: of the member or the column where that is said, else the table's. */
    private Optional<LocalDate> day(Term term) {
        return days.computeIfAbsent(term, this::lookedUp);
    }

    private Optional<LocalDate> lookedUp(Term term) {
        for (String key : List.of(term.table + "/" + term.member, term.table + "/" + term.column, term.table)) {
            Optional<LocalDate> day = taken.get(key);
            if (day != null) {
                return day;
            }
        }
        return Optional.of(catalogueDay);
    }

    boolean isHeld(Term term) {
        return world.tables().containsKey(term.table) && day(term).isPresent();
    }

    boolean hasPeriod(Term term, Per period) {
        return isHeld(term) && world.table(term.table).shows(period, update(term));
    }

    /** Whether the source has something newer, or should have had by the day. */
    boolean isStale(Term term, LocalDate asOf) {
        SimTable table = world.table(term.table);
        LocalDate next = table.nextAfter(catalogueDay);
        boolean ended = term.table.startsWith("y38");
        return isBehind(term) || (!ended && next != null && asOf.isAfter(next.plusDays(14)));
    }

    /** Whether the source has something newer than what was taken. */
    boolean isBehind(Term term) {
        return !update(term).equals(world.table(term.table).updatedBy(catalogueDay));
    }

    /** Whether the table's last reading had the member: one taken on another day than its table has gone from it. */
    boolean hasMember(Term term) {
        Optional<LocalDate> own = taken.get(term.table + "/" + term.member);
        Optional<LocalDate> whole = taken.getOrDefault(term.table, Optional.of(catalogueDay));
        if (own != null && !own.equals(whole)) {
            return false;
        }
        return world.table(term.table).shape.dimensions.stream()
                .anyMatch(d -> d.members().stream().anyMatch(m -> m.label().equals(term.member)));
    }

    private LocalDate update(Term term) {
        return world.table(term.table).updatedBy(day(term).orElseThrow());
    }

    Figure figure(Term term, String areaCode, Per period) {
        if (!isHeld(term)) {
            return Figure.SOURCE_MISSING;
        }
        Optional<Area> area = area(term, areaCode);
        if (area.isEmpty()) {
            return Figure.SOURCE_MISSING;
        }
        if (!hasPeriod(term, period)) {
            return Figure.NOT_PUBLISHED;
        }
        List<@Nullable BigDecimal> row = row(term, area.get(), period);
        if (row == null) {
            return Figure.SUPPRESSED;
        }
        int column = column(term);
        BigDecimal value = row.get(column);
        if (value != null) {
            return Figure.ok(value);
        }
        List<@Nullable BigDecimal> country = row(term, area(term, "DK").orElseThrow(), period);
        boolean countryToo = country == null || country.get(column) == null;
        return countryToo ? Figure.IMMATURE : Figure.SUPPRESSED;
    }

    private Optional<Area> area(Term term, String code) {
        SimTable table = world.table(term.table);
        String name = Municipality.ALL.stream()
                .filter(m -> m.code().equals(code))
                .map(Municipality::name)
                .findFirst()
                .orElse("Hele landet");
        String hierarchy = table.shape.jobcentres ? "_jobcent" : "_nykom";
        return table.areas(hierarchy).values().stream()
                .filter(a -> a.label().equals(name) || a.label().equals("Jobcenter " + name))
                .findFirst();
    }

    private @Nullable List<@Nullable BigDecimal> row(Term term, Area area, Per period) {
        SimTable table = world.table(term.table);
        List<Member> members = new ArrayList<>();
        for (Dimension d : table.shape.dimensions) {
            members.add(d.members().stream()
                    .filter(m -> m.label().equals(term.member))
                    .findFirst()
                    .orElse(d.root()));
        }
        return table.row(update(term), area, members, period);
    }

    private int column(Term term) {
        List<Column> columns = world.table(term.table).shape.columns;
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).id().equals(term.column)) {
                return i;
            }
        }
        throw new IllegalArgumentException(term.toString());
    }
}
