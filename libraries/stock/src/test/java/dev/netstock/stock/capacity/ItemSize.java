package dev.netstock.stock.capacity;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The size of items in bytes, as DynamoDB calculates it: names and values, numbers by their
 * significant digits, 3 bytes for a list or map and 1 for each of its elements.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html">DynamoDB
 *     item sizes and formats</a>
 */
public final class ItemSize {
    private static final int NESTED = 3;

    private ItemSize() {}

    public static long of(Map<String, AttributeValue> item) {
        return item.entrySet().stream()
                .mapToLong(attribute -> text(attribute.getKey()) + of(attribute.getValue()))
                .sum();
    }

    private static long of(AttributeValue value) {
        return switch (value.type()) {
            case S -> text(value.s());
            case N -> number(value.n());
            case B -> value.b().asByteArrayUnsafe().length;
            case BOOL, NUL -> 1;
            case SS -> value.ss().stream().mapToLong(ItemSize::text).sum();
            case NS -> value.ns().stream().mapToLong(ItemSize::number).sum();
            case BS ->
                    value.bs().stream().mapToLong(bytes -> bytes.asByteArrayUnsafe().length).sum();
            case L -> NESTED + value.l().stream().mapToLong(element -> 1 + of(element)).sum();
            case M -> NESTED + value.m().size() + of(value.m());
            case UNKNOWN_TO_SDK_VERSION ->
                    throw new IllegalArgumentException("Unknown attribute type");
        };
    }

    private static long text(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** About one byte for two significant digits, plus one. */
    private static long number(String number) {
        long digits = new BigDecimal(number).stripTrailingZeros().precision();
        return (digits + 1) / 2 + 1;
    }
}
