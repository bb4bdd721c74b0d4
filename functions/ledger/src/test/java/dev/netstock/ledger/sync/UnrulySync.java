package dev.netstock.ledger.sync;

import dev.netstock.ledger.testing.MortalTransactions;
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
 * A sync to which happens what may happen: it is killed on either side, and what it sends comes
 * late, several times, and in no order. To be used by one thread.
 */
public final class UnrulySync {
    private static final Pace AT_ONCE = Pace.of(1_000_000);

    private final TestLedger ledger;
    private final Shop shop;
    private final IntFunction<Shop> mortal;
    private final SplittableRandom random;
    private final List<SupplyChange> delayed = new ArrayList<>();
    private long applied;

    /**
     * @param mortal the shop as a function sees it that is killed after so many requests
     */
    public UnrulySync(
            TestLedger ledger, Shop shop, IntFunction<Shop> mortal, SplittableRandom random) {
        this.ledger = ledger;
        this.shop = shop;
        this.mortal = mortal;
        this.random = random;
    }

    /** One of the things that may happen. */
    public void round() {
        switch (random.nextInt(12)) {
            case 0 -> runAndDie(syncing(shop, random.nextInt(4)));
            case 1 -> runAndDie(syncing(mortal.apply(random.nextInt(12)), 100));
            case 2 -> delay();
            case 3 -> applyDelayed();
            default -> run();
        }
    }

    /** What was killed is due again; all that was delayed comes, twice. */
    public void finish() {
        applyDelayed();
        endLeases();
        run();
        applyDelayed();
    }

    /** How many changes moved net stock by clean runs. */
    public long applied() {
        return applied;
    }

    private void run() {
        SyncResult synced;
        do {
            synced = syncing(shop, Integer.MAX_VALUE).run(Shop.call());
            applied += synced.applied();
        } while (!synced.isFinished());
    }

    /** Another has the page as well, and will send it at some time. */
    private void delay() {
        delayed.addAll(new LedgerOutbox(ledger.database(), Duration.ZERO).claim(20).changes());
    }

    private void applyDelayed() {
        Collections.shuffle(delayed, random);
        shop.stock().applyingSupply().apply(delayed, Shop.call());
        if (random.nextBoolean()) {
            delayed.clear();
        }
    }

    private SupplySender syncing(Shop through, int statements) {
        return new SupplySender(
                MortalTransactions.killedAfter(ledger.database(), statements),
                (changes, _) ->
                        through.stock()
                                .applyingSupply()
                                .apply(changes, Shop.call(through.budget())),
                AT_ONCE);
    }

    private void runAndDie(SupplySender syncing) {
        try {
            syncing.run(Shop.call(Duration.ofSeconds(1)));
        } catch (RetryLaterException e) {
            endLeases();
        }
    }

    private void endLeases() {
        ledger.execute("UPDATE net_stock SET send_at = now() WHERE send_at IS NOT NULL");
    }
}
