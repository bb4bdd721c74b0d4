package dev.netstock.salemode.mode;

import dev.netstock.salerules.SupplyPace;
import dev.netstock.stock.Sku;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The plan of a sale.
 *
 * @param sale the name of the sale, used once
 * @param startsAt when the overrides come into effect; empty for at once
 * @param endsAt when they are reverted; empty if an operator ends the sale
 * @param skus the SKUs that are expected to be hot
 * @param shards the minimum number of items over which each of them is spread
 * @param ordersPerSecond the expected peak rate, with which the preflight checks compare capacity
 * @param supply the pace of the supply sync during the sale
 * @param malls what external malls may sell during the sale
 * @param requests whether replenishment requests are held back during the sale
 * @param limit how many units of each listed SKU an order and a customer may hold
 * @param pools units that channels have for themselves during the sale
 */
public record Plan(
        String sale,
        Optional<Instant> startsAt,
        Optional<Instant> endsAt,
        List<Sku> skus,
        int shards,
        long ordersPerSecond,
        SupplyPace supply,
        MallRule malls,
        Requests requests,
        SaleLimit limit,
        List<SalePool> pools) {
    public Plan {
        skus = List.copyOf(skus);
        pools = List.copyOf(pools);
    }

    /** A plan without pools. */
    public Plan(
            String sale,
            Optional<Instant> startsAt,
            Optional<Instant> endsAt,
            List<Sku> skus,
            int shards,
            long ordersPerSecond,
            SupplyPace supply,
            MallRule malls,
            Requests requests,
            SaleLimit limit) {
        this(
                sale,
                startsAt,
                endsAt,
                skus,
                shards,
                ordersPerSecond,
                supply,
                malls,
                requests,
                limit,
                List.of());
    }

    /** A plan without a purchase limit. */
    public Plan(
            String sale,
            Optional<Instant> startsAt,
            Optional<Instant> endsAt,
            List<Sku> skus,
            int shards,
            long ordersPerSecond,
            SupplyPace supply,
            MallRule malls,
            Requests requests) {
        this(
                sale,
                startsAt,
                endsAt,
                skus,
                shards,
                ordersPerSecond,
                supply,
                malls,
                requests,
                SaleLimit.NONE);
    }

    /**
     * How replenishment requests are handled.
     *
     * @param areBundled whether they are held back and sent together
     * @param every how often held requests are sent; empty if they are sent when the sale ends
     */
    public record Requests(boolean areBundled, Optional<Duration> every) {
        /** Normal operation: each is sent at once. */
        public static final Requests AT_ONCE = new Requests(false, Optional.empty());
    }

    boolean hasStarted(Instant now) {
        return startsAt.filter(now::isBefore).isEmpty();
    }

    boolean hasEnded(Instant now) {
        return endsAt.filter(end -> !now.isBefore(end)).isPresent();
    }
}
