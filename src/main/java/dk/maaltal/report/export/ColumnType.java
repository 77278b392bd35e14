package dk.maaltal.report.export;

import java.util.Locale;

/** The types that the contract's columns have, and what each format calls them. */
public enum ColumnType {
    TEXT("varchar", "string", "string", "type text"),
    /** A JSON object as text. */
    JSON("varchar", "object", "string", "type text"),
    /** A number with four decimals. */
    DECIMAL("decimal(18,4)", "number", "decimal", "Currency.Type"),
    WHOLE("bigint", "integer", "int64", "Int64.Type"),
    FLAG("boolean", "boolean", "boolean", "type logical"),
    DAY("date", "date", "dateTime", "type date"),
    /** An instant in UTC, to the microsecond. */
    INSTANT("timestamp with time zone", "datetime", "dateTime", "type datetime");

    private final String sql;
    private final String dataPackage;
    private final String tmdl;
    private final String powerQuery;

    ColumnType(String sql, String dataPackage, String tmdl, String powerQuery) {
        this.sql = sql;
        this.dataPackage = dataPackage;
        this.tmdl = tmdl;
        this.powerQuery = powerQuery;
    }

    /** As the contract's page says it. */
    public String sql() {
        return sql;
    }

    /** The type of a field in a Table Schema. */
    public String dataPackage() {
        return dataPackage;
    }

    /** The {@code dataType} of a column in TMDL. */
    public String tmdl() {
        return tmdl;
    }

    /** The type in Power Query's M. */
    String powerQuery() {
        return powerQuery;
    }

    static ColumnType of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
