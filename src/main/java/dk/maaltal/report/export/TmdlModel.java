package dk.maaltal.report.export;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What is around the tables of the Power BI model: parameters, queries, relationships. No credential stands here. */
final class TmdlModel {
    /** Functions of M that every table's query uses. */
    private static final String FETCH = """
            let
                Hent = (tabel as text) as table =>
                    if Kilde = "PostgreSQL" then
                        PostgreSQL.Database(Server, Database){[Schema = "bi", Item = tabel]}[Data]
                    else
                        Table.PromoteHeaders(
                            Csv.Document(
                                File.Contents(Mappe & "/" & tabel & ".csv"),
                                [Delimiter = ",", Encoding = 65001, QuoteStyle = QuoteStyle.Csv]
                            ),
                            [PromoteAllScalars = true]
                        )
            in
                Hent
            """;

    private static final String TYPED = """
            let
                IngenVaerdi = {%s},
                TilUtc = (tid as any) as any =>
                    if tid = null then null else DateTimeZone.RemoveZone(DateTimeZone.ToUtc(DateTimeZone.From(tid))),
                Typer = (tabel as table, kolonner as list, tider as list) as table =>
                    let
                        Valgt = Table.SelectColumns(tabel, List.Transform(kolonner, each _{0})),
                        UdenTomme = Table.TransformColumns(Valgt, {}, each if _ = "" then null else _),
                        UdenOrd =
                            if Table.HasColumns(UdenTomme, "value") then
                                Table.TransformColumns(
                                    UdenTomme,
                                    {{"value", each if List.Contains(IngenVaerdi, _) then null else _}}
                                )
                            else
                                UdenTomme,
                        Tider = Table.TransformColumns(UdenOrd, List.Transform(tider, each {_, TilUtc}))
                    in
                        Table.TransformColumnTypes(Tider, kolonner, "en-US")
            in
                Typer
            """;

    private final VersionData version;

    TmdlModel(VersionData version) {
        this.version = version;
    }

    /** Path under {@code definition} to text. */
    Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("database.tmdl", "database\n\tcompatibilityLevel: 1601\n\n");
        files.put("model.tmdl", model());
        files.put("expressions.tmdl", expressions());
        files.put("relationships.tmdl", relationships());
        files.put("cultures/da-DK.tmdl", "cultureInfo da-DK\n\n");
        // The names of files are ASCII: not every machine can write another.
        TmdlTable.model().forEach(table -> files.put("tables/" + table.name() + ".tmdl", new TmdlTable(table).text()));
        return files;
    }

    private String model() {
        return """
                /// %s. Dannet af Måltal efter kontrakten %s.
                model Model
                \tculture: da-DK
                \tdefaultPowerBIDataSourceVersion: powerBI_V3
                \tdiscourageImplicitMeasures
                \tsourceQueryCulture: da-DK

                annotation __PBI_TimeIntelligenceEnabled = 0

                annotation PBI_QueryOrder = ["Kilde","Mappe","Server","Database","Plan","Version","HentTabel","MedTyper"]

                """.formatted(version.planTitle(), version.contract())
                + TmdlTable.model().stream()
                        .map(table -> "ref table " + Tmdl.name(table.titleDa()) + "\n")
                        .collect(Collectors.joining())
                + "\nref cultureInfo da-DK\n\n";
    }

    private String expressions() {
        return parameter(
                        "Kilde",
                        "Hvor tallene hentes: CSV (mappen) eller PostgreSQL.",
                        "CSV",
                        List.of("CSV", "PostgreSQL"))
                + parameter(
                        "Mappe",
                        "Mappen med de eksporterede CSV-filer.",
                        "C:\\Maaltal\\" + version.fileName(),
                        List.of())
                + parameter("Server", "PostgreSQL-serveren, fx db.kommune.dk:5432.", "localhost:5432", List.of())
                + parameter("Database", "Databasen; tallene står i skemaet bi.", "maaltal", List.of())
                + parameter("Plan", "Planens id.", version.planId(), List.of())
                + parameter(
                        "Version",
                        "Versionens id, eller seneste: den nyeste version af hver periode.",
                        version.snapshotId(),
                        List.of())
                + function("HentTabel", "En tabel af kontrakten, som kilden har den.", FETCH)
                + function(
                        "MedTyper",
                        "Kontraktens kolonner med deres typer; tider i UTC; tomt er intet.",
                        TYPED.formatted(DanishWords.statesWithoutValue().stream()
                                .map(state -> "\"" + state + "\"")
                                .collect(Collectors.joining(", "))));
    }

    private static String parameter(String name, String description, String value, List<String> choices) {
        String list = choices.isEmpty()
                ? ""
                : "List = {%s}, DefaultValue = \"%s\", "
                        .formatted(choices.stream().map(c -> "\"" + c + "\"").collect(Collectors.joining(", ")), value);
        return "/// " + description + "\n"
                + "expression " + name + " = \"" + value.replace("\"", "\"\"")
                + "\" meta [IsParameterQuery = true, " + list + "Type = \"Text\", IsParameterQueryRequired = true]\n"
                + "\tlineageTag: " + Tmdl.tag("expression", name) + "\n\n"
                + "\tannotation PBI_ResultType = Text\n\n";
    }

    private static String function(String name, String description, String body) {
        return "/// " + description + "\n"
                + "expression " + name + " =\n"
                + Tmdl.deep(2, body)
                + "\tlineageTag: " + Tmdl.tag("expression", name) + "\n\n"
                + "\tannotation PBI_ResultType = Function\n\n";
    }

    private static String relationships() {
        return relationship(Contract.SNAPSHOT_VALUE, "snapshot_id", Contract.SNAPSHOT)
                + relationship(Contract.SNAPSHOT_VALUE, "area_code", Contract.AREA)
                + relationship(Contract.SNAPSHOT, "period", Contract.PERIOD)
                + relationship("measure", Contract.SNAPSHOT_VALUE, TmdlTable.KEY, Contract.MEASURE, TmdlTable.KEY);
    }

    private static String relationship(ContractTable from, String column, ContractTable to) {
        return relationship(
                column,
                from,
                from.column(column).titleDa(),
                to,
                to.column(column).titleDa());
    }

    private static String relationship(String what, ContractTable from, String column, ContractTable to, String key) {
        return "relationship " + Tmdl.tag("relationship", from.name(), what) + "\n"
                + "\tfromColumn: " + Tmdl.name(from.titleDa()) + "." + Tmdl.name(column) + "\n"
                + "\ttoColumn: " + Tmdl.name(to.titleDa()) + "." + Tmdl.name(key) + "\n\n";
    }
}
