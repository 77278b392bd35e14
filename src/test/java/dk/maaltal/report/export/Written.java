package dk.maaltal.report.export;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The sample as files, and others' schemas to hold them against. */
final class Written {
    private static final Path RESOURCES = Path.of("src/test/resources");

    private Written() {}

    /** Writes every format into a folder of its name, in a JVM whose maps have another order. */
    public static void main(String[] args) {
        for (ExportFormat format : ExportFormat.values()) {
            as(format, Path.of(args[0]).resolve(format.name()));
        }
    }

    static Path as(ExportFormat format, Path folder) {
        try {
            Files.createDirectories(folder);
            format.files().write(SampleVersion.of(), folder);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode json(Path file) throws IOException {
        return JsonMapper.shared().readTree(Files.readString(file));
    }

    /** What the Data Package profile of datapackage.org says of a description. */
    static List<Error> dataPackage(JsonNode json) throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(Files.readString(RESOURCES.resolve("datapackage/datapackage-2.0.json")));
        return schema.validate(json);
    }

    /** What Microsoft's published schemas say of a file of a Power BI project, by the schema it names. */
    static List<Error> powerBi(JsonNode json) throws IOException {
        String root = "https://developer.microsoft.com/json-schemas/fabric/";
        Map<String, String> schemas = new HashMap<>();
        try (Stream<Path> files = Files.walk(RESOURCES.resolve("powerbi"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
                schemas.put(
                        root
                                + RESOURCES
                                        .resolve("powerbi")
                                        .relativize(file)
                                        .toString()
                                        .replace('\\', '/'),
                        Files.readString(file).replace("schema.embedded.json", "schema-embedded.json"));
            }
        }
        String named = json.get("$schema").asString();
        if (!schemas.containsKey(named)) {
            throw new IllegalArgumentException("the schema is not kept with the tests: " + named);
        }
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7, builder -> builder.schemas(schemas))
                .getSchema(SchemaLocation.of(named))
                .validate(json);
    }
}
