package dev.netstock.ledger.norewind;

import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.stock.reservation.RequestedLine;
import dev.netstock.stock.reservation.ReserveResult;
import dev.netstock.stock.testing.Shop;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Orders at full speed: most are paid, some released, some cancelled later. Thread-safe.
 *
 * @param world both sides
 * @param orders how many
 * @param next the number of the next one
 * @param accepted how many were reserved
 * @param lost how many failed because their function was killed
 */
record Buyers(
        World world, int orders, AtomicInteger next, AtomicInteger accepted, AtomicInteger lost) {
    static Buyers of(World world, int orders) {
        return new Buyers(
                world, orders, new AtomicInteger(), new AtomicInteger(), new AtomicInteger());
    }

    /** The orders of one thread. The function of one order in 25 is killed. */
    void buy(String name) {
        SplittableRandom random = world.randomOf(name);
        for (int order = next.incrementAndGet(); order <= orders; order = next.incrementAndGet()) {
            Shop shop =
                    random.nextInt(25) == 0 ? world.killedAfter(random.nextInt(5)) : world.shop();
            tryToOrder(shop, "o" + order, random);
        }
    }

    /** The customer of a killed function gets no answer, and the sweep undoes the takes. */
    private void tryToOrder(Shop shop, String id, SplittableRandom random) {
        try {
            order(shop, id, random);
        } catch (RetryLaterException e) {
            lost.incrementAndGet();
        }
    }

    private void order(Shop shop, String id, SplittableRandom random) {
        RequestedLine line = Shop.line(World.sku(random), "east", random.nextInt(1, 3));
        if (shop.reserve(id, line) instanceof ReserveResult.Reserved) {
            accepted.incrementAndGet();
            switch (random.nextInt(8)) {
                case 0 -> shop.release(id);
                case 1 -> {
                    shop.confirm(id);
                    shop.cancel(id, "c");
                }
                case 2 -> {}
                default -> {
                    shop.confirm(id);
                    world.sold().add(id);
                }
            }
        }
    }
}
