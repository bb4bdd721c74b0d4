package dev.netstock.local.saleday.traffic;

import dev.netstock.local.saleday.Goods;
import dev.netstock.local.saleday.books.BookTables;
import dev.netstock.local.saleday.books.Item;
import dev.netstock.local.saleday.books.Place;

import software.amazon.awssdk.core.exception.SdkException;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Looks at the shelves, over and over. Thread-safe. */
public final class Watching {
    private final BookTables tables;
    private final Goods goods;
    private final Queue<Sample> samples = new ConcurrentLinkedQueue<>();

    public Watching(BookTables tables, Goods goods) {
        this.tables = tables;
        this.goods = goods;
    }

    /** Looks once; where the tables do not answer, the next look is soon enough. */
    public void look() {
        try {
            List<Item> items = new ArrayList<>(tables.items(firstItems()));
            items.addAll(tables.items(items.stream().flatMap(Watching::otherShards).toList()));
            samples.add(sample(items));
        } catch (SdkException _) {
            // The plot has a gap.
        }
    }

    public List<Sample> samples() {
        return List.copyOf(samples);
    }

    private List<Place> firstItems() {
        return goods.skus().stream()
                .flatMap(
                        sku ->
                                Stream.of(Goods.LOCATION, Goods.SECOND_LOCATION)
                                        .map(location -> new Place(sku, location, 0)))
                .toList();
    }

    private static Stream<Place> otherShards(Item first) {
        Place place = first.place();
        return IntStream.range(1, first.shards())
                .mapToObj(shard -> new Place(place.sku(), place.location(), shard));
    }

    private Sample sample(List<Item> items) {
        long hot = 0;
        long others = 0;
        int openShards = 1;
        for (Item item : items) {
            if (item.place().sku().equals(goods.hot())) {
                hot += item.available();
                openShards = Math.max(openShards, item.openShards());
            } else {
                others += item.available();
            }
        }
        return new Sample(Instant.now(), hot, others, openShards);
    }
}
