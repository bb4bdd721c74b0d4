package dev.netstock.bench.cost;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A general idempotency library around a transaction: a record is put before the work, on condition
 * that none exists, and is updated with the answer after it.
 *
 * @param client the client
 * @param table the table of idempotency records, with the key {@code id}
 * @param work the work to make idempotent
 * @see <a
 *     href="https://docs.powertools.aws.dev/lambda/java/latest/utilities/idempotency/">Powertools
 *     for AWS Lambda (Java): Idempotency</a>
 */
record IdempotencyDesign(DynamoDbClient client, String table, Design work) implements Design {
    private static final Duration IN_PROGRESS_MAX = Duration.ofSeconds(30);
    private static final Duration EXPIRY = Duration.ofHours(1);

    /** About as long as the answer to a reservation of one line. */
    private static final String ANSWER = "a".repeat(300);

    @Override
    public void reserve(String order, List<String> skus, int units) {
        once("reserve#" + order, () -> work.reserve(order, skus, units));
    }

    @Override
    public void release(String order) {
        once("release#" + order, () -> work.release(order));
    }

    @Override
    public void confirm(String order) {
        once("confirm#" + order, () -> work.confirm(order));
    }

    private void once(String id, Runnable task) {
        try {
            client.putItem(inProgress(id));
        } catch (ConditionalCheckFailedException e) {
            return;
        }
        task.run();
        client.updateItem(completed(id));
    }

    private PutItemRequest inProgress(String id) {
        Instant now = Instant.now();
        return PutItemRequest.builder()
                .tableName(table)
                .item(
                        Map.of(
                                "id", AttributeValue.fromS(id),
                                "status", AttributeValue.fromS("INPROGRESS"),
                                "expiration", number(now.plus(EXPIRY).getEpochSecond()),
                                "in_progress_expiration",
                                        number(now.plus(IN_PROGRESS_MAX).toEpochMilli())))
                .conditionExpression(
                        "attribute_not_exists(id) OR expiration < :now OR (attribute_exists"
                                + "(in_progress_expiration) AND in_progress_expiration < :millis"
                                + " AND #status = :inProgress)")
                .expressionAttributeNames(Map.of("#status", "status"))
                .expressionAttributeValues(
                        Map.of(
                                ":now", number(now.getEpochSecond()),
                                ":millis", number(now.toEpochMilli()),
                                ":inProgress", AttributeValue.fromS("INPROGRESS")))
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
    }

    private UpdateItemRequest completed(String id) {
        return UpdateItemRequest.builder()
                .tableName(table)
                .key(Map.of("id", AttributeValue.fromS(id)))
                .updateExpression("SET #data = :data, expiration = :expiration, #status = :status")
                .expressionAttributeNames(Map.of("#data", "data", "#status", "status"))
                .expressionAttributeValues(
                        Map.of(
                                ":data", AttributeValue.fromS(ANSWER),
                                ":expiration", number(Instant.now().plus(EXPIRY).getEpochSecond()),
                                ":status", AttributeValue.fromS("COMPLETED")))
                .returnValues(ReturnValue.ALL_NEW)
                .build();
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }
}
