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

/** Customers who order one unit of the hot SKU after the other; some give theirs back. */
public final class Orders implements AutoCloseable {
    private static final int CUSTOMERS = 2;
    private static final int GIVEN_BACK_PERCENT = 20;
    private static final int LIMIT_S = 60;

    private final Shop shop;
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger givenBack = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final ExecutorService customers = Executors.newFixedThreadPool(CUSTOMERS);
    private volatile boolean isOpen = true;

    private Orders(Shop shop) {
        this.shop = shop;
    }

    /** They begin at once. */
    public static Orders runningAgainst(Shop shop, SplittableRandom random) {
        var orders = new Orders(shop);
        for (int i = 0; i < CUSTOMERS; i++) {
            SplittableRandom own = random.split();
            orders.customers.execute(() -> orders.orderOn(own));
        }
        return orders;
    }

    /** Orders that took a unit. */
    public int taken() {
        return taken.get();
    }

    public int givenBack() {
        return givenBack.get();
    }

    public int refused() {
        return refused.get();
    }

    /** Units that are with customers. */
    public long sold() {
        return (long) taken() - givenBack();
    }

    /** Waits until so many more took a unit. */
    public void await(int more) {
        int enough = taken() + more;
        Awaitility.await().atMost(LIMIT_S, SECONDS).until(() -> taken() >= enough);
    }

    /** Everybody gets the answer to a last order; nobody orders again. */
    public void end() {
        isOpen = false;
        customers.close();
    }

    @Override
    public void close() {
        end();
    }

    private void orderOn(SplittableRandom random) {
        while (isOpen) {
            order(UUID.randomUUID().toString(), random.nextInt(100) < GIVEN_BACK_PERCENT);
        }
    }

    private void order(String id, boolean isGivenBack) {
        ReserveResult result =
                untilAnswered(() -> shop.reserve(id, Shop.line(SaleDay.HOT.value(), "east", 1)));
        if (result instanceof InsufficientStock) {
            refused.incrementAndGet();
            return;
        }
        taken.incrementAndGet();
        if (isGivenBack) {
            untilAnswered(() -> shop.release(id));
            givenBack.incrementAndGet();
        }
    }

    /** As callers do: the same request again, until it has its answer. */
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
