package dev.netstock.replenishment.dynamodb;

import static dev.netstock.platform.aws.Attributes.number;
import static dev.netstock.platform.aws.Attributes.text;

import dev.netstock.events.EventData.ReplenishmentRequested;
import dev.netstock.replenishment.request.ReplenishmentRequest;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;

/**
 * Rows of the table {@code ReplenishmentRequests}: partition key {@code day}; sort key {@code
 * request}, which begins with the time and names the item and its episode, so that the same request
 * is the same row; {@code retireAt}, the time to live.
 */
final class RequestCodec {
    private static final Duration RETENTION = Duration.ofDays(400);

    /** Always with milliseconds, so that keys sort by time. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private RequestCodec() {}

    static Map<String, AttributeValue> encode(ReplenishmentRequest request) {
        ReplenishmentRequested asked = request.asked();
        var row = new HashMap<String, AttributeValue>();
        row.put("day", text(request.day().toString()));
        row.put("request", text(key(request)));
        row.put("at", text(request.at().toString()));
        row.put("requestId", text(asked.requestId()));
        row.put("sku", text(asked.sku()));
        row.put("location", text(asked.location()));
        row.put("episode", number(asked.episode()));
        row.put("quantity", number(asked.quantity()));
        row.put("available", number(asked.available()));
        row.put("orderUpTo", number(asked.orderUpTo()));
        row.put("urgent", AttributeValue.fromBool(asked.urgent()));
        row.put("retireAt", number(request.at().plus(RETENTION).getEpochSecond()));
        return row;
    }

    static ReplenishmentRequest decode(Map<String, AttributeValue> row) {
        return new ReplenishmentRequest(
                Instant.parse(text(row, "at")),
                new ReplenishmentRequested(
                        text(row, "requestId"),
                        text(row, "sku"),
                        text(row, "location"),
                        number(row, "episode"),
                        number(row, "quantity"),
                        number(row, "available"),
                        number(row, "orderUpTo"),
                        Boolean.TRUE.equals(
                                row.getOrDefault("urgent", AttributeValue.fromBool(false))
                                        .bool())));
    }

    private static String key(ReplenishmentRequest request) {
        return String.join(
                "#",
                TIME.format(request.at()),
                request.asked().sku(),
                request.asked().location(),
                Long.toString(request.asked().episode()));
    }
}
