package dev.netstock.publishers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.stock.Sku;
import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.stock.sweep.OpenTake;
import dev.netstock.stock.testing.Shop;
import dev.netstock.watched.dynamodb.WatchedLocations;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An order that claimed its take of A, which replenishment watches. */
class DynamoWorkLookupTest {
    private final Shop shop = Shop.open();
    private final String replenishment =
            shop.tables().createMore("Replenishment", "sku", "location");

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void find_whenDynamoDbProcessesNothingAtFirst_findsAll() {
        shop.supply("A", "east", 5, 1);
        shop.reserve("o", Shop.line("A", "east", 1));
        OpenTake take = OpenTake.of(shop.stockOf("A", "east")).orElseThrow();
        watch();

        DynamoWorkLookup.Found found =
                lookup(new HesitantClient(shop.tables().client()))
                        .find(List.of(take), List.of(new Sku("A"), new Sku("B")), Shop.call());

        assertThat(found.isOpen(take)).isFalse();
        assertThat(found.isWatched(Shop.item("A", "east"))).isTrue();
        assertThat(found.isWatched(Shop.item("A", "west"))).isFalse();
        assertThat(found.isWatched(Shop.item("B", "east"))).isFalse();
    }

    private void watch() {
        Map<String, AttributeValue> row = new HashMap<>(WatchedLocations.key(new Sku("A")));
        row.put(
                WatchedLocations.LOCATIONS,
                AttributeValue.fromM(Map.of("east", AttributeValue.fromM(Map.of()))));
        shop.tables().client().putItem(request -> request.tableName(replenishment).item(row));
    }

    private DynamoWorkLookup lookup(DynamoDbClient client) {
        return new DynamoWorkLookup(
                client,
                shop.tables().names().stockDeltas(),
                replenishment,
                DynamoNetStock.retries((_, _) -> {}));
    }

    /** Leaves all keys of its first request unprocessed. DynamoDB Local never does. */
    private static final class HesitantClient implements DynamoDbClient {
        private final DynamoDbClient client;
        private boolean isReady;

        HesitantClient(DynamoDbClient client) {
            this.client = client;
        }

        @Override
        public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
            if (isReady) {
                return client.batchGetItem(request);
            }
            isReady = true;
            return BatchGetItemResponse.builder()
                    .responses(Map.of())
                    .unprocessedKeys(request.requestItems())
                    .build();
        }

        @Override
        public String serviceName() {
            return client.serviceName();
        }

        @Override
        public void close() {}
    }
}
