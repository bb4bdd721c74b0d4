package dev.netstock.bench;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * One step of an order, with the attributes that net stock writes for it. Immutable.
 *
 * @param order the order's id
 * @param attempt the attempt's id
 * @param at when
 */
public record BareStep(String order, String attempt, Instant at) {
    /** The location of all stock of the benchmarks. */
    public static final String LOCATION = "east";

    /** As long as the digest of a request's contents. */
    public static final String CONTENTS = "c".repeat(43);

    private static final Duration HOLD = Duration.ofMinutes(15);
    private static final Duration RETENTION = Duration.ofDays(400);

    /** A step of this order at the current time. */
    public static BareStep of(String order) {
        return new BareStep(
                order, UUID.randomUUID().toString(), Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }

    /**
     * A line of an order.
     *
     * @param version the item's version after its take; 0 if unknown
     */
    public record Line(String sku, int units, long version) {
        AttributeValue attributes() {
            var line = new HashMap<String, AttributeValue>();
            line.put("sku", AttributeValue.fromS(sku));
            line.put("location", AttributeValue.fromS(LOCATION));
            line.put("units", number(units));
            if (version > 0) {
                line.put("version", number(version));
            }
            return AttributeValue.fromM(line);
        }
    }

    /** The key of an item. */
    public static Map<String, AttributeValue> item(String sku) {
        return Map.of("sku", AttributeValue.fromS(sku), "location", AttributeValue.fromS(LOCATION));
    }

    /** The first row: units are reserved. */
    public Map<String, AttributeValue> reserved(List<Line> lines) {
        var row = row("0001", "RESERVED", lines);
        row.put("contents", AttributeValue.fromS(CONTENTS));
        row.put("expiresAt", AttributeValue.fromS(at.plus(HOLD).toString()));
        return row;
    }

    /** The second row: units are given back. */
    public Map<String, AttributeValue> released(List<Line> lines) {
        return row("0002", "RELEASED", lines);
    }

    /** The second row: the payment has succeeded. */
    public Map<String, AttributeValue> confirmed() {
        return row("0002", "CONFIRMED", List.of());
    }

    Map<String, AttributeValue> takeValues(int units) {
        return values(
                units,
                Map.of(
                        "kind", AttributeValue.fromS("take"),
                        "order", AttributeValue.fromS(order),
                        "step", number(1),
                        "attempt", AttributeValue.fromS(attempt),
                        "units", number(-units)));
    }

    Map<String, AttributeValue> giveBackValues(int units) {
        return values(
                units,
                Map.of(
                        "kind", AttributeValue.fromS("give_back"),
                        "order", AttributeValue.fromS(order),
                        "attempt", AttributeValue.fromS(attempt),
                        "units", number(units)));
    }

    private Map<String, AttributeValue> values(int units, Map<String, AttributeValue> cause) {
        return Map.of(
                ":units", number(units),
                ":one", number(1),
                ":now", AttributeValue.fromS(at.toString()),
                ":cause", AttributeValue.fromM(cause));
    }

    private Map<String, AttributeValue> row(String step, String type, List<Line> lines) {
        var row = new HashMap<String, AttributeValue>();
        row.put("cause", AttributeValue.fromS("order#" + order));
        row.put("step", AttributeValue.fromS(step));
        row.put("type", AttributeValue.fromS(type));
        row.put("at", AttributeValue.fromS(at.toString()));
        row.put("who", AttributeValue.fromS("bench"));
        row.put("trace", AttributeValue.fromS("trace"));
        row.put("attempt", AttributeValue.fromS(attempt));
        row.put("retireAt", number(at.plus(RETENTION).getEpochSecond()));
        row.put("channel", AttributeValue.fromS("storefront"));
        if (!lines.isEmpty()) {
            row.put("lines", AttributeValue.fromL(lines.stream().map(Line::attributes).toList()));
        }
        return row;
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }
}
