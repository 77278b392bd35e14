package dk.maaltal.report.export;

import static dk.maaltal.report.export.PowerBiReport.ordered;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A Power BI project (PBIP): a semantic model in TMDL made from the contract, and a report on it. */
final class PowerBiFormat implements FileFormat {
    private static final String SCHEMAS = "https://developer.microsoft.com/json-schemas/fabric/";

    @Override
    public void write(VersionData version, Path folder) throws IOException {
        String name = version.fileName();
        json(
                folder.resolve(name + ".pbip"),
                ordered(
                        "$schema",
                        SCHEMAS + "pbip/pbipProperties/1.0.0/schema.json",
                        "version",
                        "1.0",
                        "artifacts",
                        List.of(ordered("report", ordered("path", name + ".Report"))),
                        "settings",
                        ordered("enableAutoRecovery", true)));
        model(version, folder.resolve(name + ".SemanticModel"));
        report(version, folder.resolve(name + ".Report"));
    }

    private static void model(VersionData version, Path folder) throws IOException {
        json(folder.resolve(".platform"), platform("SemanticModel", version));
        json(
                folder.resolve("definition.pbism"),
                ordered(
                        "$schema",
                        SCHEMAS + "item/semanticModel/definitionProperties/1.0.0/schema.json",
                        "version",
                        "4.0",
                        "settings",
                        ordered()));
        for (Map.Entry<String, String> file : new TmdlModel(version).files().entrySet()) {
            text(folder.resolve("definition").resolve(file.getKey()), file.getValue());
        }
    }

    private static void report(VersionData version, Path folder) throws IOException {
        json(folder.resolve(".platform"), platform("Report", version));
        json(
                folder.resolve("definition.pbir"),
                ordered(
                        "$schema",
                        SCHEMAS + "item/report/definitionProperties/2.0.0/schema.json",
                        "version",
                        "4.0",
                        "datasetReference",
                        ordered("byPath", ordered("path", "../" + version.fileName() + ".SemanticModel"))));
        for (Map.Entry<String, Map<String, Object>> file :
                new PowerBiReport(version).files().entrySet()) {
            json(folder.resolve("definition").resolve(file.getKey()), file.getValue());
        }
    }

    private static Map<String, Object> platform(String type, VersionData version) {
        return ordered(
                "$schema",
                SCHEMAS + "gitIntegration/platformProperties/2.0.0/schema.json",
                "metadata",
                ordered("type", type, "displayName", version.fileName()),
                "config",
                ordered("version", "2.0", "logicalId", Tmdl.tag(type, version.fileName())));
    }

    private static void json(Path file, Map<String, Object> json) throws IOException {
        text(file, JsonText.of(json));
    }

    private static void text(Path file, String text) throws IOException {
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text);
    }
}
