package dev.netstock.platform.aws;

import static dev.netstock.platform.aws.Attributes.number;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

import java.util.Map;

/** Puts of whole rows, each of which stands only on a condition. */
public final class ConditionalPuts {
    private static final String VERSION = "version";

    private ConditionalPuts() {}

    /**
     * Puts a row whose attribute {@code version} grows by one with each change.
     *
     * @param version its version now: 1 if it is new
     * @return false if another change came first; nothing happened then
     */
    public static boolean putNext(
            DynamoDbClient client, String table, Map<String, AttributeValue> row, long version) {
        var put =
                PutItemRequest.builder()
                        .tableName(table)
                        .item(row)
                        .expressionAttributeNames(Map.of("#version", VERSION));
        return stands(
                client,
                version == 1
                        ? put.conditionExpression("attribute_not_exists(#version)").build()
                        : put.conditionExpression("#version = :before")
                                .expressionAttributeValues(Map.of(":before", number(version - 1)))
                                .build());
    }

    /** Whether the condition held. */
    public static boolean stands(DynamoDbClient client, PutItemRequest put) {
        return DynamoFailures.told(
                () -> {
                    try {
                        client.putItem(put);
                        return true;
                    } catch (ConditionalCheckFailedException _) {
                        return false;
                    }
                });
    }
}
