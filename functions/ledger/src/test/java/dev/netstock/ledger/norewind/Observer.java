package dev.netstock.ledger.norewind;

import dev.netstock.stock.sweep.OpenTake;
import dev.netstock.stock.table.StockItem;
import dev.netstock.stock.testing.TakeStream;

import java.util.ArrayList;
import java.util.List;

/** Looks at every item after every single write: its table's stream has all of them. */
final class Observer {
    private final TakeStream stream;
    private final List<OpenTake> takes = new ArrayList<>();
    private int images;

    Observer(World world) {
        stream = new TakeStream(world.shop().tables());
    }

    /** What was written since the last time, in its order. */
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
