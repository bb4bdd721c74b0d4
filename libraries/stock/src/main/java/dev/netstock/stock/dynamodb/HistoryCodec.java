package dev.netstock.stock.dynamodb;

import static dev.netstock.platform.aws.Attributes.number;
import static dev.netstock.platform.aws.Attributes.optionalNumber;
import static dev.netstock.platform.aws.Attributes.text;

import dev.netstock.platform.aws.Attributes;
import dev.netstock.stock.Channel;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;
import dev.netstock.stock.delta.Cause;
import dev.netstock.stock.history.HistoryEntry;
import dev.netstock.stock.history.HistoryTable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;

/**
 * Rows of the table {@code StockHistory}: partition key {@code sku}, the generation and the SKU
 * with {@code #} between them; sort key {@code entry}, which begins with the time and names the
 * cause, step and item, so that the same change is the same row; {@code retireAt}, the time to
 * live.
 */
final class HistoryCodec {
    /** Always with milliseconds, so that keys sort by time. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private HistoryCodec() {}

    static String partitionKey(int generation, Sku sku) {
        return generation + "#" + sku;
    }

    static Map<String, AttributeValue> encode(int generation, HistoryEntry entry) {
        var row = new HashMap<String, AttributeValue>();
        row.put("sku", text(partitionKey(generation, entry.item().sku())));
        row.put("entry", text(key(entry)));
        row.put("at", text(entry.at().toString()));
        row.put("cause", text(entry.cause().key()));
        row.put("step", text(entry.step()));
        row.put("type", text(entry.type()));
        row.put("location", text(entry.item().location().value()));
        row.put("shard", number(entry.item().shard()));
        row.put("units", number(entry.units()));
        row.put("retireAt", number(entry.at().plus(HistoryTable.RETENTION).getEpochSecond()));
        if (entry.shipped() > 0) {
            row.put("shipped", number(entry.shipped()));
        }
        entry.channel().ifPresent(channel -> row.put("channel", text(channel.value())));
        return row;
    }

    static HistoryEntry decode(Map<String, AttributeValue> row) {
        return new HistoryEntry(
                Instant.parse(text(row, "at")),
                Cause.parse(text(row, "cause")),
                text(row, "step"),
                text(row, "type"),
                new ItemKey(
                        sku(text(row, "sku")),
                        new Location(text(row, "location")),
                        (int) number(row, "shard")),
                number(row, "units"),
                Attributes.optionalText(row, "channel").map(Channel::new),
                optionalNumber(row, "shipped").orElse(0L));
    }

    /** A SKU has no {@code #} in it. */
    private static Sku sku(String partitionKey) {
        return new Sku(partitionKey.substring(partitionKey.indexOf('#') + 1));
    }

    private static String key(HistoryEntry entry) {
        return String.join(
                "#",
                TIME.format(entry.at()),
                entry.cause().key(),
                entry.step(),
                entry.item().location().value(),
                Integer.toString(entry.item().shard()));
    }
}
