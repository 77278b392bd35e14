package dk.maaltal.report.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A table of the Power BI model, made from the contract's. */
final class TmdlTable {
    /** Columns that report builders have no use for. */
    private static final Set<String> TECHNICAL = Set.of(
            "definition_sha256", "lineage_id", "attributes", "content_sha256", "previous_sha256", "run_id", "plan_id");

    /** A column that is not the contract's: made of two of its own, because a relationship takes only one. */
    static final String KEY = "Målnøgle";

    /** And one that puts 6.10 after 6.9. */
    static final String ORDER = "Målorden";

    private final ContractTable table;

    TmdlTable(ContractTable table) {
        this.table = Contract.inFiles(table);
    }

    /** The tables of the model. */
    static List<ContractTable> model() {
        return List.of(Contract.SNAPSHOT, Contract.SNAPSHOT_VALUE, Contract.MEASURE, Contract.AREA, Contract.PERIOD);
    }

    String text() {
        StringBuilder text = new StringBuilder();
        text.append("/// ").append(table.descriptionDa()).append('\n');
        text.append("table ").append(Tmdl.name(table.titleDa())).append('\n');
        text.append("\tlineageTag: ").append(Tmdl.tag(table.name())).append("\n\n");
        if (table.name().equals("snapshot_value")) {
            DaxMeasures.all().forEach(measure -> text.append(measure(measure)));
        }
        table.columns().forEach(column -> text.append(column(column)));
        boolean isMeasure = table.name().equals("measure");
        if (isMeasure || table.name().equals("snapshot_value")) {
            text.append(extra(KEY, "string", "measure_key", isMeasure));
        }
        if (isMeasure) {
            text.append(extra(ORDER, "int64", "measure_order", false));
        }
        text.append(partition());
        return text.toString();
    }

    private static String measure(DaxMeasures.Dax measure) {
        return "\t/// " + measure.description() + "\n"
                + "\tmeasure " + Tmdl.name(measure.name()) + " =\n"
                + Tmdl.deep(3, measure.expression())
                + (measure.format().isEmpty() ? "" : "\t\tformatString: " + measure.format() + "\n")
                + (measure.isHidden() ? "\t\tisHidden\n" : "")
                + "\t\tlineageTag: " + Tmdl.tag("snapshot_value", "measure", measure.name()) + "\n\n";
    }

    private String column(ContractColumn column) {
        String name = column.name();
        List<String> lines = new ArrayList<>();
        lines.add("dataType: " + column.type().tmdl());
        if (TECHNICAL.contains(name) || isForeign(name)) {
            lines.add("isHidden");
        }
        if (List.of(name).equals(table.key())) {
            lines.add("isKey");
        }
        String format = format(column);
        if (!format.isEmpty()) {
            lines.add("formatString: " + format);
        }
        lines.add("lineageTag: " + Tmdl.tag(table.name(), name));
        lines.add("summarizeBy: none");
        lines.add("sourceColumn: " + name);
        if (table.name().equals("measure") && name.equals("measure_id")) {
            lines.add("sortByColumn: " + ORDER);
        }
        return "\t/// " + column.descriptionDa() + "\n"
                + "\tcolumn " + Tmdl.name(column.titleDa()) + "\n"
                + Tmdl.deep(2, String.join("\n", lines))
                + "\n\t\tannotation SummarizationSetBy = User\n\n";
    }

    /** Keys into other tables: the other table's own columns are what one picks. */
    private boolean isForeign(String name) {
        return table.name().equals("snapshot_value")
                && Set.of("snapshot_id", "area_name").contains(name);
    }

    private static String format(ContractColumn column) {
        return switch (column.type()) {
            case TEXT, JSON, FLAG -> "";
            case DECIMAL -> "#,0.0###";
            case WHOLE -> "0";
            case DAY -> "dd-mm-yyyy";
            case INSTANT -> "dd-mm-yyyy hh:nn:ss";
        };
    }

    private String extra(String name, String type, String source, boolean isKey) {
        return "\t/// Teknisk: dannet af andre kolonner.\n"
                + "\tcolumn " + Tmdl.name(name) + "\n"
                + "\t\tdataType: " + type + "\n\t\tisHidden\n"
                + (isKey ? "\t\tisKey\n" : "")
                + (type.equals("int64") ? "\t\tformatString: 0\n" : "")
                + "\t\tlineageTag: " + Tmdl.tag(table.name(), source) + "\n"
                + "\t\tsummarizeBy: none\n\t\tsourceColumn: " + source + "\n"
                + "\n\t\tannotation SummarizationSetBy = User\n\n";
    }

    private String partition() {
        return "\tpartition " + Tmdl.name(table.titleDa()) + " = m\n"
                + "\t\tmode: import\n"
                + "\t\tsource =\n"
                + Tmdl.deep(4, query())
                + "\n\tannotation PBI_ResultType = Table\n";
    }

    /** The query in Power Query's M: rows of the wanted version, from the database or the exported files. */
    private String query() {
        List<String> steps = new ArrayList<>();
        steps.add("Kilden = HentTabel(" + source() + ")");
        steps.add("Udvalg = " + rows());
        steps.add("Typet = MedTyper(Udvalg, {" + types() + "}, {" + instants() + "})");
        String last = "Typet";
        if (table.name().equals("measure") || table.name().equals("snapshot_value")) {
            steps.add(
                    "Noegle = Table.AddColumn(Typet, \"measure_key\", each [measure_id] & \"/\" & [component], type text)");
            last = "Noegle";
        }
        if (table.name().equals("measure")) {
            steps.add(
                    "Orden = Table.AddColumn(Noegle, \"measure_order\", each List.Accumulate("
                            + "Text.Split([measure_id], \".\"), 0, (sum, led) => sum * 1000 + Number.FromText(led)), Int64.Type)");
            last = "Orden";
        }
        return "let\n" + steps.stream().map(step -> "    " + step).collect(Collectors.joining(",\n")) + "\nin\n    "
                + last;
    }

    private String source() {
        return table.name().equals("snapshot_value")
                ? "if Kilde = \"PostgreSQL\" and Version = \"seneste\" then \"latest_value\" else \"snapshot_value\""
                : "\"" + table.name() + "\"";
    }

    private String rows() {
        return switch (table.name()) {
            case "snapshot" ->
                "if Version <> \"seneste\" then Table.SelectRows(Kilden, each [snapshot_id] = Version)"
                        + " else if Kilde = \"PostgreSQL\""
                        + " then Table.SelectRows(Kilden, each [plan_id] = Plan and [is_latest] = true) else Kilden";
            case "snapshot_value" ->
                "if Version <> \"seneste\" then Table.SelectRows(Kilden, each [snapshot_id] = Version)"
                        + " else if Kilde = \"PostgreSQL\""
                        + " then Table.SelectRows(Kilden, each [plan_id] = Plan) else Kilden";
            case "measure" -> "Table.SelectRows(Kilden, each [plan_id] = Plan)";
            default -> "Kilden";
        };
    }

    private String types() {
        return table.columns().stream()
                .map(column ->
                        "{\"%s\", %s}".formatted(column.name(), column.type().powerQuery()))
                .collect(Collectors.joining(", "));
    }

    private String instants() {
        return table.columns().stream()
                .filter(column -> column.type() == ColumnType.INSTANT)
                .map(column -> "\"" + column.name() + "\"")
                .collect(Collectors.joining(", "));
    }
}
