package dev.netstock.stock.dynamodb;

import static dev.netstock.platform.aws.Attributes.number;
import static dev.netstock.platform.aws.Attributes.optionalNumber;
import static dev.netstock.platform.aws.Attributes.text;

import dev.netstock.platform.aws.Attributes;
import dev.netstock.stock.CancellationId;
import dev.netstock.stock.Channel;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;
import dev.netstock.stock.TransferId;
import dev.netstock.stock.delta.Cause;
import dev.netstock.stock.delta.Change;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.delta.DeltaLine;
import dev.netstock.stock.delta.Origin;
import dev.netstock.stock.delta.ShippedLine;
import dev.netstock.stock.table.StockTables.DeltaKey;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Rows of the table {@code StockDeltas}: partition key {@code cause}, sort key {@code step}; {@code
 * type}, {@code lines}, {@code channel}, {@code at}, {@code who}, {@code trace}, {@code attempt};
 * {@code allowances}, if the step changed any; the fields of the type; and {@code retireAt}, the
 * table's time to live.
 */
public final class DeltaCodec {
    /**
     * Rows expire long after they are archived, and after the last moment at which an order can be
     * cancelled.
     */
    public static final Duration RETENTION = Duration.ofDays(400);

    private DeltaCodec() {}

    /** Reads a row, or an image of the table's stream. */
    public static Delta decode(Map<String, AttributeValue> row) {
        return new Delta(
                Cause.parse(text(row, "cause")),
                text(row, "step"),
                change(row),
                Attributes.optionalText(row, "channel").map(Channel::new),
                new Origin(
                        Instant.parse(text(row, "at")),
                        text(row, "who"),
                        text(row, "trace"),
                        text(row, "attempt")),
                maps(row, "allowances").stream().map(AllowanceCodec::change).toList());
    }

    /** The key of a row. */
    public static Map<String, AttributeValue> key(DeltaKey key) {
        return Map.of("cause", text(key.cause().key()), "step", text(key.step()));
    }

    /** Reads the key of a row. */
    public static DeltaKey deltaKey(Map<String, AttributeValue> row) {
        return new DeltaKey(Cause.parse(text(row, "cause")), text(row, "step"));
    }

    /** A row of the table. */
    public static Map<String, AttributeValue> encode(Delta delta) {
        var row = new HashMap<>(key(DeltaKey.of(delta)));
        Origin origin = delta.origin();
        row.put("type", text(delta.change().type()));
        row.put("at", text(origin.at().toString()));
        row.put("who", text(origin.who()));
        row.put("trace", text(origin.traceId()));
        row.put("attempt", text(origin.attempt()));
        row.put("retireAt", number(origin.at().plus(RETENTION).getEpochSecond()));
        delta.channel().ifPresent(channel -> row.put("channel", text(channel.value())));
        if (!delta.lines().isEmpty()) {
            row.put(
                    "lines",
                    AttributeValue.fromL(
                            delta.lines().stream()
                                    .map(line -> line(line, anywhere(delta.change())))
                                    .toList()));
        }
        if (!delta.allowances().isEmpty()) {
            row.put(
                    "allowances",
                    AttributeValue.fromL(
                            delta.allowances().stream().map(AllowanceCodec::encode).toList()));
        }
        addDetails(delta.change(), row);
        return row;
    }

    private static void addDetails(Change change, Map<String, AttributeValue> row) {
        switch (change) {
            case Change.Reserved reserved -> {
                row.put("expiresAt", text(reserved.expiresAt().toString()));
                row.put("contents", text(reserved.contents()));
            }
            case Change.Extended extended ->
                    row.put("expiresAt", text(extended.expiresAt().toString()));
            case Change.Transferred transferred -> {
                row.put("transferId", text(transferred.transferId().value()));
                row.put("contents", text(transferred.contents()));
            }
            case Change.Cancelled cancelled -> {
                row.put("cancellationId", text(cancelled.cancellationId().value()));
                row.put("contents", text(cancelled.contents()));
            }
            case Change.Shipped shipped ->
                    row.put(
                            "shipped",
                            AttributeValue.fromL(
                                    shipped.shipped().stream().map(DeltaCodec::shipped).toList()));
            case Change.SupplyChanged changed -> {
                row.put("supply", number(changed.supply()));
                row.put("ledgerVersion", number(changed.ledgerVersion()));
            }
            case Change.Corrected corrected -> {
                row.put("reserved", number(corrected.reserved()));
                row.put("supply", number(corrected.supply()));
                row.put("report", text(corrected.report()));
            }
            case Change.Reconciled reconciled -> {
                row.put("found", number(reconciled.found()));
                row.put("repaired", number(reconciled.repaired()));
                row.put("report", text(reconciled.report()));
            }
            case Change.Confirmed _,
                    Change.Released _,
                    Change.Expired _,
                    Change.Abandoned _,
                    Change.Undone _,
                    Change.Moved _ -> {}
        }
    }

