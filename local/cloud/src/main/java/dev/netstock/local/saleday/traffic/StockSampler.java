package dev.netstock.local.saleday.traffic;

import dev.netstock.local.saleday.SaleAssortment;
import dev.netstock.local.saleday.snapshot.ItemKey;
import dev.netstock.local.saleday.snapshot.StockItem;
import dev.netstock.local.saleday.snapshot.StockTables;

import software.amazon.awssdk.core.exception.SdkException;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Samples the stock. Thread-safe. */
public final class StockSampler {
    private final StockTables tables;
    private final SaleAssortment assortment;
    private final Queue<StockSample> samples = new ConcurrentLinkedQueue<>();

    public StockSampler(StockTables tables, SaleAssortment assortment) {
        this.tables = tables;
        this.assortment = assortment;
    }

    /** Takes one sample. If the tables do not respond, the sample is skipped. */
    public void sample() {
        try {
            List<StockItem> items = new ArrayList<>(tables.items(firstItems()));
            items.addAll(tables.items(items.stream().flatMap(StockSampler::otherShards).toList()));
            samples.add(toSample(items));
        } catch (SdkException _) {
            // The chart has a gap.
        }
    }

    public List<StockSample> samples() {
        return List.copyOf(samples);
    }

    private List<ItemKey> firstItems() {
        return assortment.skus().stream()
                .flatMap(
                        sku ->
                                Stream.of(SaleAssortment.LOCATION, SaleAssortment.SECOND_LOCATION)
                                        .map(location -> new ItemKey(sku, location, 0)))
                .toList();
    }

    private static Stream<ItemKey> otherShards(StockItem first) {
        ItemKey key = first.key();
        return IntStream.range(1, first.shards())
                .mapToObj(shard -> new ItemKey(key.sku(), key.location(), shard));
    }

    private StockSample toSample(List<StockItem> items) {
        long hot = 0;
        long others = 0;
        int openShards = 1;
        for (StockItem item : items) {
            if (item.key().sku().equals(assortment.hot())) {
                hot += item.available();
                openShards = Math.max(openShards, item.openShards());
            } else {
                others += item.available();
            }
        }
        return new StockSample(Instant.now(), hot, others, openShards);
    }
}
