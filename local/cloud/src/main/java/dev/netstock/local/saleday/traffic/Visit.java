package dev.netstock.local.saleday.traffic;

import dev.netstock.local.saleday.Buyer;

import java.time.Instant;

/**
 * One buyer at the shop. What has no true answer is asked again, the same with the same id, until
 * the shop gives up; then what became of the order is left to the end of its hold.
 */
final class Visit implements Runnable {
    private static final int TRIES_MAX = 24;
    private static final long PAUSE_MS = 100;
    private static final long PAUSE_MS_MAX = 2_000;

    private final Buyer buyer;
    private final SaleApi api;
    private final Door door;
    private final SaleLog log;

    Visit(Buyer buyer, SaleApi api, Door door, SaleLog log) {
        this.buyer = buyer;
        this.api = api;
        this.door = door;
        this.log = log;
    }

    @Override
    public void run() {
        var came = Instant.now();
        try {
            boolean in = door.tryEnter();
            log.add(new SaleLog.Arrival(buyer, came, !in));
            if (in && reserve()) {
                Thread.sleep(buyer.thinks());
                end();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Two clicks at the same time are the same order: either answer stands for both. */
    private boolean reserve() throws InterruptedException {
        if (!buyer.impatient()) {
            return reserveFromWithin();
        }
        var second = new SecondClick();
        Thread thread = Thread.ofVirtual().start(second);
        boolean first = reserveFromWithin();
        thread.join();
        return first || second.done;
    }

    private final class SecondClick implements Runnable {
        private volatile boolean done;

        @Override
        public void run() {
            try {
                done = untilTrue(Asked.RESERVE);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void end() throws InterruptedException {
        switch (buyer.intent()) {
            case PAYS -> untilTrue(Asked.CONFIRM);
            case PAYMENT_FAILS -> untilTrue(Asked.RELEASE);
            case LEAVES -> {}
            case CANCELS -> {
                if (untilTrue(Asked.CONFIRM)) {
                    untilTrue(Asked.CANCEL);
                }
            }
        }
    }

    /** The first time, the buyer has his place already. */
    private boolean reserveFromWithin() throws InterruptedException {
        Called called = askAndLeave(Asked.RESERVE);
        if (called.isTrueAnswer()) {
            return called.isDone();
        }
        Thread.sleep(PAUSE_MS);
        return untilTrue(Asked.RESERVE);
    }

    /** Whether it was done; no also where nobody could tell. */
    private boolean untilTrue(Asked asked) throws InterruptedException {
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            door.enter();
            Called called = askAndLeave(asked);
            if (called.isTrueAnswer()) {
                return called.isDone();
            }
            Thread.sleep(Math.min(PAUSE_MS << Math.min(tries, 10), PAUSE_MS_MAX));
        }
        return false;
    }

    private Called askAndLeave(Asked asked) throws InterruptedException {
        try {
            Called called = api.ask(asked, buyer);
            log.add(called);
            return called;
        } finally {
            door.leave();
        }
    }
}
