package dev.netstock.platform.aws;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Creates and reads attribute values of DynamoDB items. Reading fails with an error that names the
 * attribute.
 */
public final class Attributes {
    private Attributes() {}

    public static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    public static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    public static String text(Map<String, AttributeValue> item, String name) {
        return optionalText(item, name).orElseThrow(() -> missing(name));
    }

    public static Optional<String> optionalText(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name)).map(AttributeValue::s);
    }

    public static long number(Map<String, AttributeValue> item, String name) {
        return optionalNumber(item, name).orElseThrow(() -> missing(name));
    }

    public static Optional<Long> optionalNumber(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name)).map(AttributeValue::n).map(Long::valueOf);
    }

    public static Map<String, AttributeValue> map(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        if (value == null || !value.hasM()) {
            throw missing(name);
        }
        return value.m();
    }

    /** A copy of the item with one more attribute. */
    public static Map<String, AttributeValue> with(
            Map<String, AttributeValue> item, String name, AttributeValue value) {
        var copy = new HashMap<>(item);
        copy.put(name, value);
        return copy;
    }

    private static IllegalArgumentException missing(String name) {
        return new IllegalArgumentException(
                "The item has no attribute of the expected type named " + name);
    }
}
