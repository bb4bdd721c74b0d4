package dev.netstock.platform.testing;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaContext;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.format.Format;

import tools.jackson.databind.JsonNode;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Documents of JSON Schema 2020-12 that refer to each other. Formats are asserted, {@code int64}
 * with them, so that a number without other limits has those of a {@code long}. Thread-safe.
 */
public final class Schemas {
    private static final Dialect DIALECT =
            Dialect.builder(Dialects.getDraft202012()).format(new Int64()).build();
    private static final SchemaRegistryConfig CONFIG =
            SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();

    private final Map<String, JsonNode> documents;
    private final SchemaRegistry registry;
    private final Map<Place, Schema> schemas = new ConcurrentHashMap<>();

    /**
     * @param documents by the URI under which they refer to each other
     */
    public Schemas(Map<String, JsonNode> documents) {
        this.documents = Map.copyOf(documents);
        Map<String, String> texts = new HashMap<>();
        documents.forEach((uri, document) -> texts.put(uri, document.toString()));
        this.registry =
                SchemaRegistry.withDialect(
                        DIALECT, builder -> builder.schemas(texts).schemaRegistryConfig(CONFIG));
    }

    /**
     * A part of a document.
     *
     * @param uri which document
     * @param pointer a JSON Pointer into it
     */
    public record Place(String uri, String pointer) {
        /** The part under a member of it. */
        public Place child(String member) {
            return new Place(uri, pointer + "/" + member.replace("~", "~0").replace("/", "~1"));
        }
    }

    /** The value at a place. */
    public JsonNode node(Place place) {
        return Objects.requireNonNull(documents.get(place.uri()), place::uri).at(place.pointer());
    }

    /** The target of a schema's reference, which may be relative. */
    public Place target(Place from, String reference) {
        int hash = reference.indexOf('#');
        String file = hash < 0 ? reference : reference.substring(0, hash);
        String pointer = hash < 0 ? "" : reference.substring(hash + 1);
        String folder = from.uri().substring(0, from.uri().lastIndexOf('/') + 1);
        return new Place(file.isEmpty() ? from.uri() : folder + file, pointer);
    }

    /** The schemas that apply to the same value: this one, and those that it references. */
    public List<Place> applied(Place place) {
        List<Place> all = new ArrayList<>();
        addApplied(place, all);
        return all;
    }

    /**
     * The schemas that apply to a value: of {@code then} and {@code else}, only the relevant one.
     */
    public List<Place> applied(List<Place> places, JsonNode value) {
        List<Place> all = new ArrayList<>();
        for (Place place : places) {
            for (Place one : applied(place)) {
                if (!all.contains(one) && isInForce(one, value)) {
                    all.add(one);
                }
            }
        }
        return all;
    }

    private boolean isInForce(Place place, JsonNode value) {
        String pointer = place.pointer();
        int last = pointer.lastIndexOf('/');
        String branch = last < 0 ? "" : pointer.substring(last + 1);
        if (!branch.equals("then") && !branch.equals("else")) {
            return true;
        }
        Place condition = new Place(place.uri(), pointer.substring(0, last) + "/if");
        return faults(condition, value.toString()).isEmpty() == branch.equals("then");
    }

    private void addApplied(Place place, List<Place> all) {
        if (all.contains(place) || !node(place).isObject()) {
            return;
        }
        all.add(place);
        JsonNode schema = node(place);
        if (schema.has("$ref")) {
            addApplied(target(place, schema.get("$ref").asString()), all);
        }
        for (String member : List.of("allOf", "anyOf", "oneOf")) {
            for (int i = 0; i < schema.path(member).size(); i++) {
                addApplied(place.child(member).child(Integer.toString(i)), all);
            }
        }
        for (String member : List.of("if", "then", "else")) {
            addApplied(place.child(member), all);
        }
    }

    /** The deviations of a value from the schema; empty if there are none. */
    public List<String> faults(Place place, String json) {
        return schemas
                .computeIfAbsent(
                        place,
                        it -> registry.getSchema(SchemaLocation.of(it.uri() + "#" + it.pointer())))
                .validate(json, InputFormat.JSON)
                .stream()
                .map(Object::toString)
                .toList();
    }

    /** The format of OpenAPI's registry: a number of 64 bits, signed. */
    private static final class Int64 implements Format {
        private static final BigDecimal MIN = BigDecimal.valueOf(Long.MIN_VALUE);
        private static final BigDecimal MAX = BigDecimal.valueOf(Long.MAX_VALUE);

        @Override
        public String getName() {
            return "int64";
        }

        @Override
        public boolean matches(ExecutionContext execution, SchemaContext context, JsonNode value) {
            return !value.isNumber()
                    || (value.decimalValue().compareTo(MIN) >= 0
                            && value.decimalValue().compareTo(MAX) <= 0);
        }
    }
}
