package dev.netstock.salemode.testing;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.stock.reservation.ReserveResult;
import dev.netstock.stock.reservation.ReserveResult.InsufficientStock;
import dev.netstock.stock.testing.Shop;

import org.awaitility.Awaitility;

import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Customers who keep ordering one unit of the hot SKU; some cancel. */
public final class Orders implements AutoCloseable {
    private static final int CUSTOMERS = 2;
    private static final int CANCEL_PERCENT = 20;
    private static final int LIMIT_S = 60;

    private final Shop shop;
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger cancelled = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final ExecutorService customers = Executors.newFixedThreadPool(CUSTOMERS);
    private volatile boolean isOpen = true;

    private Orders(Shop shop) {
        this.shop = shop;
    }

    /** Starts the customers. */
    public static Orders runningAgainst(Shop shop, SplittableRandom random) {
        var orders = new Orders(shop);
        for (int i = 0; i < CUSTOMERS; i++) {
            SplittableRandom own = random.split();
            orders.customers.execute(() -> orders.keepOrdering(own));
        }
        return orders;
    }

    /** The number of orders that reserved a unit. */
    public int taken() {
        return taken.get();
    }

    public int cancelled() {
        return cancelled.get();
    }

    public int refused() {
        return refused.get();
    }

    /** The number of units that customers have. */
    public long sold() {
        return (long) taken() - cancelled();
    }

    /** Waits until this many more orders have reserved a unit. */
    public void await(int more) {
        int enough = taken() + more;
        Awaitility.await().atMost(LIMIT_S, SECONDS).until(() -> taken() >= enough);
    }

    /** Waits for the response to each customer's last order; then no customer orders again. */
    public void end() {
        isOpen = false;
        customers.close();
    }

    @Override
    public void close() {
        end();
    }

    private void keepOrdering(SplittableRandom random) {
        while (isOpen) {
            order(UUID.randomUUID().toString(), random.nextInt(100) < CANCEL_PERCENT);
        }
    }

    private void order(String id, boolean isCancelled) {
        ReserveResult result =
                untilAnswered(() -> shop.reserve(id, Shop.line(SaleDay.HOT.value(), "east", 1)));
        if (result instanceof InsufficientStock) {
            refused.incrementAndGet();
            return;
        }
        taken.incrementAndGet();
        if (isCancelled) {
            untilAnswered(() -> shop.release(id));
            cancelled.incrementAndGet();
        }
    }

    /** Repeats a request until it is answered, as clients do. */
    private static <T> T untilAnswered(Supplier<T> request) {
        while (true) {
            try {
                return request.get();
            } catch (RetryLaterException _) {
                Thread.onSpinWait();
            }
        }
    }
}
