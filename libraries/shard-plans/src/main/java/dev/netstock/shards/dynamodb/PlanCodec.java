package dev.netstock.shards.dynamodb;

import static dev.netstock.platform.aws.Attributes.number;
import static dev.netstock.platform.aws.Attributes.optionalNumber;
import static dev.netstock.platform.aws.Attributes.optionalText;
import static dev.netstock.platform.aws.Attributes.text;

import dev.netstock.shards.plan.ShardPlan;
import dev.netstock.shards.plan.ShardTarget;
import dev.netstock.shards.plan.WriteCount;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Rows of the table {@code Shards}, partition key {@code sku}, sort key {@code location}: {@code
 * shards}, {@code changedAt}, {@code neededAt} and {@code version}; the target {@code pinned} (if
 * there is one), {@code settingsVersion} and {@code atLeast}; the last count, {@code seenWrites}
 * and {@code seenAt}; and {@code restingSince}, if the SKU is at rest.
 */
public final class PlanCodec {
    private PlanCodec() {}

    public static Map<String, AttributeValue> key(ItemKey item) {
        return Map.of("sku", text(item.sku().value()), "location", text(item.location().value()));
    }

    public static ItemKey item(Map<String, AttributeValue> row) {
        return ItemKey.of(new Sku(text(row, "sku")), new Location(text(row, "location")));
    }

    public static Map<String, AttributeValue> encode(ShardPlan plan) {
        var row = new HashMap<>(key(plan.item()));
        row.put("shards", number(plan.shards()));
        row.put("changedAt", text(plan.changedAt().toString()));
        row.put("neededAt", text(plan.neededAt().toString()));
        row.put("version", number(plan.version()));
        plan.target().pinned().ifPresent(shards -> row.put("pinned", number(shards)));
        row.put("settingsVersion", number(plan.target().settingsVersion()));
        row.put("atLeast", number(plan.target().atLeast()));
        plan.lastCount()
                .ifPresent(
                        count -> {
                            row.put("seenWrites", number(count.writes()));
                            row.put("seenAt", text(count.at().toString()));
                        });
        plan.restingSince().ifPresent(since -> row.put("restingSince", text(since.toString())));
        return row;
    }

    public static ShardPlan decode(Map<String, AttributeValue> row) {
        return new ShardPlan(
                item(row),
                new ShardTarget(
                        optionalNumber(row, "pinned").map(Long::intValue),
                        number(row, "settingsVersion"),
                        (int) number(row, "atLeast")),
                (int) number(row, "shards"),
                Instant.parse(text(row, "changedAt")),
                Instant.parse(text(row, "neededAt")),
                optionalNumber(row, "seenWrites")
                        .map(writes -> new WriteCount(writes, Instant.parse(text(row, "seenAt")))),
                optionalText(row, "restingSince").map(Instant::parse),
                number(row, "version"));
    }
}
