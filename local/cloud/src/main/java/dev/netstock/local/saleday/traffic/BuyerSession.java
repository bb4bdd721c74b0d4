package dev.netstock.local.saleday.traffic;

import dev.netstock.local.saleday.Buyer;

import java.time.Instant;

/**
 * The session of one buyer. Requests without a definitive response are retried with the same id, a
 * limited number of times. After that, the reservation is left to expire.
 */
final class BuyerSession implements Runnable {
    private static final int TRIES_MAX = 24;
    private static final long PAUSE_MS = 100;
    private static final long PAUSE_MS_MAX = 2_000;

    private final Buyer buyer;
    private final SaleApi api;
    private final AdmissionLimit admission;
    private final SaleLog log;

    BuyerSession(Buyer buyer, SaleApi api, AdmissionLimit admission, SaleLog log) {
        this.buyer = buyer;
        this.api = api;
        this.admission = admission;
        this.log = log;
    }

    @Override
    public void run() {
        var arrivedAt = Instant.now();
        try {
            boolean admitted = admission.tryAcquire();
            log.add(new SaleLog.Arrival(buyer, arrivedAt, !admitted));
            if (admitted && reserve()) {
                Thread.sleep(buyer.thinkTime());
                end();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Two parallel clicks send the same order, so one successful response is enough. */
    private boolean reserve() throws InterruptedException {
        if (!buyer.doubleClicks()) {
            return reserveAdmitted();
        }
        var second = new SecondClick();
        Thread thread = Thread.ofVirtual().start(second);
        boolean first = reserveAdmitted();
        thread.join();
        return first || second.done;
    }

    private final class SecondClick implements Runnable {
        private volatile boolean done;

        @Override
        public void run() {
            try {
                done = retryUntilDefinitive(OrderAction.RESERVE);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void end() throws InterruptedException {
        switch (buyer.intent()) {
            case PAYS -> retryUntilDefinitive(OrderAction.CONFIRM);
            case PAYMENT_FAILS -> retryUntilDefinitive(OrderAction.RELEASE);
            case LEAVES -> {}
            case CANCELS -> {
                if (retryUntilDefinitive(OrderAction.CONFIRM)) {
                    retryUntilDefinitive(OrderAction.CANCEL);
                }
            }
        }
    }

    /** The first attempt uses the slot that the buyer has already acquired. */
    private boolean reserveAdmitted() throws InterruptedException {
        OrderCall call = callAndRelease(OrderAction.RESERVE);
        if (call.isDefinitive()) {
            return call.isSuccess();
        }
        Thread.sleep(PAUSE_MS);
        return retryUntilDefinitive(OrderAction.RESERVE);
    }

    /** Whether the action succeeded; false also if the result is unknown. */
    private boolean retryUntilDefinitive(OrderAction action) throws InterruptedException {
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            admission.acquire();
            OrderCall call = callAndRelease(action);
            if (call.isDefinitive()) {
                return call.isSuccess();
            }
            Thread.sleep(Math.min(PAUSE_MS << Math.min(tries, 10), PAUSE_MS_MAX));
        }
        return false;
    }

    private OrderCall callAndRelease(OrderAction action) throws InterruptedException {
        try {
            OrderCall call = api.call(action, buyer);
            log.add(call);
            return call;
        } finally {
            admission.release();
        }
    }
}
