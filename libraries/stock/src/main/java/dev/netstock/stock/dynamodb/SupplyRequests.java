package dev.netstock.stock.dynamodb;

import static dev.netstock.platform.aws.Attributes.number;
import static dev.netstock.platform.aws.Attributes.text;

import dev.netstock.stock.delta.Change;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.delta.DeltaLine;
import dev.netstock.stock.table.LastChange;
import dev.netstock.stock.table.SupplyTerms;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

import java.util.Map;
import java.util.Optional;

/**
 * The request that sets an item's supply.
 *
 * @param netStock the table of items
 */
record SupplyRequests(String netStock) {
    private static final String SUPPLY =
            "supply = :supply, ledgerVersion = :ledgerVersion, supplyChange = :supplyChange";
    private static final String SUPPLY_FIRST =
            "SET available = :units, reserved = :zero, #version = :one, "
                    + "shards = :one, changedAt = :now, cause = :cause, "
                    + SUPPLY;
    private static final String SUPPLY_NEXT =
            "SET available = available + :units, " + StockRequests.STAMP + ", " + SUPPLY;

    UpdateItemRequest setSupply(
            Delta delta, long expectedLedgerVersion, Optional<String> closing, SupplyTerms terms) {
        boolean first = expectedLedgerVersion == 0;
        DeltaLine line = delta.lines().getFirst();
        Map<String, AttributeValue> values = supplyValues(delta, expectedLedgerVersion);
        terms.limit().ifPresent(it -> values.put(":limit", AllowanceCodec.encode(it)));
        terms.categoryBuffers()
                .ifPresent(it -> values.put(":categoryBuffers", PlaceCodec.encode(it)));
        return UpdateItemRequest.builder()
                .tableName(netStock)
                .key(StockItemCodec.key(line.item()))
                .updateExpression(
                        (first ? SUPPLY_FIRST : SUPPLY_NEXT)
                                + (terms.limit().isPresent() ? ", purchaseLimit = :limit" : "")
                                + (terms.categoryBuffers().isPresent()
                                        ? ", categoryBuffers = :categoryBuffers"
                                        : ""))
                .conditionExpression(
                        first
                                ? "attribute_not_exists(sku)"
                                : supplyCondition(line, closing, values))
                .expressionAttributeNames(StockRequests.VERSION)
                .expressionAttributeValues(values)
                .returnValues(ReturnValue.ALL_NEW)
                .build();
    }

    private static String supplyCondition(
            DeltaLine line, Optional<String> closing, Map<String, AttributeValue> values) {
        if (line.units() >= 0) {
            return "ledgerVersion = :expected";
        }
        values.put(":gone", number(-line.units()));
        closing.ifPresent(id -> values.put(":closing", text(id)));
        return "ledgerVersion = :expected AND (available >= :gone OR shards = :one"
                + (closing.isPresent() ? " OR closing = :closing)" : ")");
    }

    private static Map<String, AttributeValue> supplyValues(
            Delta delta, long expectedLedgerVersion) {
        var changed = (Change.SupplyChanged) delta.change();
        long units = changed.line().units();
        var change =
                new LastChange(
                        LastChange.Kind.SUPPLY,
                        Optional.empty(),
                        0,
                        delta.origin().attempt(),
                        units);
        Map<String, AttributeValue> values =
                StockRequests.values(units, change, delta.origin().at());
        values.put(":supply", number(changed.supply()));
        values.put(":ledgerVersion", number(changed.ledgerVersion()));
        values.put(":supplyChange", StockItemCodec.supplyChange(delta));
        if (expectedLedgerVersion == 0) {
            values.put(":zero", number(0));
        } else {
            values.put(":expected", number(expectedLedgerVersion));
        }
        return values;
    }
}
