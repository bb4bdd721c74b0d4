package dev.netstock.projection.aws;

import static dev.netstock.platform.aws.Attributes.text;

import dev.netstock.platform.aws.DynamoFailures;
import dev.netstock.platform.call.CallListener;
import dev.netstock.projection.GenerationReader;
import dev.netstock.projection.Generations;
import dev.netstock.projection.GenerationsTable;
import dev.netstock.stock.dynamodb.DynamoNetStock;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

import java.util.Map;

/** The table {@code Projections}: one item for each projection. Thread-safe. */
public final class DynamoGenerations implements GenerationsTable {
    private final DynamoDbClient client;
    private final String table;

    public DynamoGenerations(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    /** How functions read the generations of one projection. */
    public GenerationReader reading(String projection, CallListener listener) {
        return new GenerationReader(
                projection, this, DynamoNetStock.retries(listener), System::nanoTime);
    }

    @Override
    public Generations read(String projection) {
        GetItemRequest request =
                GetItemRequest.builder()
                        .tableName(table)
                        .key(key(projection))
                        .consistentRead(true)
                        .build();
        GetItemResponse response = DynamoFailures.told(() -> client.getItem(request));
        return response.hasItem() ? GenerationsCodec.decode(response.item()) : Generations.FIRST;
    }

    @Override
    public boolean write(String projection, Generations next) {
        UpdateItemRequest request =
                GenerationsCodec.update(next).tableName(table).key(key(projection)).build();
        return DynamoFailures.told(
                () -> {
                    try {
                        client.updateItem(request);
                        return true;
                    } catch (ConditionalCheckFailedException _) {
                        return false;
                    }
                });
    }

    private static Map<String, AttributeValue> key(String projection) {
        return Map.of("projection", text(projection));
    }
}
