package dev.netstock.local.live;

import dev.netstock.local.demo.Catalogue;
import dev.netstock.local.demo.Product;
import dev.netstock.local.mallshops.DemoMall;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The sequence of events of a trading day in the demo store: mostly POS sales, then web orders,
 * some of which are never paid, deliveries that replenish the stock, and in malls orders that some
 * customers change or cancel later. The same random numbers yield the same sequence. Not
 * thread-safe.
 */
public final class LiveDay {
    /** The time zone of business dates. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Tokyo");

    private static final int STORE_SALES_OF_TEN = 6;
    private static final int WEB_ORDERS_OF_TEN = 3;
    private static final int PAYMENTS_FAIL_ONE_IN = 5;
    private static final int IN_MALLS_ONE_OF = 4;
    private static final int CHANGES_IN_MALLS_ONE_OF = 5;
    private static final int UNITS_SOLD_MAX = 2;
    private static final int UNITS_DELIVERED_MAX = 12;

    private final List<Product> products;
    private final List<DemoMall> malls;
    private final Catalogue catalogue;
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
            List<DemoMall> malls,
            Random random,
            InstantSource clock,
            String run) {
        this.catalogue = catalogue;
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
        if (!malls.isEmpty() && random.nextInt(IN_MALLS_ONE_OF) == 0) {
            return inMall(malls.get(random.nextInt(malls.size())));
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

    private StoreEvent inMall(DemoMall mall) {
        if (random.nextInt(CHANGES_IN_MALLS_ONE_OF) == 0) {
            return new MallChange(mall, random.nextBoolean());
        }
        List<Product> assortment = mall.assortment(catalogue);
        return new MallOrder(
                mall,
                assortment.get(random.nextInt(assortment.size())).sku(),
                1 + random.nextInt(UNITS_SOLD_MAX));
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
