package dev.netstock.platform.aws;

import static dev.netstock.platform.aws.Attributes.number;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

import java.util.Map;

/** Conditional puts and deletions of whole rows. */
public final class ConditionalPuts {
    private static final String VERSION = "version";

    private ConditionalPuts() {}

    /**
     * Puts a row whose attribute {@code version} increases by one with each change.
     *
     * @param version the version of this row: 1 if it is new
     * @return whether it was written; false if another change came first
     */
    public static boolean putNext(
            DynamoDbClient client, String table, Map<String, AttributeValue> row, long version) {
        var put =
                PutItemRequest.builder()
                        .tableName(table)
                        .item(row)
                        .expressionAttributeNames(Map.of("#version", VERSION));
        return put(
                client,
                version == 1
                        ? put.conditionExpression("attribute_not_exists(#version)").build()
                        : put.conditionExpression("#version = :before")
                                .expressionAttributeValues(Map.of(":before", number(version - 1)))
                                .build());
    }

    /** Deletes a row of this version, and returns whether it had that version. */
    public static boolean delete(
            DynamoDbClient client, String table, Map<String, AttributeValue> key, long version) {
        return DynamoFailures.translate(
                () -> {
                    try {
                        client.deleteItem(
                                it ->
                                        it.tableName(table)
                                                .key(key)
                                                .conditionExpression("#version = :version")
                                                .expressionAttributeNames(
                                                        Map.of("#version", VERSION))
                                                .expressionAttributeValues(
                                                        Map.of(":version", number(version))));
                        return true;
                    } catch (ConditionalCheckFailedException _) {
                        return false;
                    }
                });
    }

    /** Puts a row, and returns whether its condition was met. */
    public static boolean put(DynamoDbClient client, PutItemRequest put) {
        return DynamoFailures.translate(
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
