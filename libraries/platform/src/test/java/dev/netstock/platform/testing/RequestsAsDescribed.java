package dev.netstock.platform.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.platform.json.FieldFormat;
import dev.netstock.platform.testing.ApiDescription.Parameter;
import dev.netstock.platform.testing.SchemaEdges.Edge;
import dev.netstock.platform.testing.Schemas.Place;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compares what a function accepts and rejects with {@code docs/openapi.yaml}: every parameter and
 * body member is sent at each of its limits, one beyond it, in other formats, and not at all, and
 * the function must agree with the schema. Any addition, change or removal on one side alone fails
 * the test, without a list to maintain: the values come from the description, and the words that
 * code might read from its class files.
 *
 * <p>A test of a function extends this class and defines how its function is called.
 */
public abstract class RequestsAsDescribed {
    /** The API description. */
    protected static final ApiDescription API = ApiDescription.read();

    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** As many unknown members as fit into one response with all their errors. */
    private static final int WORDS_AT_ONCE = 90;

    /** A valid call of each route, with all of its parameters; bodies are the description's. */
    protected abstract Stream<HttpCall> calls();

    /** Calls the function. */
    protected abstract Reply send(HttpCall call);

    /** The handler, in whose folder all code of the function is. */
    protected abstract Class<?> handler();

    /**
     * The function's interpretation of a call, so that equivalent calls can be recognized. Needed
     * for calls with defaults.
     */
    protected String meaning(HttpCall call) {
        JsonNode body = send(call).body();
        if (body instanceof ObjectNode object) {
            object.remove("asOf");
        }
        return body.toString();
    }

    /**
     * The error messages for rules that a schema cannot express; the description states them as
     * text.
     */
    protected Set<String> beyondSchemas() {
        return Set.of();
    }

    @Test
    void calls_areOfEveryRouteInTheFunctionsCode() {
        Set<String> routes =
                Words.textsOfPackage(handler()).stream()
                        .filter(text -> text.matches("[A-Z]+ /v1/.+"))
                        .collect(Collectors.toSet());
        assertThat(calls().map(HttpCall::route).collect(Collectors.toSet())).isEqualTo(routes);
        assertThat(API.routes()).containsAll(routes);
    }

    /**
     * The function accepts what is described, rejects everything else with pointers, and responds
     * as described.
     */
    @TestFactory
    Stream<DynamicTest> requests_atEachLimit_areTakenOrRefusedAsDescribed() {
        return calls().map(
                        call ->
                                DynamicTest.dynamicTest(
                                        call.route(),
                                        () -> {
                                            Agreement agreement =
                                                    new Agreement(API.schemas(), beyondSchemas());
                                            parameters(call, agreement);
                                            bodies(call, agreement);
                                            agreement.require();
                                        }));
    }

    /** The code reads no word that is missing in the description. */
    @TestFactory
    Stream<DynamicTest> requests_withWordsOfTheCode_areRefusedUnlessTheyAreDescribed() {
        return calls().map(
                        call ->
                                DynamicTest.dynamicTest(
                                        call.route(),
                                        () -> {
                                            requireOthersRefusedInQuery(call);
                                            requireOthersRefusedInBody(call);
                                        }));
    }

    /** An omitted value has the described default. */
    @TestFactory
    Stream<DynamicTest> requests_withoutWhatHasADefault_meanTheDefault() {
        return calls().map(
                        call ->
                                DynamicTest.dynamicTest(
                                        call.route(),
                                        () -> {
                                            requireDefaultsOfQuery(call);
                                            requireDefaultsOfBody(call);
                                        }));
    }

    @TestFactory
    Stream<DynamicTest> bodies_ofTheDescribedSize_areReadAndLargerOnesAreNot() {
        return calls().map(
                        call ->
                                DynamicTest.dynamicTest(
                                        call.route(),
                                        () -> {
                                            int max = API.bodyBytesMax(call.route());
                                            assertThat(send(call.body(" ".repeat(max))).status())
                                                    .isNotEqualTo(413);
                                            assertThat(
                                                            send(call.body(" ".repeat(max + 1)))
                                                                    .status())
                                                    .isEqualTo(413);
                                        }));
    }

