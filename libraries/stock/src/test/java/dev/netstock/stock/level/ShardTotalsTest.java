package dev.netstock.stock.level;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.stock.ItemKey;
import dev.netstock.stock.dynamodb.DynamoLevels;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

class ShardTotalsTest {
    private final Shop shop = Shop.open();
    private final ShardTotals summing =
            new DynamoLevels(shop.tables().client(), shop.tables().names().netStock(), (_, _) -> {})
                    .shardTotals();

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void levels_ofOneItem_equalTheItem() {
        shop.supply("tape", "east", 5, 1);
        assertThat(levels("tape")).containsExactly(level("tape", 5, 1));
    }

    @Test
    void levels_ofAHotSku_areTheSumsOverItsShards() {
        spread("tape", 120);
        spread("glue", 3);
        assertThat(levels("tape", "glue"))
                .containsExactlyInAnyOrder(
                        level("tape", 120 * 10, sumTo(120)), level("glue", 3 * 10, sumTo(3)));
    }

    @Test
    void levels_ofItemsThatDoNotExist_areMissing() {
        assertThat(levels("nothing")).isEmpty();
    }

    /** Each shard has 10 units, and a version one greater than the one before. */
    private void spread(String sku, int shards) {
        shop.supply(sku, "east", 10, 1);
        String table = shop.tables().names().netStock();
        Map<String, AttributeValue> first =
                shop.tables().scan(table).stream()
                        .filter(item -> AttributeValue.fromS(sku).equals(item.get("sku")))
                        .findFirst()
                        .orElseThrow();
        IntStream.range(0, shards)
                .forEach(
                        shard -> {
                            var item = new HashMap<>(first);
                            if (shard == 0) {
                                item.put("shards", AttributeValue.fromN("" + shards));
                            } else {
                                item.put("sku", AttributeValue.fromS(sku + "#" + shard));
                                item.remove("shards");
                            }
                            item.put("version", AttributeValue.fromN("" + (shard + 1)));
                            shop.tables()
                                    .client()
                                    .putItem(request -> request.tableName(table).item(item));
                        });
    }

    private List<ItemLevel> levels(String... skus) {
        List<ItemKey> keys = List.of(skus).stream().map(sku -> Shop.item(sku, "east")).toList();
        return summing.levels(keys, Shop.call());
    }

    private static long sumTo(long last) {
        return last * (last + 1) / 2;
    }

    private static ItemLevel level(String sku, long available, long version) {
        ItemKey key = Shop.item(sku, "east");
        return new ItemLevel(key.sku(), key.location(), available, 0, version);
    }
}
