package dk.maaltal.report.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@code datapackage.json}: what the CSV files hold, as datapackage.org's version 2 says it. */
final class DataPackage {
    private static final String PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json";

    /** What a missing value in the column {@code value} says of itself. */
    private static final Map<String, String> MISSING = Map.of(
            "SUPPRESSED",
            "Skjult: for få personer til at kunne vises; nul og skjult kan ikke skelnes",
            "IMMATURE",
            "Kan endnu ikke opgøres: for nyt til at være kendt",
            "NOT_PUBLISHED",
            "Ikke offentliggjort: kilden er ikke nået til perioden",
            "NO_POPULATION",
            "Ingen i målgruppen: der er ingen at opgøre en andel af",
            "SOURCE_MISSING",
            "Kilden mangler: aldrig hentet, afvist, eller uden området");

    private DataPackage() {}

    /**
     * The description.
     *
     * @param folder where the CSV files are; they are measured and digested
     */
    static Map<String, Object> of(VersionData version, Path folder) throws IOException {
        String title = version.planTitle() + ": " + version.periodLabel() + ", version " + version.snapshot("version");
        List<Object> resources = new ArrayList<>();
        for (ContractTable table : Contract.tables()) {
            resources.add(resource(Contract.inFiles(table), folder.resolve(table.name() + ".csv")));
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("$schema", PROFILE);
        json.put("name", version.fileName().toLowerCase(java.util.Locale.ROOT));
        json.put("id", version.snapshotId());
        json.put("title", title);
        json.put(
                "description",
                "Opfølgning på " + version.planTitle() + " for " + version.periodLabel()
                        + ". Viden pr. " + version.snapshot("as_of") + ". " + version.snapshot("change_note")
                        + Demo.sentence(version));
        json.put("version", version.snapshot("version") + ".0.0");
        json.put("created", version.publishedAt().toString());
        json.put("keywords", List.of("beskæftigelsesplan", version.ownAreaName(), version.period()));
        json.put(
                "contributors",
                List.of(PowerBiReport.ordered(
                        "title", version.ownAreaName() + " Kommune", "roles", List.of("creator"))));
        List<Object> sources = sources(version);
        if (!sources.isEmpty()) {
            json.put("sources", sources); // the profile knows no empty list of them
        }
        json.put("contract_version", version.contract());
        json.put("content_sha256", version.snapshot("content_sha256"));
        json.put("resources", resources);
        return json;
    }

    private static List<Object> sources(VersionData version) {
        Set<String> names = new TreeSet<>();
        version.rows(Contract.DELIVERY)
                .forEach(row -> names.add(String.valueOf(VersionData.cell(Contract.DELIVERY, row, "source"))));
        List<Object> sources = new ArrayList<>();
        for (String name : names) {
            sources.add(
                    switch (name) {
                        case "jobindsats" -> source("Jobindsats", "https://www.jobindsats.dk");
                        case "cvr" -> source("Det Centrale Virksomhedsregister", "https://virk.dk");
                        default -> Map.of("title", "Kommunens register: " + name);
                    });
        }
        return sources;
    }

    private static Map<String, Object> source(String title, String path) {
        Map<String, Object> source = new LinkedHashMap<>();
        source.put("title", title);
        source.put("path", path);
        return source;
    }

    private static Map<String, Object> resource(ContractTable table, Path file) throws IOException {
        Map<String, Object> resource = new LinkedHashMap<>();
        resource.put("name", table.name());
        resource.put("type", "table");
        resource.put("path", table.name() + ".csv");
        resource.put("title", table.titleDa());
        resource.put("description", table.descriptionDa());
        resource.put("description_en", table.descriptionEn());
        resource.put("format", "csv");
        resource.put("mediatype", "text/csv");
        resource.put("encoding", "utf-8");
        resource.put("bytes", Files.size(file));
        resource.put("hash", "sha256:" + ExportFolder.sha256(file));
        resource.put("dialect", Map.of("lineTerminator", "\n"));
        resource.put("schema", schema(table));
        return resource;
    }

    private static Map<String, Object> schema(ContractTable table) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put(
                "fields",
                table.columns().stream()
                        .map(column -> field(column, table.key().contains(column.name())))
                        .toList());
        schema.put("missingValues", List.of(labelled("", "Intet")));
        schema.put("primaryKey", table.key());
        if (!table.references().isEmpty()) {
            schema.put(
                    "foreignKeys",
                    table.references().stream().map(DataPackage::foreignKey).toList());
        }
        return schema;
    }

    private static Map<String, Object> foreignKey(ContractTable.Reference reference) {
        Map<String, Object> to = new LinkedHashMap<>();
        to.put("resource", reference.table());
        to.put("fields", reference.keys());
        Map<String, Object> key = new LinkedHashMap<>();
        key.put("fields", reference.columns());
        key.put("reference", to);
        return key;
    }

    private static Map<String, Object> field(ContractColumn column, boolean inKey) {
        Map<String, Object> field = new LinkedHashMap<>();
        field.put("name", column.name());
        field.put("type", column.type().dataPackage());
        field.put("title", column.titleDa());
        field.put("description", column.descriptionDa());
        field.put("description_en", column.descriptionEn());
        String unit = unit(column);
        if (unit != null) {
            field.put("unit", unit);
        }
        if (!column.words().isEmpty()) {
            field.put(
                    "categories",
                    column.words().stream()
                            .map(word -> labelled(word, String.valueOf(DanishWords.danish(column.name(), word))))
                            .toList());
        }
        if (column.name().equals("value")) {
            List<Object> missing = new ArrayList<>();
            DanishWords.statesWithoutValue()
                    .forEach(state ->
                            missing.add(labelled(state, java.util.Objects.requireNonNull(MISSING.get(state)))));
            field.put("missingValues", missing);
        }
        Map<String, Object> constraints = constraints(column, inKey);
        if (!constraints.isEmpty()) {
            field.put("constraints", constraints);
        }
        return field;
    }

    private static Map<String, Object> constraints(ContractColumn column, boolean inKey) {
        Map<String, Object> constraints = new LinkedHashMap<>();
        if (column.required() || inKey) {
            constraints.put("required", true);
        }
        if (!column.words().isEmpty()) {
            constraints.put("enum", column.words());
        }
        if (column.name().endsWith("sha256")) {
            constraints.put("pattern", "[0-9a-f]{64}");
        }
        if (Set.of("bytes", "rows", "row_count", "version").contains(column.name())) {
            constraints.put("minimum", column.name().equals("version") ? 1 : 0);
        }
        return constraints;
    }

    private static @Nullable String unit(ContractColumn column) {
        return switch (column.name()) {
            case "bytes" -> "byte";
            case "rows", "row_count" -> "rækker";
            case "numerator", "denominator" -> "personer, sager eller måneder";
            case "twin_difference", "deviation", "value", "target_value", "benchmark_value", "previous_value" ->
                "se kolonnen unit";
            default -> null;
        };
    }

    private static Map<String, Object> labelled(String value, String label) {
        Map<String, Object> labelled = new LinkedHashMap<>();
        labelled.put("value", value);
        labelled.put("label", label);
        return labelled;
    }
}
