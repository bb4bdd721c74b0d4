package dev.netstock.local.tables;

import dev.netstock.local.template.Properties;

import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.Projection;

import java.util.List;

/** Keys and indexes; template and request use the same members. */
final class TableKeys {
    private TableKeys() {}

    static List<KeySchemaElement> keySchema(Properties of) {
        return of.objects("KeySchema").stream()
                .map(
                        key ->
                                KeySchemaElement.builder()
                                        .attributeName(key.text("AttributeName"))
                                        .keyType(key.text("KeyType"))
                                        .build())
                .toList();
    }

    static List<AttributeDefinition> attributes(Properties table) {
        return table.objects("AttributeDefinitions").stream()
                .map(
                        attribute ->
                                AttributeDefinition.builder()
                                        .attributeName(attribute.text("AttributeName"))
                                        .attributeType(attribute.text("AttributeType"))
                                        .build())
                .toList();
    }

    static List<GlobalSecondaryIndex> globalIndexes(Properties table) {
        return table.objects("GlobalSecondaryIndexes").stream()
                .map(TableKeys::globalIndex)
                .toList();
    }

    static List<LocalSecondaryIndex> localIndexes(Properties table) {
        return table.objects("LocalSecondaryIndexes").stream()
                .map(
                        index ->
                                LocalSecondaryIndex.builder()
                                        .indexName(index.text("IndexName"))
                                        .keySchema(keySchema(index))
                                        .projection(projection(index))
                                        .build())
                .toList();
    }

    private static GlobalSecondaryIndex globalIndex(Properties index) {
        index.ignore(
                "ContributorInsightsSpecification",
                "OnDemandThroughput",
                "ProvisionedThroughput",
                "WarmThroughput");
        return GlobalSecondaryIndex.builder()
                .indexName(index.text("IndexName"))
                .keySchema(keySchema(index))
                .projection(projection(index))
                .build();
    }

    private static Projection projection(Properties index) {
        Properties projection = index.object("Projection");
        List<String> attributes = projection.texts("NonKeyAttributes");
        return Projection.builder()
                .projectionType(projection.text("ProjectionType"))
                .nonKeyAttributes(attributes.isEmpty() ? null : attributes)
                .build();
    }
}
