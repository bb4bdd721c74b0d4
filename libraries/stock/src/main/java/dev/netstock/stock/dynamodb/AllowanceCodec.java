package dev.netstock.stock.dynamodb;

import static dev.netstock.platform.aws.Attributes.number;
import static dev.netstock.platform.aws.Attributes.optionalNumber;
import static dev.netstock.platform.aws.Attributes.optionalText;
import static dev.netstock.platform.aws.Attributes.text;

import dev.netstock.stock.OrderId;
import dev.netstock.stock.Sku;
import dev.netstock.stock.limit.Allowance;
import dev.netstock.stock.limit.AllowanceChange;
import dev.netstock.stock.limit.AllowanceKey;
import dev.netstock.stock.limit.PurchaseLimit;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Rows of the table {@code Allowances}: partition key {@code allowance} (SKU, id of the limit and
 * hash of the customer, separated by {@code #}); {@code held}; {@code orders}, a set; and {@code
 * retireAt}, the table's time to live. Also limits as items have them, and what a delta did to
 * allowances.
 */
public final class AllowanceCodec {
    private AllowanceCodec() {}

    static Map<String, AttributeValue> key(AllowanceKey key) {
        return Map.of("allowance", text(key.text()));
    }

    static AllowanceKey key(Map<String, AttributeValue> row) {
        return AllowanceKey.parse(text(row, "allowance"));
    }

    /** Reads a row. */
    public static Allowance decode(Map<String, AttributeValue> row) {
        return new Allowance(
                key(row),
                number(row, "held"),
                Optional.ofNullable(row.get("orders"))
                        .map(AttributeValue::ss)
                        .orElse(List.of())
                        .stream()
                        .map(OrderId::new)
                        .collect(Collectors.toSet()));
    }

    static AttributeValue encode(PurchaseLimit limit) {
        var attributes = new HashMap<String, AttributeValue>();
        attributes.put("id", text(limit.id()));
        limit.perOrder().ifPresent(units -> attributes.put("perOrder", number(units)));
        limit.perCustomer().ifPresent(units -> attributes.put("perCustomer", number(units)));
        attributes.put("from", text(limit.from().toString()));
        limit.until().ifPresent(end -> attributes.put("until", text(end.toString())));
        attributes.put("key", text(limit.key()));
        attributes.put("setAt", text(limit.setAt().toString()));
        return AttributeValue.fromM(attributes);
    }

    /** The limit that an item or a channel holds; empty if the attribute is missing. */
    static Optional<PurchaseLimit> limitOf(Map<String, AttributeValue> row) {
        return Optional.ofNullable(row.get("purchaseLimit")).map(limit -> limit(limit.m()));
    }

    private static PurchaseLimit limit(Map<String, AttributeValue> attributes) {
        return new PurchaseLimit(
                text(attributes, "id"),
                optionalNumber(attributes, "perOrder"),
                optionalNumber(attributes, "perCustomer"),
                Instant.parse(text(attributes, "from")),
                optionalText(attributes, "until").map(Instant::parse),
                text(attributes, "key"),
                Instant.parse(text(attributes, "setAt")));
    }

    static AttributeValue encode(AllowanceChange change) {
        var attributes = new HashMap<String, AttributeValue>();
        attributes.put("sku", text(change.key().sku().value()));
        attributes.put("limit", text(change.key().limit()));
        attributes.put("customer", text(change.key().customer()));
        attributes.put("units", number(change.units()));
        attributes.put("max", number(change.max()));
        change.until().ifPresent(end -> attributes.put("until", text(end.toString())));
        if (change.isLast()) {
            attributes.put("last", AttributeValue.fromBool(true));
        }
        return AttributeValue.fromM(attributes);
    }

    static AllowanceChange change(Map<String, AttributeValue> attributes) {
        return new AllowanceChange(
                new AllowanceKey(
                        new Sku(text(attributes, "sku")),
                        text(attributes, "limit"),
                        text(attributes, "customer")),
                number(attributes, "units"),
                number(attributes, "max"),
                optionalText(attributes, "until").map(Instant::parse),
                attributes.containsKey("last"));
    }
}
