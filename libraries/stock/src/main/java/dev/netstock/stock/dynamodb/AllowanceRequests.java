package dev.netstock.stock.dynamodb;

import static dev.netstock.platform.aws.Attributes.number;

import dev.netstock.stock.OrderId;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.limit.Allowance;
import dev.netstock.stock.limit.AllowanceChange;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The actions that change allowances, in the transaction of the step that changes them.
 *
 * @param table the table of allowances; empty for functions that change none
 */
record AllowanceRequests(String table) {
    private static final String TAKE =
            "SET held = if_not_exists(held, :zero) + :units, retireAt = :retireAt"
                    + " ADD orders :orders";
    private static final String HAS_ENOUGH = "attribute_not_exists(held) OR held <= :heldMax";

    /** The row may have been deleted since: long after its window, nothing counts it. */
    private static final String GIVE_BACK =
            "SET held = if_not_exists(held, :units) - :units, retireAt = :retireAt";

    private static final String GIVE_BACK_ALL = GIVE_BACK + " DELETE orders :orders";

    /** One action for each allowance. */
    List<TransactWriteItem> changes(Delta delta) {
        return table.isEmpty() ? List.of() : actions(delta);
    }

    private List<TransactWriteItem> actions(Delta delta) {
        return delta.allowances().stream()
                .map(change -> change.units() > 0 ? take(change, delta) : giveBack(change, delta))
                .map(update -> TransactWriteItem.builder().update(update).build())
                .toList();
    }

    private Update take(AllowanceChange change, Delta delta) {
        Map<String, AttributeValue> values = values(change.units(), change, delta);
        values.put(":zero", number(0));
        values.put(":heldMax", number(change.heldMax()));
        values.put(":orders", orders(delta));
        return update(change, values)
                .updateExpression(TAKE)
                .conditionExpression(HAS_ENOUGH)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
    }

    private Update giveBack(AllowanceChange change, Delta delta) {
        Map<String, AttributeValue> values = values(-change.units(), change, delta);
        if (change.isLast()) {
            values.put(":orders", orders(delta));
        }
        return update(change, values)
                .updateExpression(change.isLast() ? GIVE_BACK_ALL : GIVE_BACK)
                .build();
    }

    /**
     * A set has at least one member.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html">Data
     *     types in DynamoDB</a>: empty sets are not supported
     */
    UpdateItemRequest replace(Allowance found, Allowance counted, Instant retireAt) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":found", number(found.held()));
        values.put(":held", number(counted.held()));
        values.put(":retireAt", number(retireAt.getEpochSecond()));
        var conditions = new ArrayList<String>();
        conditions.add(
                found.held() == 0
                        ? "(attribute_not_exists(held) OR held = :found)"
                        : "held = :found");
        if (found.orders().isEmpty()) {
            conditions.add("attribute_not_exists(orders)");
        } else {
            values.put(":foundOrders", orders(found.orders()));
            conditions.add("orders = :foundOrders");
        }
        String set = "SET held = :held, retireAt = if_not_exists(retireAt, :retireAt)";
        if (!counted.orders().isEmpty()) {
            values.put(":orders", orders(counted.orders()));
        }
        return UpdateItemRequest.builder()
                .tableName(table)
                .key(AllowanceCodec.key(counted.key()))
                .updateExpression(
                        counted.orders().isEmpty()
                                ? set + " REMOVE orders"
                                : set + ", orders = :orders")
                .conditionExpression(String.join(" AND ", conditions))
                .expressionAttributeValues(values)
                .build();
    }

    private static AttributeValue orders(Collection<OrderId> orders) {
        return AttributeValue.fromSs(orders.stream().map(OrderId::value).sorted().toList());
    }

    private Update.Builder update(AllowanceChange change, Map<String, AttributeValue> values) {
        return Update.builder()
                .tableName(table)
                .key(AllowanceCodec.key(change.key()))
                .expressionAttributeValues(values);
    }

    private static AttributeValue orders(Delta delta) {
        return AttributeValue.fromSs(List.of(delta.cause().id()));
    }

    private static Map<String, AttributeValue> values(
            long units, AllowanceChange change, Delta delta) {
        var values = new HashMap<String, AttributeValue>();
        values.put(":units", number(units));
        values.put(":retireAt", number(change.retireAt(delta.origin().at()).getEpochSecond()));
        return values;
    }
}
