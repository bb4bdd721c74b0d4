package dev.netstock.ledger.sync;

import dev.netstock.ledger.testing.KilledTransactions;
import dev.netstock.ledger.testing.TestLedger;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.stock.supply.SupplyChange;
import dev.netstock.stock.testing.Shop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;

/**
 * A sync with faults: it is killed on either side, and its messages arrive late, several times and
 * in any order. To be used by one thread.
 */
public final class FaultySync {
    private static final Pace AT_ONCE = Pace.of(1_000_000);

    private final TestLedger ledger;
    private final Shop shop;
    private final IntFunction<Shop> killedAfter;
    private final SplittableRandom random;
    private final List<SupplyChange> delayed = new ArrayList<>();
    private long applied;

    /**
     * @param killedAfter the shop of a function that is killed after a number of requests
     */
    public FaultySync(
            TestLedger ledger, Shop shop, IntFunction<Shop> killedAfter, SplittableRandom random) {
        this.ledger = ledger;
        this.shop = shop;
        this.killedAfter = killedAfter;
        this.random = random;
    }

    /** Runs the sync with one random fault. */
    public void round() {
        switch (random.nextInt(12)) {
            case 0 -> runAndDie(sender(shop, random.nextInt(6)));
            case 1 -> runAndDie(sender(killedAfter.apply(random.nextInt(12)), 100));
            case 2 -> delay();
            case 3 -> applyDelayed();
            default -> run();
        }
    }

    /** Ends all leases, and delivers all delayed changes twice. */
    public void finish() {
        applyDelayed();
        endLeases();
        run();
        applyDelayed();
    }

    /** How many changes the clean runs applied. */
    public long applied() {
        return applied;
    }

    private void run() {
        SyncResult synced;
        do {
            synced = sender(shop, Integer.MAX_VALUE).run(Shop.call());
            applied += synced.applied();
        } while (!synced.isFinished());
    }

    /** Claims a page to send it later, as a slow function does. */
    private void delay() {
        delayed.addAll(new SupplyOutbox(ledger.database(), Duration.ZERO).claim(20).changes());
    }

    private void applyDelayed() {
        Collections.shuffle(delayed, random);
        shop.stock().supplyApplier().apply(delayed, Shop.call());
        if (random.nextBoolean()) {
            delayed.clear();
        }
    }

    private SupplySender sender(Shop netStock, int statements) {
        return new SupplySender(
                KilledTransactions.killedAfter(ledger.database(), statements),
                (changes, _) ->
                        netStock.stock()
                                .supplyApplier()
                                .apply(changes, Shop.call(netStock.budget())),
                AT_ONCE);
    }

    private void runAndDie(SupplySender sender) {
        try {
            sender.run(Shop.call(Duration.ofSeconds(1)));
        } catch (RetryLaterException e) {
            endLeases();
        }
    }

    private void endLeases() {
        ledger.execute("UPDATE net_stock SET send_at = now() WHERE send_at IS NOT NULL");
    }
}
