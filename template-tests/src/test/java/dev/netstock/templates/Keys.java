package dev.netstock.templates;

import static java.util.stream.Collectors.joining;

/** The key of a table, in words. */
final class Keys {
    private Keys() {}

    /** The attributes of the key with their roles: {@code sku HASH, location RANGE}. */
    static String of(Resource table) {
        return Resource.elements(table.property("KeySchema"))
                .map(key -> key.path("AttributeName").asText() + " " + key.path("KeyType").asText())
                .collect(joining(", "));
    }
}
