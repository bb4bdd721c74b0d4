package dev.netstock.local.saleday.run;

import dev.netstock.local.saleday.SaleOptions;
import dev.netstock.local.saleday.traffic.Called;
import dev.netstock.local.saleday.traffic.Kill;
import dev.netstock.local.saleday.traffic.SaleLog.Arrival;
import dev.netstock.local.saleday.traffic.Sample;
import dev.netstock.local.saleday.verdict.Verdict;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A sale that is over.
 *
 * @param run names it, in SKUs and order ids
 * @param began when the first buyers could come
 * @param settled how long it took after the last buyer until nothing was held any more; the whole
 *     limit if something still was
 */
public record SaleRecord(
        String run,
        SaleOptions options,
        Instant began,
        List<Arrival> arrivals,
        List<Called> calls,
        List<Sample> samples,
        List<Kill> kills,
        Duration settled,
        Verdict verdict) {
    public SaleRecord {
        arrivals = List.copyOf(arrivals);
        calls = List.copyOf(calls);
        samples = List.copyOf(samples);
        kills = List.copyOf(kills);
    }

    /** Buyers who went away before they could ask for anything. */
    public long turnedAway() {
        return arrivals.stream().filter(Arrival::turnedAway).count();
    }
}
