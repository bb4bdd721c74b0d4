package dev.netstock.local.tables;

import dev.netstock.local.template.Environment;
import dev.netstock.local.template.ProvisionedResource;
import dev.netstock.local.template.TemplateException;
import dev.netstock.local.template.TemplatePath;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tables in DynamoDB Local. Tables of an earlier run in the data folder are reused. */
public record Tables(DynamoDbClient client, Environment environment) {
    ProvisionedResource create(
            CreateTableRequest request, Optional<String> timeToLiveAttribute, TemplatePath path) {
        TableDescription table =
                existing(request.tableName())
                        .map(found -> requireSameKeys(found, request, path))
                        .orElseGet(() -> client.createTable(request).tableDescription());
        timeToLiveAttribute.ifPresent(attribute -> expire(table.tableName(), attribute));
        return new ProvisionedResource(table.tableName(), attributes(table));
    }

    private Optional<TableDescription> existing(String name) {
        try {
            return Optional.of(client.describeTable(it -> it.tableName(name)).table());
        } catch (ResourceNotFoundException _) {
            return Optional.empty();
        }
    }

    private static TableDescription requireSameKeys(
            TableDescription found, CreateTableRequest wanted, TemplatePath path) {
        List<KeySchemaElement> keys = found.keySchema();
        boolean streams = found.streamSpecification() != null;
        if (keys.equals(wanted.keySchema()) && streams == (wanted.streamSpecification() != null)) {
            return found;
        }
        throw new TemplateException(
                "The data folder contains this table with different keys or without its stream:"
                        + " remove the folder or choose another",
                path);
    }

    private void expire(String table, String attribute) {
        var current = client.describeTimeToLive(it -> it.tableName(table));
        if (current.timeToLiveDescription().timeToLiveStatus() == TimeToLiveStatus.DISABLED) {
            client.updateTimeToLive(
                    update ->
                            update.tableName(table)
                                    .timeToLiveSpecification(
                                            it -> it.enabled(true).attributeName(attribute)));
        }
    }

    private Map<String, String> attributes(TableDescription table) {
        Map<String, String> attributes = new HashMap<>();
        attributes.put("Arn", environment.arn("dynamodb", "table/" + table.tableName()));
        if (table.latestStreamArn() != null) {
            attributes.put("StreamArn", table.latestStreamArn());
        }
        return attributes;
    }
}
