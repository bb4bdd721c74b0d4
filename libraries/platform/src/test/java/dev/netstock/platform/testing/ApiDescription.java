package dev.netstock.platform.testing;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.netstock.platform.testing.Schemas.Place;

import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The API description, {@code docs/openapi.yaml}, to compare responses with. Its schemas are JSON
 * Schema 2020-12, on which OpenAPI 3.1 is based.
 */
public final class ApiDescription {
    private static final String ID = "https://netstock.dev/openapi";
    private static final String PROBLEM_JSON = "application/problem+json";

    private static final Pattern BODY_MAX = Pattern.compile("[Aa]t most (\\d+) KiB");

    private final JsonNode document;
    private final Schemas schemas;

    private ApiDescription(JsonNode document) {
        this.document = document;
        this.schemas = new Schemas(Map.of(ID, document));
    }

    /** Reads the document of this repository. */
    public static ApiDescription read() {
        return new ApiDescription(new YAMLMapper().readTree(find(Path.of("").toAbsolutePath())));
    }

    private static Path find(Path folder) {
        Path document = folder.resolve("docs/openapi.yaml");
        return Files.exists(document)
                ? document
                : find(Objects.requireNonNull(folder.getParent(), "No docs/openapi.yaml"));
    }

    /** A kind of response: a problem's slug, or an empty text for a success. */
    public record Kind(String route, int status, String problem) implements Comparable<Kind> {
        @Override
        public int compareTo(Kind other) {
            return toString().compareTo(other.toString());
        }
    }

    /** The deviations of a response from the description; empty if there are none. */
    public List<String> faults(String route, APIGatewayV2HTTPResponse answer) {
        String pointer = responsePointer(route, answer.getStatusCode());
        JsonNode response = document.at(pointer);
        if (response.isMissingNode()) {
            return List.of("%s has no answer %d".formatted(route, answer.getStatusCode()));
        }
        String type = answer.getHeaders().getOrDefault("content-type", "none");
        String schema = pointer + "/content/" + escaped(type) + "/schema";
        if (document.at(schema).isMissingNode()) {
            return List.of("%s %d has no type %s".formatted(route, answer.getStatusCode(), type));
        }
        List<String> errors = new ArrayList<>(bodyFaults(schema, answer.getBody()));
        errors.addAll(headerFaults(response, answer));
        return errors;
    }

    /** Whether the description allows such a body. */
    public boolean allowsBody(String route, String body) {
        String pointer = operationPointer(route) + "/requestBody/content/application~1json/schema";
        return bodyFaults(pointer, body).isEmpty();
    }

    /** The deviations of a document from a schema of the description. */
    public List<String> schemaFaults(String name, String json) {
        return bodyFaults("/components/schemas/" + name, json);
    }

    /** All kinds of responses that the description lists for the given routes. */
    public Set<Kind> kinds(Set<String> routes) {
        Set<Kind> kinds = new TreeSet<>();
        for (String route : routes) {
            document.at(operationPointer(route) + "/responses")
                    .propertyNames()
                    .forEach(status -> addKinds(route, Integer.parseInt(status), kinds));
        }
        return kinds;
    }

    /** All routes, as API Gateway names them. */
    public Set<String> routes() {
        Set<String> routes = new TreeSet<>();
        JsonNode paths = document.at("/paths");
        for (String path : paths.propertyNames()) {
            for (String member : paths.get(path).propertyNames()) {
                if (!member.equals("parameters")) {
                    routes.add(member.toUpperCase(Locale.ROOT) + " " + path);
                }
            }
        }
        return routes;
    }

    /**
     * A parameter of an operation.
     *
     * @param in {@code path} or {@code query}
     * @param schema of its value
     */
    public record Parameter(String name, String in, boolean isRequired, Place schema) {}

