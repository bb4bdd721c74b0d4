package dev.netstock.bench.events;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Reads from the API how much was sold since the benchmark began. */
final class SalesQuestion {
    private static final Duration AHEAD = Duration.ofHours(12);

    private final Instant from = Instant.now().truncatedTo(ChronoUnit.MINUTES);

    /** Orders of one SKU. */
    int orders(CloudUnderTest cloud, String sku) throws InterruptedException {
        return ask(cloud, "&sku=" + sku);
    }

    /** Orders of all SKUs. */
    int orders(CloudUnderTest cloud) throws InterruptedException {
        return ask(cloud, "");
    }

    private int ask(CloudUnderTest cloud, String filter) throws InterruptedException {
        return cloud.call("GET", "/v1/sales?from=" + from + "&to=" + from.plus(AHEAD) + filter, "")
                .at("/total/orders")
                .asInt();
    }
}
