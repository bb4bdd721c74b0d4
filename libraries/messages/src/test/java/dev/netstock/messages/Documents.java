package dev.netstock.messages;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;

import dev.netstock.events.EventType;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The documents of this repository that define events: schemas, samples and AsyncAPI. */
final class Documents {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Path ROOT = root(Path.of("").toAbsolutePath());
    private static final Path CONTRACTS = ROOT.resolve("events/src/main/java");

    static final Path ASYNC_API_FILE = ROOT.resolve("docs/asyncapi.yaml");
    static final JsonNode ASYNC_API = new YAMLMapper().readTree(text(ASYNC_API_FILE));

    private static final String ASYNC_API_ID = EventJson.SCHEMAS + "asyncapi.json";
    private static final SchemaRegistry SCHEMAS =
            SchemaRegistry.withDialect(
                    Dialects.getDraft202012(), builder -> builder.schemas(schemas()));

    private Documents() {}

    /** The validation errors of a document, by the schema of that name. */
    static List<String> errors(String schema, String json) {
        return validate(EventJson.SCHEMAS + schema + ".json", json);
    }

    /** The validation errors of an event, by the AsyncAPI message of its type. */
    static List<String> eventErrors(EventType type, String json) {
        return validate(
                ASYNC_API_ID + "#/components/messages/" + messageId(type) + "/payload", json);
    }

    /** The AsyncAPI message of a type. */
    static JsonNode message(EventType type) {
        return ASYNC_API.at("/components/messages/" + messageId(type));
    }

    static JsonNode schema(EventType type) {
        return MAPPER.readTree(
                text(CONTRACTS.resolve("dev/netstock/events/" + type.text() + ".json")));
    }

    static JsonNode envelope() {
        return MAPPER.readTree(text(CONTRACTS.resolve("dev/netstock/events/envelope.json")));
    }

    static ObjectNode object(String json) {
        return (ObjectNode) MAPPER.readTree(json);
    }

    /** The files beside the records: schemas and samples. */
    static List<String> contracts() {
        return files(CONTRACTS).stream()
                .filter(file -> file.endsWith(".json"))
                .map(file -> file.substring(file.lastIndexOf('/') + 1))
                .toList();
    }

    /** The names of the samples of triggers: {@code checkout/reserve}, … */
    static List<String> samples() {
        return files(ROOT.resolve("events/samples")).stream()
                .map(file -> file.replace(".json", ""))
                .toList();
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

    private static List<String> validate(String schema, String json) {
        return SCHEMAS
                .getSchema(SchemaLocation.of(schema))
                .validate(json, InputFormat.JSON)
                .stream()
                .map(Object::toString)
                .toList();
    }

    private static String messageId(EventType type) {
        return ASYNC_API
                .at("/components/messages")
                .propertyStream()
                .filter(message -> message.getValue().get("name").asString().equals(type.text()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No message for " + type.text()));
    }

    /** By the URIs under which they refer to each other; AsyncAPI refers to files. */
    private static Map<String, String> schemas() {
        Map<String, String> schemas = new HashMap<>();
        schemas.put(
                ASYNC_API_ID,
                ASYNC_API
                        .toString()
                        .replaceAll("\"\\.\\./events/[^\"]*/", "\"" + EventJson.SCHEMAS));
        files(CONTRACTS).stream()
                .filter(file -> file.endsWith(".json") && !file.endsWith(".sample.json"))
                .map(CONTRACTS::resolve)
                .forEach(file -> schemas.put(EventJson.SCHEMAS + file.getFileName(), text(file)));
        return schemas;
    }

    private static List<String> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root(Path folder) {
        return Files.exists(folder.resolve("docs/asyncapi.yaml"))
                ? folder
                : root(Objects.requireNonNull(folder.getParent(), "No docs/asyncapi.yaml"));
    }
}
