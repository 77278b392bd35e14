package dk.maaltal.register;

import static dk.maaltal.register.Column.Type.CVR_NUMBER;
import static dk.maaltal.register.Column.Type.DATE;
import static dk.maaltal.register.Column.Type.DECIMAL;
import static dk.maaltal.register.Column.Type.FLAG;
import static dk.maaltal.register.Column.Type.HALF_YEAR;
import static dk.maaltal.register.Column.Type.INTEGER;
import static dk.maaltal.register.Column.Type.MONTH;
import static dk.maaltal.register.Column.Type.OPAQUE;
import static dk.maaltal.register.Column.Type.PERSON;
import static dk.maaltal.register.Column.Type.P_NUMBER;
import static dk.maaltal.register.Column.Type.SCHOOL_YEAR;
import static dk.maaltal.register.Column.Type.WORD;
import static dk.maaltal.register.Column.Type.YEAR;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The thirteen canonical registers (design: registers). A layout maps a real file onto one. */
public enum Register {
    /** A spell on one benefit. */
    FORLOEB(
            Column.of("person", PERSON),
            Column.code("ydelse", "ydelse"),
            Column.of("maalgruppe", OPAQUE).orNone(),
            Column.of("visitation", OPAQUE).orNone(),
            Column.of("start", DATE),
            Column.of("slut", DATE).orNone()),
    /** An interview. */
    SAMTALER(
            Column.of("person", PERSON),
            Column.of("dato", DATE),
            Column.of("type", OPAQUE).orNone(),
            Column.code("status", "samtaler.status")),
    /** An offer. */
    TILBUD(
            Column.of("person", PERSON),
            Column.code("type", "tilbud.type"),
            Column.of("start", DATE),
            Column.of("slut", DATE).orNone(),
            Column.of("p", P_NUMBER).orNone(),
            Column.of("cvr", CVR_NUMBER).orNone(),
            Column.of("gode_muligheder", FLAG).orNone(),
            Column.of("konkret_job", FLAG).orNone()),
    /** Ordinary paid hours in a month. */
    LOENTIMER(
            Column.of("person", PERSON),
            Column.of("maaned", MONTH),
            Column.of("timer", DECIMAL),
            Column.of("p", P_NUMBER).orNone(),
            Column.of("cvr", CVR_NUMBER).orNone()),
    /** An absence with its partial return. */
    SYGEFRAVAER(
            Column.of("person", PERSON),
            Column.of("start", DATE),
            Column.of("delvis_fra", DATE).orNone(),
            Column.of("slut", DATE).orNone(),
            Column.of("p", P_NUMBER).orNone(),
            Column.of("cvr", CVR_NUMBER).orNone()),
    /** What the person lives from. */
    ARBEJDSMARKEDSSTATUS(
            Column.of("person", PERSON),
            Column.of("fra", DATE),
            Column.of("til", DATE).orNone(),
            Column.code("status", "arbejdsmarkedsstatus.status")),
    /** A job order. */
    JOBORDRER(
            Column.of("id", OPAQUE),
            Column.of("oprettet", DATE),
            Column.of("p", P_NUMBER).orNone(),
            Column.of("cvr", CVR_NUMBER).orNone(),
            Column.of("stillinger", INTEGER),
            Column.of("besatte", INTEGER),
            Column.of("status", OPAQUE).orNone()),
    /** A case moved from one body to the other. */
    VANDRENDE_SAGER(
            Column.of("sag", OPAQUE),
            Column.of("dato", DATE),
            Column.code("fra", "vandrende_sager.instans"),
            Column.code("til", "vandrende_sager.instans")),
    /** Pupils leaving 9th or 10th grade by choice. */
    UNGDOMSVALG(
            Column.of("skoleaar", SCHOOL_YEAR),
            Column.of("valg", WORD),
            Column.of("antal", INTEGER),
            Column.of("aargang", INTEGER)),
    /** 25-year-olds with a completed youth education. */
    UNGE_25(Column.of("aar", YEAR), Column.of("population", INTEGER), Column.of("gennemfoert", INTEGER)),
    /** 25-year-olds neither in education nor attached to the labour market. */
    UNGE_REST(
            Column.of("dato", DATE),
            Column.of("population", INTEGER),
            Column.of("uden", INTEGER),
            Column.of("benchmark", DECIMAL).orNone()),
    /** Migrant workers taking part in Danish education. */
    DANSKUDDANNELSE(Column.of("periode", HALF_YEAR), Column.of("antal", INTEGER)),
    /** Hirings with the municipality as employer. */
    ANSAETTELSER(Column.of("dato", DATE), Column.code("type", "ansaettelser.type"), Column.of("antal", INTEGER));

    private final List<Column> columns;

    Register(Column... columns) {
        this.columns = List.of(columns);
    }

    /** As the drop folder's sub-folder and the plan write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The register of a {@link #text()}. */
    public static Optional<Register> of(String text) {
        return Stream.of(values()).filter(r -> r.text().equals(text)).findFirst();
    }

    /** In the order of the canonical header, the person included. */
    public List<Column> columns() {
        return columns;
    }

    /** The columns a row's values are of: all but the person, in the same order. */
    public List<Column> valueColumns() {
        return isPersonal() ? columns.subList(1, columns.size()) : columns;
    }

    /** Whether its rows belong to persons: then it is never read without a key. */
    public boolean isPersonal() {
        return columns.get(0).type() == PERSON;
    }

    /**
     * The place of a column among the {@link #valueColumns()}.
     *
     * @throws IllegalArgumentException when there is no such column
     */
    public int place(String column) {
        List<Column> all = valueColumns();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).name().equals(column)) {
                return i;
            }
        }
        throw new IllegalArgumentException("register %s has no column %s".formatted(text(), column));
    }
}
