package dev.netstock.replenishment.watch;

import dev.netstock.platform.call.Call;
import dev.netstock.stock.ItemKey;

import java.util.List;
import java.util.Map;

/** Tells what net stock has now. Implementations are thread-safe. */
@FunctionalInterface
public interface LevelSource {
    /**
     * The levels of these items, strongly consistent; those that net stock does not have are
     * missing.
     *
     * @throws dev.netstock.platform.call.RetryLaterException if net stock did not answer within the
     *     call's deadline
     */
    Map<ItemKey, Level> levels(List<ItemKey> items, Call call);
}
