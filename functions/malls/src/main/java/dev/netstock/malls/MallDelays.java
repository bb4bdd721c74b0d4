package dev.netstock.malls;

import dev.netstock.malls.orders.OrderRow;
import dev.netstock.malls.port.MallCapabilities;
import dev.netstock.malls.sync.ItemRow;
import dev.netstock.malls.sync.MallRow;
import dev.netstock.malls.sync.MallSettings;
import dev.netstock.malls.sync.MallStore;
import dev.netstock.malls.sync.OrderCursor;
import dev.netstock.malls.sync.Urgency;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How late a mall is, in seconds by metric, without what is on time.
 *
 * @param capabilities when its orders and their changes can be known
 */
record MallDelays(MallStore store, MallSettings settings, MallCapabilities capabilities) {
    /** A poll is this late between two scheduled runs. */
    private static final long PULL_USUAL_SECONDS = 180;

    Map<String, Long> at(Instant now) {
        Map<String, Long> delays = new HashMap<>();
        if (!settings.isDown(now)) {
            delays.put("SoldOutLagSeconds", due(Urgency.ZERO, now));
            delays.put("LagSeconds", Math.max(due(Urgency.DOWN, now), due(Urgency.UP, now)));
            delays.put("PullAgeSeconds", pullAge(now));
        }
        delays.put("InDoubtSeconds", Math.max(due(Urgency.CHECK, now), oldestOrder(now)));
        delays.values().removeIf(seconds -> seconds <= 0);
        return delays;
    }

    private long due(Urgency urgency, Instant now) {
        return store.longestDue(urgency, now).map(ItemRow::due).map(at -> age(at, now)).orElse(0L);
    }

    /** The oldest order whose command is not answered, or that waits for units. */
    private long oldestOrder(Instant now) {
        Stream<OrderRow> orders = store.unsettledOrders().stream();
        return orders.map(OrderRow::placedAt).mapToLong(at -> age(at, now)).max().orElse(0);
    }

    /**
     * How old the orders are that are known completely, beyond the usual; and their changes, if
     * lists show them.
     */
    private long pullAge(Instant now) {
        return store.mall()
                .map(MallRow::cursor)
                .map(this::known)
                .map(known -> age(known, now) - capabilities.blindWindow().toSeconds())
                .filter(seconds -> seconds > PULL_USUAL_SECONDS)
                .orElse(0L);
    }

    private Instant known(OrderCursor cursor) {
        return capabilities.updatedSince() ? cursor.knownUpTo() : cursor.coveredUpTo();
    }

    /** A row that is planned for a time before it exists is due at once. */
    private static long age(Instant since, Instant now) {
        return since.equals(Instant.EPOCH) ? 0 : Duration.between(since, now).toSeconds();
    }
}
