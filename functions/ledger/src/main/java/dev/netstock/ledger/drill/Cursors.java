package dev.netstock.ledger.drill;

import static dev.netstock.platform.aws.Attributes.text;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Keys of tables as text: names and values, separated by spaces, which no key contains. */
final class Cursors {
    private Cursors() {}

    static String write(Map<String, AttributeValue> key) {
        return new TreeMap<>(key)
                .entrySet().stream()
                        .map(it -> it.getKey() + " " + it.getValue().s())
                        .collect(Collectors.joining(" "));
    }

    static Map<String, AttributeValue> parse(String cursor) {
        String[] parts = cursor.split(" ", 4);
        if (parts.length != 4) {
            throw new IllegalArgumentException("Not a cursor of this step");
        }
        return Map.of(parts[0], text(parts[1]), parts[2], text(parts[3]));
    }
}