    private static Change change(Map<String, AttributeValue> row) {
        List<DeltaLine> lines = lines(row);
        String type = text(row, "type");
        return switch (type) {
            case "RESERVED" ->
                    new Change.Reserved(
                            lines,
                            Instant.parse(text(row, "expiresAt")),
                            text(row, "contents"),
                            anywhere(row));
            case "CONFIRMED" -> new Change.Confirmed(lines);
            case "RELEASED" -> new Change.Released(lines);
            case "EXPIRED" -> new Change.Expired(lines);
            case "EXTENDED" -> new Change.Extended(Instant.parse(text(row, "expiresAt")));
            case "TRANSFERRED" ->
                    new Change.Transferred(
                            lines, new TransferId(text(row, "transferId")), text(row, "contents"));
            case "CANCELLED" ->
                    new Change.Cancelled(
                            lines,
                            new CancellationId(text(row, "cancellationId")),
                            text(row, "contents"));
            case "SHIPPED" -> new Change.Shipped(shipped(row));
            case "ABANDONED" -> new Change.Abandoned();
            case "UNDO" -> new Change.Undone(lines.getFirst());
            case "SUPPLY" ->
                    new Change.SupplyChanged(
                            lines.getFirst(), number(row, "supply"), number(row, "ledgerVersion"));
            case "CORRECTED" ->
                    new Change.Corrected(
                            lines.getFirst(),
                            number(row, "reserved"),
                            number(row, "supply"),
                            text(row, "report"));
            case "RECONCILED" ->
                    new Change.Reconciled(
                            number(row, "found"), number(row, "repaired"), text(row, "report"));
            case "MOVED" -> new Change.Moved(lines);
            default -> throw new IllegalArgumentException("Not a type of delta: " + type);
        };
    }

    private static Map<ItemKey, Long> anywhere(Change change) {
        return change instanceof Change.Reserved reserved ? reserved.anywhere() : Map.of();
    }

    private static AttributeValue line(DeltaLine line, Map<ItemKey, Long> anywhere) {
        var attributes = new HashMap<String, AttributeValue>();
        attributes.put("sku", text(line.item().sku().value()));
        attributes.put("location", text(line.item().location().value()));
        attributes.put("units", number(line.units()));
        if (line.item().shard() > 0) {
            attributes.put("shard", number(line.item().shard()));
        }
        if (line.version() > 0) {
            attributes.put("version", number(line.version()));
        }
        Optional.ofNullable(anywhere.get(line.item()))
                .ifPresent(units -> attributes.put("anywhere", number(units)));
        return AttributeValue.fromM(attributes);
    }

    private static AttributeValue shipped(ShippedLine line) {
        return AttributeValue.fromM(
                Map.of(
                        "sku", text(line.sku().value()),
                        "location", text(line.location().value()),
                        "units", number(line.units())));
    }

    private static List<ShippedLine> shipped(Map<String, AttributeValue> row) {
        return maps(row, "shipped").stream()
                .map(
                        line ->
                                new ShippedLine(
                                        new Sku(text(line, "sku")),
                                        new Location(text(line, "location")),
                                        number(line, "units")))
                .toList();
    }

    private static List<DeltaLine> lines(Map<String, AttributeValue> row) {
        return maps(row, "lines").stream()
                .map(
                        line ->
                                new DeltaLine(
                                        item(line),
                                        number(line, "units"),
                                        optionalNumber(line, "version").orElse(0L)))
                .toList();
    }

    private static List<Map<String, AttributeValue>> maps(
            Map<String, AttributeValue> row, String name) {
        return Optional.ofNullable(row.get(name)).map(AttributeValue::l).orElse(List.of()).stream()
                .map(AttributeValue::m)
                .toList();
    }

    private static Map<ItemKey, Long> anywhere(Map<String, AttributeValue> row) {
        return maps(row, "lines").stream()
                .filter(line -> line.containsKey("anywhere"))
                .collect(Collectors.toMap(DeltaCodec::item, line -> number(line, "anywhere")));
    }

    private static ItemKey item(Map<String, AttributeValue> line) {
        return new ItemKey(
                new Sku(text(line, "sku")),
                new Location(text(line, "location")),
                optionalNumber(line, "shard").orElse(0L).intValue());
    }
}
