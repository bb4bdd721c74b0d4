package dev.netstock.stock.dynamodb;

import static dev.netstock.platform.aws.Attributes.number;
import static dev.netstock.platform.aws.Attributes.text;

import dev.netstock.stock.ItemKey;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.delta.DeltaLine;
import dev.netstock.stock.delta.Origin;
import dev.netstock.stock.table.LastChange;
import dev.netstock.stock.table.Layout;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The requests that move units between the items of a SKU and change its layout. */
final class MoveRequests {
    private static final String STAMP =
            "#version = #version + :one, changedAt = :now, cause = :cause";

    /** An item that does not exist yet starts at 0. */
    private static final String STAMP_OR_BEGIN =
            "reserved = if_not_exists(reserved, :zero), "
                    + "#version = if_not_exists(#version, :zero) + :one, "
                    + "changedAt = :now, cause = :cause";

    private static final String GO = "SET available = available + :units, " + STAMP;
    private static final String COME =
            "SET available = if_not_exists(available, :zero) + :units, " + STAMP_OR_BEGIN;
    private static final String STAY =
            "SET available = if_not_exists(available, :zero), " + STAMP_OR_BEGIN;
    private static final String LAYOUT = "SET shards = :shards, openShards = :open, " + STAMP;
    private static final Map<String, String> VERSION = Map.of("#version", "version");

    private final String netStock;

    MoveRequests(String netStock) {
        this.netStock = netStock;
    }

    /** One action per line. */
    List<TransactWriteItem> lines(Delta delta) {
        return delta.lines().stream()
                .map(
                        line ->
                                TransactWriteItem.builder()
                                        .update(update(line, delta.origin()))
                                        .build())
                .toList();
    }

    Update update(DeltaLine line, Origin origin) {
        var change =
                new LastChange(
                        LastChange.Kind.MOVE, Optional.empty(), 0, origin.attempt(), line.units());
        Map<String, AttributeValue> values = values(change, origin.at());
        values.put(":units", number(line.units()));
        return line.units() < 0 ? go(line, values) : come(line, values);
    }

    private Update go(DeltaLine line, Map<String, AttributeValue> values) {
        values.put(":gone", number(-line.units()));
        return update(line.item(), GO, "available >= :gone", values);
    }

    private Update come(DeltaLine line, Map<String, AttributeValue> values) {
        values.put(":zero", number(0));
        return update(
                line.item(),
                COME,
                line.item().shard() == 0
                        ? "attribute_exists(sku)"
                        : "attribute_not_exists(closing)",
                values);
    }

    private Update update(
            ItemKey item, String expression, String condition, Map<String, AttributeValue> values) {
        return Update.builder()
                .tableName(netStock)
                .key(StockItemCodec.key(item))
                .updateExpression(expression)
                .conditionExpression(condition)
                .expressionAttributeNames(VERSION)
                .expressionAttributeValues(values)
                .build();
    }

    UpdateItemRequest setLayout(
            ItemKey item, Layout expected, Layout next, LastChange change, Instant now) {
        Map<String, AttributeValue> values = values(change, now);
        var conditions = new ArrayList<String>();
        String expression = item.shard() == 0 ? LAYOUT : STAY;
        if (item.shard() == 0) {
            conditions.addAll(firstItem(expected, next, values));
            conditions.add(poolsAs(expected, values));
            if (!next.pools().equals(expected.pools())) {
                values.put(":pools", StockItemCodec.encode(next.pools()));
                expression += ", pools = :pools";
            }
            if (!next.buffers().equals(expected.buffers())) {
                values.put(":buffers", StockItemCodec.encode(next.buffers()));
                values.put(":expectedBuffers", StockItemCodec.encode(expected.buffers()));
                conditions.add(as("buffers", expected.buffers().isEmpty(), ":expectedBuffers"));
                expression += ", buffers = :buffers";
            }
            if (!next.rules().equals(expected.rules())) {
                values.put(":rules", StockItemCodec.encodeRules(next.rules()));
                values.put(":expectedRules", StockItemCodec.encodeRules(expected.rules()));
                conditions.add(as("poolRules", expected.rules().isEmpty(), ":expectedRules"));
                expression += ", poolRules = :rules";
            }
            conditions.add(limitAs(expected, values));
            if (!next.limit().equals(expected.limit())) {
                values.put(":limit", AllowanceCodec.encode(next.limit().orElseThrow()));
                expression += ", purchaseLimit = :limit";
            }
        } else {
            values.put(":zero", number(0));
        }
        conditions.add(closingAs(expected, values));
        return UpdateItemRequest.builder()
                .tableName(netStock)
                .key(StockItemCodec.key(item))
                .updateExpression(expression + closing(next, values))
                .conditionExpression(String.join(" AND ", conditions))
                .expressionAttributeNames(VERSION)
                .expressionAttributeValues(values)
                .returnValues(ReturnValue.ALL_NEW)
                .build();
    }

    private static List<String> firstItem(
            Layout expected, Layout next, Map<String, AttributeValue> values) {
        values.put(":shards", number(next.shards()));
        values.put(":open", number(next.openShards()));
        values.put(":expectedShards", number(expected.shards()));
        values.put(":expectedOpen", number(expected.openShards()));
        var conditions = new ArrayList<String>();
        conditions.add("shards = :expectedShards");
        conditions.add(
                expected.openShards() == 1
                        ? "(attribute_not_exists(openShards) OR openShards = :expectedOpen)"
                        : "openShards = :expectedOpen");
        if (expected.isClosing() && !next.isClosing()) {
            values.put(":zero", number(0));
            conditions.add("available >= :zero");
        }
        return conditions;
    }

    private static String as(String attribute, boolean orMissing, String value) {
        String isEqual = attribute + " = " + value;
        return orMissing ? "(attribute_not_exists(" + attribute + ") OR " + isEqual + ")" : isEqual;
    }

    private static String poolsAs(Layout expected, Map<String, AttributeValue> values) {
        if (expected.pools().isEmpty()) {
            return "attribute_not_exists(pools)";
        }
        values.put(":expectedPools", StockItemCodec.encode(expected.pools()));
        return "pools = :expectedPools";
    }

    private static String limitAs(Layout expected, Map<String, AttributeValue> values) {
        if (expected.limit().isEmpty()) {
            return "attribute_not_exists(purchaseLimit)";
        }
        values.put(":expectedLimit", AllowanceCodec.encode(expected.limit().get()));
        return "purchaseLimit = :expectedLimit";
    }

    private static String closingAs(Layout expected, Map<String, AttributeValue> values) {
        expected.closing().ifPresent(id -> values.put(":expectedClosing", text(id)));
        return expected.isClosing()
                ? "closing = :expectedClosing"
                : "attribute_not_exists(closing)";
    }

    private static String closing(Layout next, Map<String, AttributeValue> values) {
        next.closing().ifPresent(id -> values.put(":closing", text(id)));
        return next.isClosing() ? ", closing = :closing" : " REMOVE closing";
    }

    private static Map<String, AttributeValue> values(LastChange change, Instant now) {
        return new HashMap<>(
                Map.of(
                        ":one", number(1),
                        ":now", text(now.toString()),
                        ":cause", StockItemCodec.encode(change)));
    }
}
