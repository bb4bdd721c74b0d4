package dev.netstock.bench.cost;

import dev.netstock.bench.BareItems;
import dev.netstock.bench.BareRequests;
import dev.netstock.bench.BareStep;
import dev.netstock.bench.BareStep.Line;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

import java.util.List;

/**
 * The lower bound: one plain write per changed item, one for the order's row, and no reads. It
 * knows each order's lines in advance, and is incorrect as soon as a request fails or is repeated.
 * No design with these tables can cost less.
 */
final class FloorDesign implements Design {
    private final DynamoDbClient client;
    private final BareRequests requests;
    private final List<String> released;

    /**
     * @param released the SKUs of an order that is released
     */
    FloorDesign(DynamoDbClient client, BareRequests requests, List<String> released) {
        this.client = client;
        this.requests = requests;
        this.released = List.copyOf(released);
    }

    @Override
    public void reserve(String order, List<String> skus, int units) {
        var step = BareStep.of(order);
        try {
            List<Line> lines = skus.stream().map(sku -> take(step, sku, units)).toList();
            client.putItem(requests.append(step.reserved(lines)));
        } catch (ConditionalCheckFailedException e) {
            // Refused, as intended for some orders.
        }
    }

    private Line take(BareStep step, String sku, int units) {
        var item = client.updateItem(requests.take(step, sku, units)).attributes();
        return new Line(sku, -units, BareItems.number(item, "version"));
    }

    @Override
    public void release(String order) {
        var step = BareStep.of(order);
        released.forEach(sku -> client.updateItem(requests.giveBack(step, sku, 1)));
        List<Line> lines = released.stream().map(sku -> new Line(sku, 1, 0)).toList();
        client.putItem(requests.append(step.released(lines)));
    }

    @Override
    public void confirm(String order) {
        client.putItem(requests.append(BareStep.of(order).confirmed()));
    }
}
