package dev.netstock.bench;

import dev.netstock.stock.dynamodb.DynamoNetStock.Tables;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

import java.util.Map;

/**
 * The requests of net stock, written by hand: the same expressions on the same tables, without any
 * code around them. Immutable, thread-safe.
 *
 * @param tables the tables' names
 */
public record BareRequests(Tables tables) {
    private static final String STAMP =
            "#version = #version + :one, changedAt = :now, cause = :cause";
    private static final String TAKE =
            "SET available = available - :units, reserved = reserved + :units, " + STAMP;
    private static final String GIVE_BACK =
            "SET available = available + :units, reserved = reserved - :units, " + STAMP;
    private static final String ENOUGH = "available >= :units";
    private static final String NEW = "attribute_not_exists(cause)";
    private static final Map<String, String> NAMES = Map.of("#version", "version");

    /** The numbered rows of an order, strongly consistent. */
    public QueryRequest readOrder(String order) {
        return QueryRequest.builder()
                .tableName(tables.stockDeltas())
                .consistentRead(true)
                .keyConditionExpression("cause = :cause AND step < :letters")
                .expressionAttributeValues(
                        Map.of(
                                ":cause", AttributeValue.fromS("order#" + order),
                                ":letters", AttributeValue.fromS("A")))
                .build();
    }

    /** The levels of a SKU, eventually consistent. */
    public QueryRequest levels(String sku) {
        return QueryRequest.builder()
                .tableName(tables.netStock())
                .consistentRead(false)
                .keyConditionExpression("sku = :sku")
                .expressionAttributeValues(Map.of(":sku", AttributeValue.fromS(sku)))
                .build();
    }

    /** Takes units of one item, if it has enough. */
    public UpdateItemRequest take(BareStep step, String sku, int units) {
        return UpdateItemRequest.builder()
                .tableName(tables.netStock())
                .key(BareStep.item(sku))
                .updateExpression(TAKE)
                .conditionExpression(ENOUGH)
                .expressionAttributeNames(NAMES)
                .expressionAttributeValues(step.takeValues(units))
                .returnValues(ReturnValue.ALL_NEW)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
    }

    /** Gives units of one item back, without a condition. */
    public UpdateItemRequest giveBack(BareStep step, String sku, int units) {
        return UpdateItemRequest.builder()
                .tableName(tables.netStock())
                .key(BareStep.item(sku))
                .updateExpression(GIVE_BACK)
                .expressionAttributeNames(NAMES)
                .expressionAttributeValues(step.giveBackValues(units))
                .returnValues(ReturnValue.ALL_NEW)
                .build();
    }

    /** Writes an order's row, if it does not exist. */
    public PutItemRequest append(Map<String, AttributeValue> row) {
        return PutItemRequest.builder()
                .tableName(tables.stockDeltas())
                .item(row)
                .conditionExpression(NEW)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
    }

    /** {@link #append} as an action of a transaction. */
    public TransactWriteItem appendAction(Map<String, AttributeValue> row) {
        var put =
                Put.builder()
                        .tableName(tables.stockDeltas())
                        .item(row)
                        .conditionExpression(NEW)
                        .returnValuesOnConditionCheckFailure(
                                ReturnValuesOnConditionCheckFailure.ALL_OLD);
        return TransactWriteItem.builder().put(put.build()).build();
    }

    /** {@link #take} as an action of a transaction. */
    public TransactWriteItem takeAction(BareStep step, String sku, int units) {
        return action(update(TAKE, sku, step.takeValues(units)).conditionExpression(ENOUGH));
    }

    /** {@link #giveBack} as an action of a transaction. */
    public TransactWriteItem giveBackAction(BareStep step, String sku, int units) {
        return action(update(GIVE_BACK, sku, step.giveBackValues(units)));
    }

    private static TransactWriteItem action(Update.Builder update) {
        return TransactWriteItem.builder().update(update.build()).build();
    }

    private Update.Builder update(
            String expression, String sku, Map<String, AttributeValue> values) {
        return Update.builder()
                .tableName(tables.netStock())
                .key(BareStep.item(sku))
                .updateExpression(expression)
                .expressionAttributeNames(NAMES)
                .expressionAttributeValues(values);
    }
}