    /**
     * The parameters of a route: its own, and those of its path. Headers are not among them: they
     * are hints, of which any value is accepted.
     */
    public List<Parameter> parameters(String route) {
        String operation = operationPointer(route);
        String path = operation.substring(0, operation.lastIndexOf('/'));
        List<Parameter> parameters = new ArrayList<>();
        for (String pointer : List.of(path + "/parameters", operation + "/parameters")) {
            for (int i = 0; i < document.at(pointer).size(); i++) {
                Place place = new Place(ID, pointer + "/" + i);
                JsonNode node = schemas.node(place);
                if (node.has("$ref")) {
                    place = schemas.target(place, node.get("$ref").asString());
                    node = schemas.node(place);
                }
                String in = node.get("in").asString();
                if (!in.equals("header")) {
                    parameters.add(
                            new Parameter(
                                    node.get("name").asString(),
                                    in,
                                    node.path("required").asBoolean(false),
                                    place.child("schema")));
                }
            }
        }
        return parameters;
    }

    /** The schema of a route's body; empty if it has none. */
    public Optional<Place> body(String route) {
        Place body =
                new Place(
                        ID,
                        operationPointer(route) + "/requestBody/content/application~1json/schema");
        return Optional.of(body).filter(place -> schemas.node(place).isObject());
    }

    /** Whether a route needs a body. */
    public boolean needsBody(String route) {
        return document.at(operationPointer(route) + "/requestBody/required").asBoolean(false);
    }

    /** The maximum size of a route's body, as stated in its description text. */
    public int bodyBytesMax(String route) {
        JsonNode operation = document.at(operationPointer(route));
        Matcher words =
                BODY_MAX.matcher(
                        operation.at("/requestBody/description").asString("")
                                + operation.path("description").asString(""));
        return (words.find() ? Integer.parseInt(words.group(1)) : 64) * 1_024;
    }

    /** All schemas of the document. */
    public Schemas schemas() {
        return schemas;
    }

    /** A schema by its name. */
    public Place schema(String name) {
        return new Place(ID, "/components/schemas/" + name);
    }

    /** The operation's ID. */
    public String operation(String route) {
        return document.at(operationPointer(route) + "/operationId").asString();
    }

    private void addKinds(String route, int status, Set<Kind> kinds) {
        JsonNode response = document.at(responsePointer(route, status));
        if (response.has("x-answered-by")) {
            return;
        }
        JsonNode problem = response.at("/content/" + escaped(PROBLEM_JSON) + "/schema");
        if (problem.isMissingNode()) {
            kinds.add(new Kind(route, status, ""));
        }
        List<JsonNode> schemas =
                problem.has("oneOf")
                        ? List.copyOf(problem.get("oneOf").values())
                        : List.of(problem);
        for (JsonNode schema : schemas) {
            if (schema.has("$ref")) {
                String type = resolve(schema).at("/properties/type/const").asString();
                kinds.add(new Kind(route, status, slug(type)));
            }
        }
    }

    /** The last part of a problem's type. */
    public static String slug(String type) {
        return type.substring(type.lastIndexOf('/') + 1);
    }

    private List<String> bodyFaults(String pointer, String body) {
        return schemas.faults(new Place(ID, pointer), body);
    }

    private static List<String> headerFaults(JsonNode response, APIGatewayV2HTTPResponse answer) {
        List<String> errors = new ArrayList<>();
        for (String name : response.path("headers").propertyNames()) {
            if (!answer.getHeaders().containsKey(name.toLowerCase(Locale.ROOT))) {
                errors.add("The header " + name + " is missing");
            }
        }
        return errors;
    }

    private String responsePointer(String route, int status) {
        String pointer = operationPointer(route) + "/responses/" + status;
        JsonNode response = document.at(pointer);
        return response.has("$ref") ? response.get("$ref").asString().substring(1) : pointer;
    }

    private static String operationPointer(String route) {
        int space = route.indexOf(' ');
        return "/paths/"
                + escaped(route.substring(space + 1))
                + "/"
                + route.substring(0, space).toLowerCase(Locale.ROOT);
    }

    private JsonNode resolve(JsonNode schema) {
        return document.at(schema.get("$ref").asString().substring(1));
    }

    private static String escaped(String member) {
        return member.replace("~", "~0").replace("/", "~1");
    }
}
