package dev.netstock.local.saleday.run;

import dev.netstock.local.saleday.SaleOptions;
import dev.netstock.local.saleday.traffic.OrderCall;
import dev.netstock.local.saleday.traffic.ProcessKill;
import dev.netstock.local.saleday.traffic.SaleLog.Arrival;
import dev.netstock.local.saleday.traffic.StockSample;
import dev.netstock.local.saleday.verdict.Verdict;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A completed sale.
 *
 * @param run id of the sale, part of SKUs and order ids
 * @param began start of the sale
 * @param settled time after the last buyer until no units were held; the limit if some still were
 */
public record SaleRecord(
        String run,
        SaleOptions options,
        Instant began,
        List<Arrival> arrivals,
        List<OrderCall> calls,
        List<StockSample> samples,
        List<ProcessKill> kills,
        Duration settled,
        Verdict verdict) {
    public SaleRecord {
        arrivals = List.copyOf(arrivals);
        calls = List.copyOf(calls);
        samples = List.copyOf(samples);
        kills = List.copyOf(kills);
    }

    /** Buyers who gave up before their first request. */
    public long turnedAway() {
        return arrivals.stream().filter(Arrival::turnedAway).count();
    }
}
