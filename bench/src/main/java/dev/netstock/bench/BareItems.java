package dev.netstock.bench;

import static java.util.Objects.requireNonNull;

import dev.netstock.bench.BareStep.Line;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.List;
import java.util.Map;

/** Reads the responses of bare requests; all attributes are present. */
public final class BareItems {
    private BareItems() {}

    public static long number(Map<String, AttributeValue> item, String name) {
        return Long.parseLong(attribute(item, name).n());
    }

    /** The lines of an order's first row, with their units to give back. */
    public static List<Line> undoing(Map<String, AttributeValue> reservedRow) {
        return attribute(reservedRow, "lines").l().stream()
                .map(AttributeValue::m)
                .map(line -> new Line(attribute(line, "sku").s(), (int) -number(line, "units"), 0))
                .toList();
    }

    private static AttributeValue attribute(Map<String, AttributeValue> item, String name) {
        return requireNonNull(item.get(name), name);
    }
}
