package dev.netstock.bench.cost;

import dev.netstock.bench.BareItems;
import dev.netstock.bench.BareRequests;
import dev.netstock.bench.BareStep;
import dev.netstock.bench.BareStep.Line;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One transaction of the order's row and all items. The row's condition makes it idempotent: a
 * repetition is cancelled, and recognized by the existing row.
 *
 * @param client the client
 * @param requests the requests
 */
record TransactionDesign(DynamoDbClient client, BareRequests requests) implements Design {
    @Override
    public void reserve(String order, List<String> skus, int units) {
        var step = BareStep.of(order);
        List<Line> lines = skus.stream().map(sku -> new Line(sku, -units, 0)).toList();
        List<TransactWriteItem> actions = new ArrayList<>();
        actions.add(requests.appendAction(step.reserved(lines)));
        skus.forEach(sku -> actions.add(requests.takeAction(step, sku, units)));
        transact(actions);
    }

    @Override
    public void release(String order) {
        List<Line> lines = BareItems.undoing(readOrder(order).getFirst());
        var step = BareStep.of(order);
        List<TransactWriteItem> actions = new ArrayList<>();
        actions.add(requests.appendAction(step.released(lines)));
        lines.forEach(line -> actions.add(requests.giveBackAction(step, line.sku(), line.units())));
        transact(actions);
    }

    /** A read must find out whether the order is reserved. */
    @Override
    public void confirm(String order) {
        if (readOrder(order).isEmpty()) {
            throw new IllegalStateException("Unknown order");
        }
        client.putItem(requests.append(BareStep.of(order).confirmed()));
    }

    private List<Map<String, AttributeValue>> readOrder(String order) {
        return client.query(requests.readOrder(order)).items();
    }

    private void transact(List<TransactWriteItem> actions) {
        try {
            client.transactWriteItems(request -> request.transactItems(actions));
        } catch (TransactionCanceledException e) {
            // Refused or a repetition, as intended for some orders.
        }
    }
}
