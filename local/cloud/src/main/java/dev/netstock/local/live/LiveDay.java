package dev.netstock.local.live;

import dev.netstock.local.demo.Catalogue;
import dev.netstock.local.demo.Product;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The sequence of events of a trading day in the demo store: mostly POS sales, then web orders,
 * some of which are never paid, deliveries that replenish the stock, and orders in malls. The same
 * random numbers yield the same sequence. Not thread-safe.
 */
public final class LiveDay {
    /** The time zone of business dates. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Tokyo");

    private static final int STORE_SALES_OF_TEN = 6;
    private static final int WEB_ORDERS_OF_TEN = 3;
    private static final int PAYMENTS_FAIL_ONE_IN = 5;
    private static final int MALL_ORDERS_ONE_IN = 4;
    private static final int MALL_CANCELLATIONS_ONE_IN = 8;
    private static final int UNITS_SOLD_MAX = 2;
    private static final int UNITS_DELIVERED_MAX = 12;

    private final List<Product> products;
    private final List<String> malls;
    private final Random random;
    private final InstantSource clock;
    private final String run;
    private long count;

    /**
     * @param malls where customers also buy; may be empty
     * @param run unique name of this day, part of all ids
     */
    public LiveDay(
            Catalogue catalogue,
            List<String> malls,
            Random random,
            InstantSource clock,
            String run) {
        this.products = catalogue.products();
        this.malls = List.copyOf(malls);
        this.random = random;
        this.clock = clock;
        this.run = run;
    }

    /** The next event. */
    public StoreEvent next() {
        count++;
        Product product = products.get(random.nextInt(products.size()));
        if (!malls.isEmpty() && random.nextInt(MALL_ORDERS_ONE_IN) == 0) {
            return mallOrder(product);
        }
        List<String> locations = new ArrayList<>(product.supply().keySet());
        String location = locations.get(random.nextInt(locations.size()));
        int kind = random.nextInt(10);
        if (kind < STORE_SALES_OF_TEN) {
            return movement("sale", "/pos/", product, location, UNITS_SOLD_MAX);
        }
        if (kind < STORE_SALES_OF_TEN + WEB_ORDERS_OF_TEN) {
            boolean paid = random.nextInt(PAYMENTS_FAIL_ONE_IN) != 0;
            int units = 1 + random.nextInt(UNITS_SOLD_MAX);
            return new WebOrder("L-" + run + "-" + count, product.sku(), location, units, paid);
        }
        return movement("receipt", "/wms/", product, location, UNITS_DELIVERED_MAX);
    }

    private MallOrder mallOrder(Product product) {
        return new MallOrder(
                malls.get(random.nextInt(malls.size())),
                product.sku(),
                1 + random.nextInt(UNITS_SOLD_MAX),
                random.nextInt(MALL_CANCELLATIONS_ONE_IN) == 0);
    }

    private Movement movement(
            String kind, String source, Product product, String location, int unitsMax) {
        var now = clock.instant();
        return new Movement(
                source + location,
                run + "-" + count,
                kind,
                product.sku(),
                location,
                1 + random.nextInt(unitsMax),
                now,
                LocalDate.ofInstant(now, ZONE));
    }
}
