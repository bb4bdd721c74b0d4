package dev.netstock.local.saleday.traffic;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.util.List;

/**
 * Shards the hot SKU during the rush and merges the shards afterwards, as an operator does by hand.
 * The load of one machine is too low to trigger the sharding policy.
 *
 * @param shards number of shards
 * @param from when to shard, after the start
 * @param to when to merge, after the start
 */
public record ShardSchedule(
        SaleApi api, String sku, List<String> locations, int shards, Duration from, Duration to)
        implements Runnable {
    @Override
    public void run() {
        try {
            Thread.sleep(from);
            setShards(shards);
            Thread.sleep(to.minus(from));
            setShards(1);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void setShards(int number) throws InterruptedException {
        ObjectNode settings = JsonNodeFactory.instance.objectNode();
        var array = settings.putArray("locations");
        for (String location : locations) {
            array.addObject().put("location", location).put("shards", number);
        }
        api.submit("PUT", "/v1/skus/" + sku + "/settings", settings);
    }
}