    private void parameters(HttpCall bare, Agreement agreement) {
        HttpCall call =
                API.body(bare.route())
                        .map(schema -> withBody(bare, examples(schema).getFirst()))
                        .orElse(bare);
        String more = call.query().isEmpty() ? "" : call.query() + "&";
        agreement.add(
                "a parameter that is not described",
                false,
                messages(call.query(more + "notDescribed=1")));
        agreement.add(call.toString(), true, messages(call));
        SchemaEdges edges = edges();
        for (Parameter parameter : API.parameters(call.route())) {
            JsonNode valid = value(parameter, call);
            for (Edge edge : edges.of(parameter.schema(), valid)) {
                List<String> texts = texts(edge.value());
                if (!texts.isEmpty()) {
                    HttpCall other = with(call, parameter, texts);
                    agreement.add(
                            parameter.in() + " " + parameter.name() + ": " + edge,
                            allows(parameter, value(parameter, other)),
                            messages(other));
                }
            }
            if (parameter.in().equals("query")) {
                agreement.add(
                        "without " + parameter.name(),
                        !parameter.isRequired(),
                        messages(with(call, parameter, List.of())));
                if (!isArray(parameter)) {
                    String text = texts(valid).getFirst();
                    agreement.add(
                            parameter.name() + " twice",
                            false,
                            messages(with(call, parameter, List.of(text, text))));
                }
            }
        }
    }

    private void bodies(HttpCall call, Agreement agreement) {
        API.body(call.route())
                .ifPresent(
                        schema -> {
                            agreement.add(
                                    "without a body",
                                    !API.needsBody(call.route()),
                                    messages(call.body("")));
                            examples(schema)
                                    .forEach(example -> bodies(call, schema, example, agreement));
                        });
    }

    private void bodies(HttpCall call, Place schema, JsonNode example, Agreement agreement) {
        agreement.add(example.toString(), true, messages(withBody(call, example)));
        for (Edge edge : edges().of(schema, example)) {
            agreement.add(
                    edge,
                    API.schemas().faults(schema, edge.value().toString()).isEmpty(),
                    messages(withBody(call, edge.value())));
        }
    }

    /** The errors of a call; empty if the function accepts it, regardless of the outcome. */
    private List<String> messages(HttpCall call) {
        Reply reply = send(call);
        assertThat(API.faults(call.route(), reply.answer())).as(call.toString()).isEmpty();
        assertThat(reply.status()).as(call.toString()).isLessThan(500);
        return reply.status() == 400
                ? reply.body()
                        .get("errors")
                        .valueStream()
                        .map(error -> error.get("message").asString())
                        .toList()
                : List.of();
    }

    private SchemaEdges edges() {
        return new SchemaEdges(API.schemas(), Words.beside(handler()));
    }

    private static List<JsonNode> examples(Place schema) {
        List<JsonNode> examples = new ArrayList<>();
        for (Place place : API.schemas().applied(schema)) {
            examples.addAll(API.schemas().node(place).path("examples").values());
            if (!examples.isEmpty()) {
                return examples;
            }
        }
        return List.of(JSON.objectNode());
    }

    private void requireOthersRefusedInQuery(HttpCall call) {
        Set<String> described =
                API.parameters(call.route()).stream()
                        .filter(parameter -> parameter.in().equals("query"))
                        .map(Parameter::name)
                        .collect(Collectors.toSet());
        for (List<String> words : others(described)) {
            String more = words.stream().map(word -> word + "=1").collect(Collectors.joining("&"));
            Reply reply =
                    send(call.query(call.query().isEmpty() ? more : call.query() + "&" + more));
            assertThat(errors(reply)).containsAll(errors(words, "query:/", "parameter"));
        }
    }

