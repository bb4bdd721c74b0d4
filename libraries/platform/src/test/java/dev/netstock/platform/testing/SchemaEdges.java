package dev.netstock.platform.testing;

import dev.netstock.platform.testing.Schemas.Place;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Creates, from a valid value and its schema, the values at each limit of the schema and one beyond
 * it: each differs from the valid value in one place. Limits that the schema lacks are tried at
 * common values, so that a limit that exists only in code is found too.
 *
 * @param schemas the documents
 * @param words texts in the code: each is tried where a schema lists texts
 */
public record SchemaEdges(Schemas schemas, Set<String> words) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<Integer> LENGTHS =
            List.of(0, 1, 2, 16, 31, 32, 33, 63, 64, 65, 127, 128, 129, 1_025);
    private static final List<String> FAR_CHARACTERS =
            List.of(
                    "\u0000", "\u001f", "\u007f", "\u0085", "\u00a0", "é", "Ａ", "日", "\u2028",
                    "😀");
    private static final List<String> TIMES =
            List.of(
                    "2026-11-21T02:03:00Z",
                    "2026-11-21T02:03:00.000Z",
                    "2026-11-21T02:03:01Z",
                    "2026-11-21T02:03:00.123456789Z",
                    "2026-11-21T11:03:00+09:00",
                    "2126-11-21T02:03:00Z",
                    "2026-11-21",
                    "2026-11-21T02:03:00",
                    "2026-11-21 02:03:00Z",
                    "2026-13-21T02:03:00Z",
                    "2026-02-29T02:03:00Z",
                    "2026-11-21T25:03:00Z",
                    "1795226584567");
    private static final List<String> DATES =
            List.of(
                    "2026-11-21",
                    "2028-02-29",
                    "2026-02-29",
                    "2026-13-01",
                    "2026-1-1",
                    "20261121",
                    "2026-11-21Z",
                    "2026-11-21T02:03:00Z");

    public SchemaEdges {
        words = Set.copyOf(words);
    }

    /**
     * A value that differs from a valid one in one place.
     *
     * @param pointer where
     * @param what how
     * @param value the whole value
     * @param local the new value at that place with its schema; null if something is missing or was
     *     added
     */
    public record Edge(String pointer, String what, JsonNode value, Local local) {
        @Override
        public String toString() {
            return (pointer.isEmpty() ? "the whole" : pointer) + " " + what;
        }
    }

    /** A part of a value, and its schema. */
    public record Local(Place schema, JsonNode value) {
        static final Local NONE = new Local(new Place("", ""), JSON.missingNode());

        /** A key by which the same edge is found again. */
        public String key() {
            String text = value.toString();
            return schema.uri()
                    + "#"
                    + schema.pointer()
                    + " "
                    + (text.length() > 80 ? text.length() + " characters" : text);
        }
    }

    /** All edges. */
    public List<Edge> of(Place schema, JsonNode valid) {
        List<Edge> edges = new ArrayList<>();
        walk(List.of(schema), valid, "", UnaryOperator.identity(), edges);
        return edges;
    }

    private void walk(
            List<Place> described,
            JsonNode value,
            String pointer,
            UnaryOperator<JsonNode> whole,
            List<Edge> edges) {
        List<Place> applied = schemas.applied(described, value);
        for (JsonNode candidate : candidates(applied, value)) {
            edges.add(
                    new Edge(
                            pointer,
                            "= " + shortened(candidate),
                            whole.apply(candidate),
                            new Local(described.getFirst(), candidate)));
        }
        if (value instanceof ObjectNode object) {
            walkMembers(applied, object, pointer, whole, edges);
        }
        if (value instanceof ArrayNode array) {
            walkElements(applied, array, pointer, whole, edges);
        }
    }

    private void walkMembers(
            List<Place> applied,
            ObjectNode object,
            String pointer,
            UnaryOperator<JsonNode> whole,
            List<Edge> edges) {
        edges.add(
                new Edge(
                        pointer,
                        "with a member that is not described",
                        whole.apply(object.deepCopy().put("notDescribed", 1)),
                        Local.NONE));
        members(applied)
                .forEach(
                        (name, its) -> {
                            ObjectNode without = object.deepCopy();
                            without.remove(name);
                            JsonNode child =
                                    object.has(name) ? object.get(name) : sample(its.getFirst());
                            edges.add(
                                    new Edge(
                                            pointer + "/" + name,
                                            "is missing",
                                            whole.apply(without),
                                            Local.NONE));
                            walk(
                                    its,
                                    child,
                                    pointer + "/" + name,
                                    other -> {
                                        ObjectNode with = object.deepCopy();
                                        with.set(name, other);
                                        return whole.apply(with);
                                    },
                                    edges);
                        });
    }

    private void walkElements(
            List<Place> applied,
            ArrayNode array,
            String pointer,
            UnaryOperator<JsonNode> whole,
            List<Edge> edges) {
        for (Place place : applied) {
            if (schemas.node(place).path("items").isObject()) {
                Place items = place.child("items");
                JsonNode first = array.isEmpty() ? sample(items) : array.get(0);
                walk(
                        List.of(items),
                        first,
                        pointer + "/0",
                        other -> {
                            ArrayNode with = JSON.arrayNode().add(other);
                            array.valueStream().skip(1).forEach(with::add);
                            return whole.apply(with);
                        },
                        edges);
            }
        }
    }

    /** Every member that is described, and by which schema: the most general one. */
    public Map<String, Place> properties(List<Place> applied) {
        Map<String, Place> properties = new LinkedHashMap<>();
        members(applied).forEach((name, its) -> properties.put(name, its.getFirst()));
        return properties;
    }

    /** Every member that is described, and by which schemas. */
    private Map<String, List<Place>> members(List<Place> applied) {
        Map<String, List<Place>> members = new LinkedHashMap<>();
        for (Place place : applied) {
            for (String name : schemas.node(place).path("properties").propertyNames()) {
                members.computeIfAbsent(name, _ -> new ArrayList<>())
                        .add(place.child("properties").child(name));
            }
        }
        return members;
    }

    private Set<JsonNode> candidates(List<Place> applied, JsonNode value) {
        Set<JsonNode> all = new LinkedHashSet<>();
        all.add(JSON.nullNode());
        all.add(JSON.booleanNode(true));
        all.add(JSON.numberNode(0));
        all.add(JSON.numberNode(new BigDecimal("1.5")));
        all.add(JSON.stringNode(""));
        all.add(JSON.stringNode("a"));
        all.add(JSON.arrayNode());
        all.add(JSON.objectNode());
        boolean isNumber = false;
        boolean isText = false;
        for (Place place : applied) {
            JsonNode schema = schemas.node(place);
            String type = schema.path("type").asString("");
            isNumber |= type.equals("integer");
            isText |= type.equals("string");
            addListed(schema, all);
            if (schema.has("minItems") || schema.has("maxItems")) {
                addSizes(schema, value, place, all);
            }
        }
        if (isNumber) {
            addNumbers(applied, all);
        }
        if (isText) {
            addTexts(applied, value, all);
        }
        return all;
    }

    private void addListed(JsonNode schema, Set<JsonNode> all) {
        List<JsonNode> listed = new ArrayList<>(List.copyOf(schema.path("enum").values()));
        if (schema.has("const")) {
            listed.add(schema.get("const"));
        }
        for (JsonNode one : listed) {
            all.add(one);
            if (one.isString()) {
                all.add(JSON.stringNode(one.asString().toUpperCase(Locale.ROOT)));
                all.add(JSON.stringNode(one.asString().toLowerCase(Locale.ROOT)));
                all.add(JSON.stringNode(one.asString() + " "));
            }
        }
        if (!listed.isEmpty()) {
            words.forEach(word -> all.add(JSON.stringNode(word)));
        }
    }

    private void addNumbers(List<Place> applied, Set<JsonNode> all) {
        Set<BigInteger> limits = new LinkedHashSet<>();
        limits.add(BigInteger.valueOf(Long.MIN_VALUE));
        limits.add(BigInteger.valueOf(Long.MAX_VALUE));
        limits.add(BigInteger.valueOf(Integer.MAX_VALUE));
        for (Place place : applied) {
            for (String keyword : List.of("minimum", "maximum")) {
                JsonNode limit = schemas.node(place).path(keyword);
                if (limit.isNumber()) {
                    limits.add(limit.bigIntegerValue());
                }
            }
        }
        for (BigInteger limit : limits) {
            all.add(JSON.numberNode(limit));
            all.add(JSON.numberNode(limit.subtract(BigInteger.ONE)));
            all.add(JSON.numberNode(limit.add(BigInteger.ONE)));
            all.add(JSON.stringNode(limit.toString()));
            // The validator itself fails over longer ones.
            if (limit.bitLength() < 32) {
                all.add(JSON.numberNode(new BigDecimal(limit + ".0")));
                all.add(JSON.numberNode(new BigDecimal(limit + ".5")));
            }
        }
        all.add(JSON.numberNode(-1));
    }

    private void addTexts(List<Place> applied, JsonNode value, Set<JsonNode> all) {
        if (applied.stream().anyMatch(place -> schemas.node(place).has("enum"))) {
            return;
        }
        String text = value.isString() ? value.asString() : "a";
        for (Place place : applied) {
            switch (schemas.node(place).path("format").asString("")) {
                case "date-time" -> TIMES.forEach(time -> all.add(JSON.stringNode(time)));
                case "date" -> DATES.forEach(date -> all.add(JSON.stringNode(date)));
                default -> {}
            }
        }
        LENGTHS.forEach(length -> all.add(JSON.stringNode("a".repeat(length))));
        IntStream.rangeClosed(' ', '~')
                .mapToObj(Character::toString)
                .forEach(character -> all.add(JSON.stringNode("a" + character)));
        FAR_CHARACTERS.forEach(character -> all.add(JSON.stringNode("a" + character)));
        for (String around : List.of(" ", "\n", "\t")) {
            all.add(JSON.stringNode(text + around));
            all.add(JSON.stringNode(around + text));
        }
    }

    private void addSizes(JsonNode schema, JsonNode value, Place place, Set<JsonNode> all) {
        if (!(value instanceof ArrayNode array)) {
            return;
        }
        Place items = place.child("items");
        JsonNode element = array.isEmpty() ? sample(items) : array.get(0);
        for (String keyword : List.of("minItems", "maxItems")) {
            if (schema.has(keyword)) {
                int limit = schema.get(keyword).asInt();
                for (int size = Math.max(0, limit - 1); size <= limit + 1; size++) {
                    ArrayNode sized = JSON.arrayNode();
                    IntStream.range(0, size).forEach(i -> sized.add(numbered(items, element, i)));
                    all.add(sized);
                }
            }
        }
    }

    /** A copy with other names, because some names must be unique. */
    private JsonNode numbered(Place schema, JsonNode element, int number) {
        if (number > 0 && element.isString()) {
            JsonNode other = JSON.stringNode(element.asString() + "-" + number);
            return schemas.faults(schema, other.toString()).isEmpty() ? other : element;
        }
        if (element instanceof ObjectNode object) {
            ObjectNode other = object.deepCopy();
            properties(schemas.applied(schema))
                    .forEach(
                            (name, its) -> {
                                if (object.has(name)) {
                                    other.set(name, numbered(its, object.get(name), number));
                                }
                            });
            return other;
        }
        return element;
    }

    /** A valid value, by the schema's examples where it has some. */
    public JsonNode sample(Place schema) {
        List<Place> applied = schemas.applied(schema);
        for (Place place : applied) {
            JsonNode node = schemas.node(place);
            for (JsonNode listed :
                    List.of(
                            node.path("const"),
                            node.path("examples").path(0),
                            node.path("default"),
                            node.path("enum").path(0),
                            node.path("minimum"))) {
                if (!listed.isMissingNode()
                        && schemas.faults(schema, listed.toString()).isEmpty()) {
                    return listed;
                }
            }
        }
        for (Place place : applied) {
            JsonNode node = schemas.node(place);
            switch (node.path("type").asString("")) {
                case "integer" -> {
                    return JSON.numberNode(1);
                }
                case "boolean" -> {
                    return JSON.booleanNode(true);
                }
                case "array" -> {
                    return JSON.arrayNode();
                }
                case "object" -> {
                    ObjectNode object = JSON.objectNode();
                    Set<String> required =
                            node.path("required")
                                    .valueStream()
                                    .map(JsonNode::asString)
                                    .collect(Collectors.toSet());
                    properties(applied)
                            .forEach(
                                    (name, its) -> {
                                        if (required.contains(name)) {
                                            object.set(name, sample(its));
                                        }
                                    });
                    return object;
                }
                case "string" -> {
                    return JSON.stringNode(
                            switch (node.path("format").asString("")) {
                                case "date-time" -> "2126-11-21T02:03:00Z";
                                case "date" -> "2026-11-21";
                                default -> "a1";
                            });
                }
                default -> {}
            }
        }
        return JsonMapper.shared().readTree("{}");
    }

    private static String shortened(JsonNode value) {
        String text = value.toString();
        return text.length() <= 80
                ? text
                : "%s… (%d characters)".formatted(text.substring(0, 40), text.length());
    }
}
