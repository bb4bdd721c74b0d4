package dev.netstock.ledger.norewind;

import dev.netstock.stock.sweep.OpenTake;
import dev.netstock.stock.table.StockItem;
import dev.netstock.stock.testing.TakeStream;

import java.util.ArrayList;
import java.util.List;

/** Observes every item after every write, from the stream of its table. */
final class Observer {
    private final TakeStream stream;
    private final List<OpenTake> takes = new ArrayList<>();
    private int images;

    Observer(World world) {
        stream = new TakeStream(world.shop().tables());
    }

    /** The writes since the last call, in their order. */
    List<StockItem> next() {
        List<StockItem> seen = stream.images();
        images += seen.size();
        seen.forEach(image -> OpenTake.of(image).ifPresent(takes::add));
        return seen;
    }

    int images() {
        return images;
    }

    List<OpenTake> takes() {
        return List.copyOf(takes);
    }
}