    private void requireOthersRefusedInBody(HttpCall call) {
        if (API.body(call.route()).isEmpty()) {
            return;
        }
        Place schema = API.body(call.route()).get();
        for (JsonNode example : examples(schema)) {
            requireOthersRefused(call, schema, example, example, "");
        }
    }

    private void requireOthersRefused(
            HttpCall call, Place schema, JsonNode whole, JsonNode value, String pointer) {
        List<Place> applied = API.schemas().applied(schema);
        if (value instanceof ObjectNode object) {
            Map<String, Place> properties = edges().properties(applied);
            for (List<String> words : others(properties.keySet())) {
                JsonNode with = whole.deepCopy();
                words.forEach(word -> ((ObjectNode) with.at(pointer)).putNull(word));
                assertThat(errors(send(withBody(call, with))))
                        .containsAll(errors(words, pointer + "/", "member"));
            }
            properties.forEach(
                    (name, its) ->
                            requireOthersRefused(
                                    call, its, whole, object.path(name), pointer + "/" + name));
        } else if (value.isArray() && !value.isEmpty()) {
            for (Place place : applied) {
                if (API.schemas().node(place).path("items").propertyNames().size() > 0) {
                    requireOthersRefused(
                            call, place.child("items"), whole, value.get(0), pointer + "/0");
                }
            }
        }
    }

    private void requireDefaultsOfQuery(HttpCall call) {
        for (Parameter parameter : API.parameters(call.route())) {
            JsonNode schema = API.schemas().node(parameter.schema());
            if (schema.has("default")) {
                String standard = meaning(with(call, parameter, List.of()));
                List<String> explicit = texts(schema.get("default"));
                assertThat(meaning(with(call, parameter, explicit)))
                        .as(parameter.name())
                        .isEqualTo(standard);
                assertThat(meaning(with(call, parameter, texts(other(schema)))))
                        .as(parameter.name())
                        .isNotEqualTo(standard);
            }
        }
    }

    private void requireDefaultsOfBody(HttpCall call) {
        if (API.body(call.route()).isEmpty()) {
            return;
        }
        Place schema = API.body(call.route()).get();
        Set<String> open = new TreeSet<>();
        Set<String> held = new TreeSet<>();
        for (JsonNode example : examples(schema)) {
            requireDefaults(call, schema, example, "", open, held);
        }
        open.removeAll(held);
        assertThat(open).as("No example of the description may leave these out").isEmpty();
    }

    private void requireDefaults(
            HttpCall call,
            Place schema,
            JsonNode whole,
            String pointer,
            Set<String> open,
            Set<String> held) {
        edges().properties(API.schemas().applied(schema))
                .forEach(
                        (name, its) -> {
                            JsonNode node = API.schemas().node(its);
                            String member = pointer + "/" + name;
                            if (whole.at(pointer) instanceof ObjectNode && node.has("default")) {
                                open.add(member);
                                JsonNode without = with(whole, pointer, name, null);
                                JsonNode explicit = with(whole, pointer, name, node.get("default"));
                                JsonNode other = with(whole, pointer, name, other(node));
                                if (areDescribed(call, List.of(without, explicit, other))) {
                                    held.add(member);
                                    String standard = meaning(withBody(call, without));
                                    assertThat(meaning(withBody(call, explicit)))
                                            .as(member)
                                            .isEqualTo(standard);
                                    assertThat(meaning(withBody(call, other)))
                                            .as(member)
                                            .isNotEqualTo(standard);
                                }
                            }
                            requireDefaults(call, its, whole, member, open, held);
                        });
    }

    private static boolean areDescribed(HttpCall call, List<JsonNode> bodies) {
        return bodies.stream().allMatch(body -> API.allowsBody(call.route(), body.toString()));
    }

