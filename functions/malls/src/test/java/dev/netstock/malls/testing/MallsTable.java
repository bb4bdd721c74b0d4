package dev.netstock.malls.testing;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The table {@code Malls}, as the CDK app creates it. */
public final class MallsTable {
    private MallsTable() {}

    /** Creates a table, and returns its name. */
    public static String create(DynamoDbClient client) {
        String name = UUID.randomUUID() + "-Malls";
        List<AttributeDefinition> attributes = new ArrayList<>();
        for (String text : List.of("mall", "row", "due", "unsettled", "unmapped", "open")) {
            attributes.add(attribute(text, ScalarAttributeType.S));
        }
        attributes.add(attribute("dueAt", ScalarAttributeType.N));
        client.createTable(
                request ->
                        request.tableName(name)
                                .billingMode(BillingMode.PAY_PER_REQUEST)
                                .keySchema(key("mall", KeyType.HASH), key("row", KeyType.RANGE))
                                .attributeDefinitions(attributes)
                                .globalSecondaryIndexes(
                                        index("Due", "due", "dueAt"),
                                        index("Unsettled", "unsettled", "row"),
                                        index("Unmapped", "unmapped", "row"),
                                        index("Open", "open", "row")));
        return name;
    }

    private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private static GlobalSecondaryIndex index(String name, String hash, String range) {
        return GlobalSecondaryIndex.builder()
                .indexName(name)
                .keySchema(key(hash, KeyType.HASH), key(range, KeyType.RANGE))
                .projection(projection -> projection.projectionType(ProjectionType.ALL))
                .build();
    }
}
