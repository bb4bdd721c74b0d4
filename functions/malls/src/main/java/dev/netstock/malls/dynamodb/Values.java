package dev.netstock.malls.dynamodb;

import static dev.netstock.platform.aws.Attributes.number;
import static dev.netstock.platform.aws.Attributes.text;

import dev.netstock.stock.Sku;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Values that several kinds of rows have. Times are ISO 8601 with all their digits. */
final class Values {
    private Values() {}

    static AttributeValue time(Instant time) {
        return text(time.toString());
    }

    static Instant time(Map<String, AttributeValue> row, String name) {
        return Instant.parse(text(row, name));
    }

    static AttributeValue flag(boolean value) {
        return AttributeValue.fromBool(value);
    }

    static boolean flag(Map<String, AttributeValue> row, String name) {
        return Optional.ofNullable(row.get(name)).map(AttributeValue::bool).orElse(false);
    }

    static AttributeValue units(Map<Sku, Long> units) {
        var values = new HashMap<String, AttributeValue>();
        units.forEach((sku, some) -> values.put(sku.value(), number(some)));
        return AttributeValue.fromM(values);
    }

    static Map<Sku, Long> units(Map<String, AttributeValue> row, String name) {
        var units = new TreeMap<Sku, Long>();
        Optional.ofNullable(row.get(name))
                .map(AttributeValue::m)
                .orElse(Map.of())
                .forEach((sku, some) -> units.put(new Sku(sku), Long.parseLong(some.n())));
        return units;
    }

    static <T> AttributeValue list(
            List<T> values, Function<T, Map<String, AttributeValue>> encode) {
        return AttributeValue.fromL(
                values.stream().map(encode).map(AttributeValue::fromM).toList());
    }

    static <T> List<T> list(
            Map<String, AttributeValue> row,
            String name,
            Function<Map<String, AttributeValue>, T> decode) {
        return Optional.ofNullable(row.get(name)).map(AttributeValue::l).orElse(List.of()).stream()
                .map(AttributeValue::m)
                .map(decode)
                .toList();
    }

    /** An optional part of a row. */
    static <T> Optional<T> part(
            Map<String, AttributeValue> row,
            String name,
            Function<Map<String, AttributeValue>, T> decode) {
        return Optional.ofNullable(row.get(name)).map(AttributeValue::m).map(decode);
    }
}
