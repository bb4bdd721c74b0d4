package dev.netstock.descriptions;

import dev.netstock.platform.testing.Schemas;
import dev.netstock.platform.testing.Schemas.Place;

import tools.jackson.databind.JsonNode;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which schemas of the OpenAPI document describe requests, and which answers. */
final class Reach {
    private static final List<String> SCHEMAS_INSIDE =
            List.of("items", "if", "then", "else", "not", "additionalProperties");
    private static final List<String> LISTS_INSIDE = List.of("allOf", "anyOf", "oneOf");

    private final Schemas schemas;
    private final Set<Place> reached = new LinkedHashSet<>();

    private Reach(Schemas schemas) {
        this.schemas = schemas;
    }

    static Set<Place> ofRequests(Schemas schemas) {
        return of(schemas, "requests");
    }

    static Set<Place> ofAnswers(Schemas schemas) {
        return of(schemas, "answers");
    }

    private static Set<Place> of(Schemas schemas, String side) {
        Reach reach = new Reach(schemas);
        Place paths = Repository.api("/paths");
        for (String path : schemas.node(paths).propertyNames()) {
            for (String method : schemas.node(paths.child(path)).propertyNames()) {
                reach.operation(paths.child(path).child(method), side);
            }
        }
        return reach.reached;
    }

    private void operation(Place operation, String side) {
        if (side.equals("answers")) {
            for (String status : schemas.node(operation.child("responses")).propertyNames()) {
                Place response = resolved(operation.child("responses").child(status));
                contents(response.child("content"));
                for (String header : schemas.node(response.child("headers")).propertyNames()) {
                    schema(response.child("headers").child(header).child("schema"));
                }
            }
            return;
        }
        // The parameters of a path stand beside its operations.
        Place parameters =
                operation.pointer().endsWith("/parameters")
                        ? operation
                        : operation.child("parameters");
        for (int i = 0; i < schemas.node(parameters).size(); i++) {
            schema(resolved(parameters.child(Integer.toString(i))).child("schema"));
        }
        contents(operation.child("requestBody").child("content"));
    }

    private void contents(Place content) {
        for (String type : schemas.node(content).propertyNames()) {
            schema(content.child(type).child("schema"));
        }
    }

    private Place resolved(Place place) {
        JsonNode node = schemas.node(place);
        return node.has("$ref") ? schemas.target(place, node.get("$ref").asString()) : place;
    }

    private void schema(Place place) {
        JsonNode node = schemas.node(place);
        if (!node.isObject() || !reached.add(place)) {
            return;
        }
        if (node.has("$ref")) {
            schema(schemas.target(place, node.get("$ref").asString()));
        }
        node.path("properties")
                .propertyNames()
                .forEach(name -> schema(place.child("properties").child(name)));
        SCHEMAS_INSIDE.forEach(name -> schema(place.child(name)));
        for (String list : LISTS_INSIDE) {
            for (int i = 0; i < node.path(list).size(); i++) {
                schema(place.child(list).child(Integer.toString(i)));
            }
        }
    }
}
