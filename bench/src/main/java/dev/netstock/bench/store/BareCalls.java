package dev.netstock.bench.store;

import dev.netstock.bench.BareItems;
import dev.netstock.bench.BareRequests;
import dev.netstock.bench.BareStep;
import dev.netstock.bench.BareStep.Line;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The same requests through the bare SDK: the least code that produces the same tables. It handles
 * no failures.
 *
 * @param client the client
 * @param requests the requests
 */
record BareCalls(DynamoDbClient client, BareRequests requests) implements StoreCalls {
    @Override
    public void reserve(String order, String sku) {
        var step = BareStep.of(order);
        var item = client.updateItem(requests.take(step, sku, 1)).attributes();
        long version = BareItems.number(item, "version");
        client.putItem(requests.append(step.reserved(List.of(new Line(sku, -1, version)))));
    }

    @Override
    public void release(String order) {
        List<Line> lines =
                BareItems.undoing(client.query(requests.readOrder(order)).items().getFirst());
        var step = BareStep.of(order);
        List<TransactWriteItem> actions = new ArrayList<>();
        actions.add(requests.appendAction(step.released(lines)));
        lines.forEach(line -> actions.add(requests.giveBackAction(step, line.sku(), line.units())));
        client.transactWriteItems(transaction -> transaction.transactItems(actions));
    }

    @Override
    public void read(String sku) {
        List<Map<String, AttributeValue>> items = client.query(requests.levels(sku)).items();
        if (items.stream().mapToLong(item -> BareItems.number(item, "available")).sum() < 1) {
            throw new IllegalStateException("Nothing is available");
        }
    }
}
