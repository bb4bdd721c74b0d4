package dev.netstock.replenishment.watch;

import dev.netstock.platform.call.Parallel;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.stock.ItemKey;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Settles items side by side; one that does not come through in time does not hold up the others.
 *
 * @param parallel how many at a time
 */
record EachItem(Parallel parallel) {
    private static final Logger LOG = LoggerFactory.getLogger(EachItem.class);

    /** Those that came through, by item. */
    Map<ItemKey, SettledItem> settle(
            Collection<WatchedItem> items, Function<WatchedItem, SettledItem> settling) {
        Map<ItemKey, SettledItem> settled = new HashMap<>();
        parallel.run(
                        items.stream()
                                .<Supplier<Optional<SettledItem>>>map(
                                        item -> () -> inTime(item, settling))
                                .toList())
                .forEach(done -> done.ifPresent(item -> settled.put(item.item().item(), item)));
        return settled;
    }

    /** The items among these that did not come through. */
    static Set<ItemKey> left(Collection<WatchedItem> items, Map<ItemKey, SettledItem> settled) {
        Set<ItemKey> left = new HashSet<>();
        items.forEach(item -> left.add(item.item()));
        left.removeAll(settled.keySet());
        return left;
    }

    private static Optional<SettledItem> inTime(
            WatchedItem item, Function<WatchedItem, SettledItem> settling) {
        try {
            return Optional.of(settling.apply(item));
        } catch (RetryLaterException e) {
            LOG.warn("An item was not settled in time", e);
            return Optional.empty();
        }
    }
}