    private static JsonNode with(
            JsonNode whole, String pointer, String name, @Nullable JsonNode value) {
        JsonNode with = whole.deepCopy();
        ObjectNode object = (ObjectNode) with.at(pointer);
        object.remove(name);
        if (value != null) {
            object.set(name, value);
        }
        return with;
    }

    /** A valid value that is not the default. */
    private static JsonNode other(JsonNode schema) {
        JsonNode standard = schema.get("default");
        return schema.path("enum")
                .valueStream()
                .filter(one -> !one.equals(standard))
                .findFirst()
                .orElseGet(
                        () ->
                                schema.has("minimum")
                                        ? schema.get("minimum")
                                        : JSON.stringNode("other"));
    }

    private List<List<String>> others(Set<String> described) {
        List<String> words =
                Words.beside(handler(), FieldFormat.class).stream()
                        .filter(word -> !described.contains(word))
                        .toList();
        List<List<String>> chunks = new ArrayList<>();
        for (int i = 0; i < words.size(); i += WORDS_AT_ONCE) {
            chunks.add(words.subList(i, Math.min(words.size(), i + WORDS_AT_ONCE)));
        }
        return chunks;
    }

    private static Set<String> errors(List<String> words, String before, String what) {
        return words.stream()
                .map(word -> before + word + ": Unknown " + what + ".")
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> errors(Reply reply) {
        return reply.body()
                .path("errors")
                .valueStream()
                .map(it -> it.get("pointer").asString() + ": " + it.get("message").asString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static HttpCall withBody(HttpCall call, JsonNode body) {
        return new HttpCall(call.route(), call.path(), call.query(), body.toString());
    }

    private static boolean isArray(Parameter parameter) {
        return API.schemas().node(parameter.schema()).path("type").asString("").equals("array");
    }

    private static boolean allows(Parameter parameter, JsonNode value) {
        return API.schemas().faults(parameter.schema(), value.toString()).isEmpty();
    }

    /** A parameter's value as its schema types it: a number if it is written as one. */
    private static JsonNode value(Parameter parameter, HttpCall call) {
        if (parameter.in().equals("path")) {
            return JSON.stringNode(call.path().get(parameter.name()));
        }
        List<String> texts = query(call).getOrDefault(parameter.name(), List.of());
        if (isArray(parameter)) {
            var array = JSON.arrayNode();
            texts.forEach(array::add);
            return array;
        }
        String text = texts.isEmpty() ? "" : texts.getFirst();
        boolean isInteger =
                API.schemas().node(parameter.schema()).path("type").asString("").equals("integer");
        return isInteger && text.matches("-?[0-9]+")
                ? MAPPER.readTree(text)
                : JSON.stringNode(text);
    }

    /** A value as query texts; empty if it cannot be sent as such. */
    private static List<String> texts(JsonNode value) {
        if (value.isArray()) {
            return value.valueStream().allMatch(JsonNode::isString)
                    ? value.valueStream().map(JsonNode::asString).toList()
                    : List.of();
        }
        return value.isContainer() || value.isNull() ? List.of() : List.of(value.asString());
    }

    private static HttpCall with(HttpCall call, Parameter parameter, List<String> texts) {
        if (parameter.in().equals("path")) {
            return call.path(parameter.name(), texts.getFirst());
        }
        Map<String, List<String>> query = query(call);
        query.put(parameter.name(), texts);
        return call.query(
                query.entrySet().stream()
                        .flatMap(
                                entry ->
                                        entry.getValue().stream()
                                                .map(
                                                        text ->
                                                                entry.getKey()
                                                                        + "="
                                                                        + URLEncoder.encode(
                                                                                text,
                                                                                StandardCharsets
                                                                                        .UTF_8)))
                        .collect(Collectors.joining("&")));
    }

    private static Map<String, List<String>> query(HttpCall call) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        for (String pair : call.query().split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                query.computeIfAbsent(pair.substring(0, equals), _ -> new ArrayList<>())
                        .add(URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return query;
    }
}
