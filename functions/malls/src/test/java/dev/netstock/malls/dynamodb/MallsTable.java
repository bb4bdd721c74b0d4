package dev.netstock.malls.dynamodb;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import java.util.stream.Stream;

/** The table {@code Malls} in DynamoDB Local. */
public final class MallsTable {
    private MallsTable() {}

    public static void create(DynamoDbClient client, String table) {
        client.createTable(
                request ->
                        request.tableName(table)
                                .billingMode(BillingMode.PAY_PER_REQUEST)
                                .keySchema(key("mall", KeyType.HASH), key("row", KeyType.RANGE))
                                .attributeDefinitions(
                                        Stream.concat(
                                                        Stream.of(
                                                                        "mall",
                                                                        "row",
                                                                        "due",
                                                                        "unsettled",
                                                                        "unmapped",
                                                                        "open")
                                                                .map(MallsTable::text),
                                                        Stream.of(
                                                                attribute(
                                                                        "dueAt",
                                                                        ScalarAttributeType.N)))
                                                .toList())
                                .globalSecondaryIndexes(
                                        index(DynamoMallStore.DUE, "due", "dueAt"),
                                        index(DynamoMallStore.UNSETTLED, "unsettled", "row"),
                                        index(DynamoMallStore.UNMAPPED, "unmapped", "row"),
                                        index(DynamoMallStore.OPEN, "open", "row")));
    }

    private static GlobalSecondaryIndex index(String name, String partition, String sort) {
        return GlobalSecondaryIndex.builder()
                .indexName(name)
                .keySchema(key(partition, KeyType.HASH), key(sort, KeyType.RANGE))
                .projection(projection -> projection.projectionType(ProjectionType.ALL))
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private static AttributeDefinition text(String name) {
        return attribute(name, ScalarAttributeType.S);
    }

    private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
    }
}
