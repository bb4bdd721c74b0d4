package dev.netstock.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import software.amazon.dynamodb.services.exceptions.DynamoDBLocalServiceException;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code DescribeContinuousBackups} and {@code RestoreTableToPointInTime}, which DynamoDB Local
 * lacks, for tables with a stream. The restored table is complete when the answer arrives.
 * Thread-safe.
 *
 * @param requests DynamoDB Local's requests
 * @param history the items of tables as of a moment
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_RestoreTableToPointInTime.html">RestoreTableToPointInTime</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeContinuousBackups.html">DescribeContinuousBackups</a>
 */
record PointInTimeRecovery(LocalDynamoDBRequestHandler requests, TableHistory history) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PREFIX = "DynamoDB_20120810.";
    private static final String DESCRIBE = "DescribeContinuousBackups";
    private static final String RESTORE = "RestoreTableToPointInTime";
    private static final int BATCH = 25;

    /** A status and its JSON. */
    record Answer(int status, String json) {
        static Answer error(int status, String type, String message) {
            ObjectNode body =
                    JSON.createObjectNode()
                            .put("__type", "com.amazonaws.dynamodb.v20120810#" + type)
                            .put("message", message);
            return new Answer(status, body.toString());
        }

        static Answer notImplemented(String what) {
            return error(501, "NotImplemented", "The local cloud does not implement " + what);
        }
    }

    /** Whether it answers an action. */
    static boolean answers(String target) {
        return target.equals(PREFIX + DESCRIBE) || target.equals(PREFIX + RESTORE);
    }

    Answer answer(String target, String body) throws IOException {
        JsonNode request = JSON.readTree(body);
        return target.equals(PREFIX + DESCRIBE) ? describe(request) : restore(request);
    }

    private Answer describe(JsonNode request) {
        String table = request.path("TableName").asText();
        Optional<TableDescription> described = find(table);
        if (described.isEmpty()) {
            return notFound(table);
        }
        if (described.get().latestStreamArn() == null) {
            return withoutStream(table);
        }
        ObjectNode answer = JSON.createObjectNode();
        ObjectNode backups =
                answer.putObject("ContinuousBackupsDescription")
                        .put("ContinuousBackupsStatus", "ENABLED");
        backups.putObject("PointInTimeRecoveryDescription")
                .put("PointInTimeRecoveryStatus", "ENABLED")
                .put("EarliestRestorableDateTime", seconds(history.earliest()))
                .put("LatestRestorableDateTime", seconds(history.latest(table)));
        return new Answer(200, answer.toString());
    }

    private static Answer withoutStream(String table) {
        return Answer.notImplemented(
                "point-in-time recovery of a table without a stream: " + table);
    }

    private Answer restore(JsonNode request) {
        for (String member : (Iterable<String>) request::fieldNames) {
            if (!Set.of("SourceTableName", "TargetTableName", "RestoreDateTime").contains(member)) {
                return Answer.notImplemented("the parameter " + member);
            }
        }
        String source = request.path("SourceTableName").asText();
        Instant at = time(request.path("RestoreDateTime"));
        if (at.isBefore(history.earliest()) || at.isAfter(Instant.now())) {
            return Answer.error(
                    400,
                    "InvalidRestoreTimeException",
                    "The table can be restored to a moment from " + history.earliest() + " to now");
        }
        String target = request.path("TargetTableName").asText();
        Optional<TableDescription> table = find(source);
        if (table.isEmpty()) {
            return notFound(source);
        }
        if (find(target).isPresent()) {
            return Answer.error(
                    400, "TableAlreadyExistsException", "Table already exists: " + target);
        }
        if (table.get().latestStreamArn() == null) {
            return withoutStream(source);
        }
        if (table.get().hasLocalSecondaryIndexes()) {
            return Answer.notImplemented("the restore of a table with local indexes: " + source);
        }
        try {
            return restored(table.get(), target, at);
        } catch (IllegalStateException e) {
            return Answer.notImplemented("this restore: " + e.getMessage());
        }
    }

    private Optional<TableDescription> find(String table) {
        try {
            return Optional.of(history.describe(table));
        } catch (DynamoDBLocalServiceException _) {
            return Optional.empty();
        }
    }

    private static Answer notFound(String table) {
        return Answer.error(400, "TableNotFoundException", "Table not found: " + table);
    }

    private Answer restored(TableDescription source, String target, Instant at) {
        List<Map<String, AttributeValue>> items = history.items(source, at);
        var copy =
                CreateTableRequest.builder()
                        .tableName(target)
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .keySchema(source.keySchema())
                        .attributeDefinitions(source.attributeDefinitions());
        if (source.hasGlobalSecondaryIndexes()) {
            copy.globalSecondaryIndexes(indexes(source));
        }
        requests.createTable("local", "us-east-1", copy.build());
        for (int from = 0; from < items.size(); from += BATCH) {
            write(target, items.subList(from, Math.min(items.size(), from + BATCH)));
        }
        ObjectNode answer = JSON.createObjectNode();
        answer.putObject("TableDescription")
                .put("TableName", target)
                .put("TableStatus", "CREATING");
        return new Answer(200, answer.toString());
    }

    private static List<GlobalSecondaryIndex> indexes(TableDescription source) {
        return source.globalSecondaryIndexes().stream()
                .map(
                        index ->
                                GlobalSecondaryIndex.builder()
                                        .indexName(index.indexName())
                                        .keySchema(index.keySchema())
                                        .projection(index.projection())
                                        .build())
                .toList();
    }

    private void write(String table, List<Map<String, AttributeValue>> items) {
        List<WriteRequest> writes =
                items.stream()
                        .map(
                                item ->
                                        WriteRequest.builder()
                                                .putRequest(PutRequest.builder().item(item).build())
                                                .build())
                        .toList();
        requests.batchWriteItem(
                "local",
                "us-east-1",
                BatchWriteItemRequest.builder().requestItems(Map.of(table, writes)).build());
    }

    /** Without a time, the restore is to the latest moment. */
    private static Instant time(JsonNode seconds) {
        return seconds.isMissingNode()
                ? Instant.now()
                : Instant.ofEpochMilli(
                        seconds.decimalValue().multiply(BigDecimal.valueOf(1_000)).longValue());
    }

    private static BigDecimal seconds(Instant at) {
        return BigDecimal.valueOf(at.toEpochMilli(), 3);
    }
}
