package dev.netstock.messages;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The documents of this repository that say what events look like. */
final class Documents {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Path ROOT = root(Path.of("").toAbsolutePath());
    private static final SchemaRegistry SCHEMAS =
            SchemaRegistry.withDialect(
                    Dialects.getDraft202012(), builder -> builder.schemas(schemas()));

    private Documents() {}

    /** What is wrong with a document, by the schema of that name. */
    static List<String> faults(String schema, String json) {
        return SCHEMAS
                .getSchema(SchemaLocation.of(EventJson.SCHEMAS + schema + ".json"))
                .validate(json, InputFormat.JSON)
                .stream()
                .map(Object::toString)
                .toList();
    }

    static JsonNode schema(String name) {
        return MAPPER.readTree(text(resources().resolve("schemas/" + name + ".json")));
    }

    static ObjectNode object(String json) {
        return (ObjectNode) MAPPER.readTree(json);
    }

    /** The names of the samples: {@code checkout/reserve}, … */
    static List<String> samples() {
        Path folder = resources().resolve("samples");
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace(".json", ""))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path file(String inRepository) {
        return ROOT.resolve(inRepository);
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> schemas() {
        Map<String, String> schemas = new HashMap<>();
        try (Stream<Path> files = Files.list(resources().resolve("schemas"))) {
            files.forEach(file -> schemas.put(EventJson.SCHEMAS + file.getFileName(), text(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return schemas;
    }

    private static Path resources() {
        return ROOT.resolve("events/src/main/resources");
    }

    private static Path root(Path folder) {
        return Files.exists(folder.resolve("docs/asyncapi.yaml"))
                ? folder
                : root(Objects.requireNonNull(folder.getParent(), "No docs/asyncapi.yaml"));
    }
}
