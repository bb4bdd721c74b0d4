package dev.netstock.salemode.mode;

import dev.netstock.salerules.SupplyPace;
import dev.netstock.stock.Sku;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A sale as it is planned.
 *
 * @param sale its name, used once
 * @param startsAt when sale mode is entered; empty for at once
 * @param endsAt when it is left; empty for by hand
 * @param skus the SKUs that will be hot
 * @param shards over how many items each of them is spread, at least
 * @param ordersPerSecond how many are expected at the peak: the checks before compare with it
 * @param supply how fast supply is sent meanwhile
 * @param malls what external malls may do meanwhile
 * @param requests whether requests to fill shelves wait
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
        Requests requests) {
    public Plan {
        skus = List.copyOf(skus);
    }

    /**
     * What becomes of requests to fill shelves.
     *
     * @param areHeld whether they wait
     * @param every after how long those that wait go out together; empty for when the sale is left
     */
    public record Requests(boolean areHeld, Optional<Duration> every) {
        /** As on any day. */
        public static final Requests GO = new Requests(false, Optional.empty());
    }

    boolean begins(Instant now) {
        return startsAt.filter(now::isBefore).isEmpty();
    }

    boolean ends(Instant now) {
        return endsAt.filter(end -> !now.isBefore(end)).isPresent();
    }
}
