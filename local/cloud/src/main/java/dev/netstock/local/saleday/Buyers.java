package dev.netstock.local.saleday;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.TreeSet;

/** Generates the buyers of a sale. The same seed yields the same buyers. Not thread-safe. */
public final class Buyers {
    /** The shortest hold that the API allows, so that holds expire during the sale. */
    private static final int LEFT_HOLD_SECONDS = 10;

    private static final int HOLD_SECONDS = 60;
    private static final int THINKS_MS_MAX = 2_000;
    private static final int UNITS_MAX = 3;
    private static final int LINES_MAX = 4;
    private static final List<String> MALLS = List.of("rakuten", "yahoo", "amazon");

    private final SaleAssortment assortment;
    private final Random random;
    private final Arrivals arrivals;

    private Buyers(SaleCurve curve, SaleAssortment assortment, Random random) {
        this.assortment = assortment;
        this.random = random;
        this.arrivals = new Arrivals(curve, random);
    }

    /** All buyers in order of arrival. */
    public static List<Buyer> of(SaleCurve curve, SaleAssortment assortment, long seed) {
        return new Buyers(curve, assortment, new Random(seed)).all();
    }

    /**
     * The same buyers as customers of a sale with a limit. Two that arrive one after the other are
     * one customer, and one in three is a customer who came before.
     */
    public static List<Buyer> asCustomers(List<Buyer> buyers, long seed) {
        var random = new Random(seed);
        List<Buyer> customers = new ArrayList<>();
        for (int number = 0; number < buyers.size(); number++) {
            int pair = number / 2;
            int customer = random.nextInt(3) == 0 ? random.nextInt(pair + 1) : pair;
            customers.add(buyers.get(number).as("customer-" + customer));
        }
        return customers;
    }

    private List<Buyer> all() {
        List<Buyer> buyers = new ArrayList<>();
        for (OptionalDouble second = arrivals.next();
                second.isPresent();
                second = arrivals.next()) {
            buyers.add(buyer(buyers.size() + 1, second.getAsDouble()));
        }
        return buyers;
    }

    private Buyer buyer(int number, double second) {
        Intent intent = intent();
        return new Buyer(
                second,
                assortment.orderId(number),
                channel(),
                lines(),
                intent == Intent.LEAVES ? LEFT_HOLD_SECONDS : HOLD_SECONDS,
                intent,
                oneIn(10),
                Duration.ofMillis(random.nextInt(THINKS_MS_MAX)));
    }

    private String channel() {
        return oneIn(4) ? MALLS.get(random.nextInt(MALLS.size())) : "storefront";
    }

    /** Of 100 buyers, 12 have a failed payment, 6 abandon their order and 4 cancel. */
    private Intent intent() {
        int of100 = random.nextInt(100);
        if (of100 < 12) {
            return Intent.PAYMENT_FAILS;
        }
        if (of100 < 18) {
            return Intent.LEAVES;
        }
        return of100 < 22 ? Intent.CANCELS : Intent.PAYS;
    }

    /** One in four orders has several lines, each of another SKU. */
    private List<OrderLine> lines() {
        int wanted = oneIn(4) ? 2 + random.nextInt(LINES_MAX - 1) : 1;
        var skus = new TreeSet<Integer>();
        for (int i = 0; i < wanted; i++) {
            skus.add(assortment.popularity().pick(random));
        }
        return skus.stream().map(this::line).toList();
    }

    /** The order names no location for the hot SKU, which several locations have. */
    private OrderLine line(int which) {
        int units = oneIn(5) ? 2 + random.nextInt(UNITS_MAX - 1) : 1;
        return new OrderLine(
                assortment.sku(which),
                which == 0 ? Optional.empty() : Optional.of(SaleAssortment.LOCATION),
                units);
    }

    private boolean oneIn(int of) {
        return random.nextInt(of) == 0;
    }
}
