package dev.netstock.stock.dynamodb;

import static dev.netstock.platform.aws.Attributes.map;
import static dev.netstock.platform.aws.Attributes.number;
import static dev.netstock.platform.aws.Attributes.optionalNumber;
import static dev.netstock.platform.aws.Attributes.optionalText;
import static dev.netstock.platform.aws.Attributes.text;

import dev.netstock.stock.Channel;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Location;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.Sku;
import dev.netstock.stock.delta.Cause;
import dev.netstock.stock.delta.Change;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.delta.DeltaLine;
import dev.netstock.stock.delta.Origin;
import dev.netstock.stock.event.ItemChange;
import dev.netstock.stock.table.LastChange;
import dev.netstock.stock.table.Layout;
import dev.netstock.stock.table.PoolRule;
import dev.netstock.stock.table.StockItem;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Items of the table {@code NetStock}: partition key {@code sku} (with {@code #n} behind it for
 * shard n ≥ 1), sort key {@code location}; numbers {@code available}, {@code reserved}, {@code
 * version}; {@code changedAt}; {@code cause}, the last change; and on the first item {@code
 * supply}, {@code ledgerVersion}, {@code shards}, {@code openShards} (1 if it is missing), {@code
 * pools} (the number of each channel's pool, if there are any), {@code buffers} and {@code
 * categoryBuffers} (units by channel) and {@code poolRules} ({@code own} or {@code spill} by
 * channel), if there are any, {@code purchaseLimit} (if there ever was one) and {@code
 * supplyChange}, from which the delta row of the last supply can be written again; and while it
 * lasts {@code closing}.
 */
public final class StockItemCodec {
    private static final String OWN_ONLY = "own";
    private static final String SPILLOVER = "spill";

    private StockItemCodec() {}

    /** The key as the table has it. */
    static Map<String, AttributeValue> key(ItemKey key) {
        return Map.of("sku", text(partition(key)), "location", text(key.location().value()));
    }

    static ItemKey itemKey(Map<String, AttributeValue> item) {
        String partition = text(item, "sku");
        int hash = partition.indexOf('#');
        var location = new Location(text(item, "location"));
        return hash < 0
                ? ItemKey.of(new Sku(partition), location)
                : new ItemKey(
                        new Sku(partition.substring(0, hash)),
                        location,
                        Integer.parseInt(partition.substring(hash + 1)));
    }

    /** Reads an item, or an image of the table's stream. */
    public static StockItem decode(Map<String, AttributeValue> item) {
        ItemKey key = itemKey(item);
        return new StockItem(
                key,
                number(item, "available"),
                number(item, "reserved"),
                number(item, "version"),
                layout(item),
                lastChange(map(item, "cause")),
                supply(key, item));
    }

    /**
     * Reads a change of an item from a record of the table's stream.
     *
     * @param before the old image; empty if there was none
     * @param after the new image
     */
    public static ItemChange change(
            Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
        return new ItemChange(
                before.isEmpty() ? Optional.empty() : Optional.of(decode(before)),
                decode(after),
                Instant.parse(text(after, "changedAt")));
    }

    static AttributeValue encode(LastChange change) {
        var cause = new HashMap<String, AttributeValue>();
        cause.put("kind", text(change.kind().name().toLowerCase(Locale.ROOT)));
        cause.put("attempt", text(change.attempt()));
        cause.put("units", number(change.units()));
        change.order().ifPresent(order -> cause.put("order", text(order.value())));
        if (change.step() > 0) {
            cause.put("step", number(change.step()));
        }
        return AttributeValue.fromM(cause);
    }

    static AttributeValue supplyChange(Delta delta) {
        Origin origin = delta.origin();
        return AttributeValue.fromM(
                Map.of(
                        "units", number(delta.lines().getFirst().units()),
                        "at", text(origin.at().toString()),
                        "who", text(origin.who()),
                        "trace", text(origin.traceId()),
                        "attempt", text(origin.attempt())));
    }

    private static Layout layout(Map<String, AttributeValue> item) {
        int shards = optionalNumber(item, "shards").orElse(0L).intValue();
        int open = optionalNumber(item, "openShards").orElse(Math.min(1L, shards)).intValue();
        return new Layout(
                shards,
                open,
                optionalText(item, "closing"),
                pools(item),
                PlaceCodec.buffers(item, "buffers"),
                PlaceCodec.buffers(item, "categoryBuffers"),
                rules(item),
                AllowanceCodec.limitOf(item));
    }

    private static Map<Channel, Integer> pools(Map<String, AttributeValue> item) {
        var pools = new HashMap<Channel, Integer>();
        Optional.ofNullable(item.get("pools"))
                .map(AttributeValue::m)
                .orElse(Map.of())
                .forEach(
                        (channel, number) ->
                                pools.put(new Channel(channel), Integer.parseInt(number.n())));
        return pools;
    }

    static AttributeValue encode(Map<Channel, Integer> pools) {
        var map = new HashMap<String, AttributeValue>();
        pools.forEach((channel, number) -> map.put(channel.value(), number(number)));
        return AttributeValue.fromM(map);
    }

    private static Map<Channel, PoolRule> rules(Map<String, AttributeValue> item) {
        var rules = new HashMap<Channel, PoolRule>();
        Optional.ofNullable(item.get("poolRules"))
                .map(AttributeValue::m)
                .orElse(Map.of())
                .forEach((channel, rule) -> rules.put(new Channel(channel), rule(rule.s())));
        return rules;
    }

    static AttributeValue encodeRules(Map<Channel, PoolRule> rules) {
        var map = new HashMap<String, AttributeValue>();
        rules.forEach((channel, rule) -> map.put(channel.value(), text(ruleText(rule))));
        return AttributeValue.fromM(map);
    }

    static String ruleText(PoolRule rule) {
        return switch (rule) {
            case OWN_ONLY -> OWN_ONLY;
            case SPILLOVER -> SPILLOVER;
        };
    }

    private static PoolRule rule(String text) {
        return switch (text) {
            case OWN_ONLY -> PoolRule.OWN_ONLY;
            case SPILLOVER -> PoolRule.SPILLOVER;
            default -> throw new IllegalArgumentException("Unknown rule of a pool: " + text);
        };
    }

    private static String partition(ItemKey key) {
        return key.shard() == 0 ? key.sku().value() : key.sku() + "#" + key.shard();
    }

    private static LastChange lastChange(Map<String, AttributeValue> cause) {
        return new LastChange(
                LastChange.Kind.valueOf(text(cause, "kind").toUpperCase(Locale.ROOT)),
                optionalText(cause, "order").map(OrderId::new),
                optionalNumber(cause, "step").orElse(0L).intValue(),
                text(cause, "attempt"),
                number(cause, "units"));
    }

    private static Optional<StockItem.Supply> supply(
            ItemKey key, Map<String, AttributeValue> item) {
        return optionalNumber(item, "ledgerVersion")
                .map(
                        version -> {
                            long supply = number(item, "supply");
                            return new StockItem.Supply(
                                    supply,
                                    version,
                                    delta(key, supply, version, map(item, "supplyChange")));
                        });
    }

    private static Delta delta(
            ItemKey key, long supply, long ledgerVersion, Map<String, AttributeValue> change) {
        return new Delta(
                Cause.supplyOf(key.sku(), key.location()),
                Delta.ledgerStepKey(ledgerVersion),
                new Change.SupplyChanged(
                        DeltaLine.giveBack(key, number(change, "units")), supply, ledgerVersion),
                Optional.empty(),
                new Origin(
                        Instant.parse(text(change, "at")),
                        text(change, "who"),
                        text(change, "trace"),
                        text(change, "attempt")));
    }
}
