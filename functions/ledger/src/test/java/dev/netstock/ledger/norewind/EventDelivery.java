package dev.netstock.ledger.norewind;

import dev.netstock.events.StockEvent;
import dev.netstock.ledger.database.Transactions;
import dev.netstock.ledger.posting.LedgerPosting;
import dev.netstock.ledger.testing.KilledTransactions;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.stock.event.StockEvents;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Delivers the events of orders to the ledger: late, some of them several times, in any order, to
 * functions of which some are killed. To be used by one thread.
 */
final class EventDelivery {
    private static final int BATCH = 50;

    private final World world;
    private final SplittableRandom random;
    private final Set<String> seen = new HashSet<>();
    private final List<StockEvent> waiting = new ArrayList<>();

    EventDelivery(World world) {
        this.world = world;
        this.random = world.randomOf("postman");
    }

    /** Collects new events, and delivers some of the pending ones. */
    void round() {
        collect();
        Collections.shuffle(waiting, random);
        for (int batches = waiting.size() / BATCH / 2; batches >= 0; batches--) {
            bring();
        }
    }

    /** Delivers all events. */
    void finish() {
        collect();
        while (!waiting.isEmpty()) {
            bring();
        }
    }

    private void collect() {
        for (var delta : world.shop().deltas()) {
            StockEvents.of(delta)
                    .filter(event -> seen.add(event.id()))
                    .ifPresent(
                            event ->
                                    waiting.addAll(
                                            Collections.nCopies(random.nextInt(1, 4), event)));
        }
    }

    private void bring() {
        List<StockEvent> batch = List.copyOf(waiting.subList(0, Math.min(BATCH, waiting.size())));
        waiting.subList(0, batch.size()).clear();
        Transactions ledger = world.ledger().database();
        boolean isKilled = random.nextInt(5) == 0;
        if (isKilled) {
            world.kills().incrementAndGet();
            ledger = KilledTransactions.killedAfter(ledger, random.nextInt(8));
        }
        try {
            new LedgerPosting(ledger, _ -> {}).post(batch);
        } catch (RetryLaterException e) {
            waiting.addAll(batch);
        }
    }
}
