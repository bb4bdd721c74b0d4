package dev.netstock.local.saleday.traffic;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.util.List;

/**
 * Spreads the hot SKU over several items while the rush goes on, and merges them when it is over,
 * as an operator does by hand. What this machine carries is too little for the policy to do it.
 *
 * @param shards over how many items
 * @param from how long after the beginning
 * @param to when it is merged
 */
public record Pinning(
        SaleApi api, String sku, List<String> locations, int shards, Duration from, Duration to)
        implements Runnable {
    @Override
    public void run() {
        try {
            Thread.sleep(from);
            pin(shards);
            Thread.sleep(to.minus(from));
            pin(1);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void pin(int number) throws InterruptedException {
        ObjectNode settings = JsonNodeFactory.instance.objectNode();
        var array = settings.putArray("locations");
        for (String location : locations) {
            array.addObject().put("location", location).put("shards", number);
        }
        api.tell("PUT", "/v1/skus/" + sku + "/settings", settings);
    }
}
