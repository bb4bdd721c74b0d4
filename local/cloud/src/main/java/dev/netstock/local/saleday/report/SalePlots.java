package dev.netstock.local.saleday.report;

import dev.netstock.local.saleday.run.SaleRecord;
import dev.netstock.local.saleday.traffic.OrderAction;
import dev.netstock.local.saleday.traffic.OrderCall;
import dev.netstock.local.saleday.traffic.ProcessKill;
import dev.netstock.local.saleday.traffic.SaleLog.Arrival;
import dev.netstock.local.saleday.traffic.StockSample;

import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** The charts of a sale: arrivals, responses, latency and stock. */
final class SalePlots {
    // The colour-blind safe palette of Okabe and Ito.
    private static final String BLUE = "#0072b2";
    private static final String RED = "#d55e00";
    private static final String GREEN = "#009e73";
    private static final String PINK = "#cc79a7";
    private static final String ORANGE = "#e69f00";
    private static final String GREY = "#777";

    private final SaleRecord sale;
    private final PerSecond perSecond;

    SalePlots(SaleRecord sale) {
        this.sale = sale;
        Instant end =
                Stream.concat(
                                sale.calls().stream().map(OrderCall::answered),
                                sale.arrivals().stream().map(Arrival::at))
                        .max(Instant::compareTo)
                        .orElse(sale.began());
        int seconds = (int) Math.ceil(new PerSecond(sale.began(), 0).second(end));
        this.perSecond = new PerSecond(sale.began(), Math.max(1, seconds));
    }

    String html() {
        return rate().html()
                + answers().html()
                + latency().html()
                + stock().html()
                + shards().html();
    }

    private Plot rate() {
        return plot(
                "Buyers and reservations",
                "/s",
                counted("came", GREY, sale.arrivals().stream().map(Arrival::at)),
                counted(
                        "gave up waiting",
                        ORANGE,
                        sale.arrivals().stream().filter(Arrival::turnedAway).map(Arrival::at)),
                answered("reserved", GREEN, call -> reserves(call) && call.isSuccess()),
                answered(
                        "refused: insufficient stock",
                        BLUE,
                        call -> reserves(call) && call.isInsufficientStock()));
    }

    private Plot answers() {
        return plot(
                "All requests by response",
                "/s",
                answered("done (200, 201)", GREEN, OrderCall::isSuccess),
                answered("refused (409)", BLUE, call -> call.status() == 409),
                answered("retry (503, 429)", ORANGE, SalePlots::isRetryable),
                answered(
                        "failed (500, or no response)",
                        RED,
                        call -> !call.isDefinitive() && !isRetryable(call)));
    }

    private Plot latency() {
        List<OrderCall> calls = sale.calls();
        return plot(
                "Latency",
                "ms",
                new Series("median (p50)", BLUE, perSecond.latencies(calls, 0.5)),
                new Series("99th percentile (p99)", RED, perSecond.latencies(calls, 0.99)));
    }

    private Plot stock() {
        return plot(
                "Available units",
                "units",
                sampled("the hot SKU", RED, StockSample::hot),
                sampled("all other SKUs", BLUE, StockSample::others));
    }

    private Plot shards() {
        return plot(
                "Shards of the hot SKU",
                "items",
                sampled("open shards", PINK, StockSample::openShards));
    }

    private Plot plot(String title, String unit, Series... series) {
        List<Double> kills =
                sale.kills().stream().map(ProcessKill::at).map(perSecond::second).toList();
        return new Plot(title, unit, perSecond.seconds(), List.of(series), kills);
    }

    private Series counted(String name, String colour, Stream<Instant> moments) {
        return new Series(name, colour, perSecond.counts(moments));
    }

    private Series answered(String name, String colour, Predicate<OrderCall> which) {
        return counted(name, colour, sale.calls().stream().filter(which).map(OrderCall::answered));
    }

    private Series sampled(String name, String colour, ToDoubleFunction<StockSample> value) {
        return new Series(name, colour, perSecond.points(sale.samples(), StockSample::at, value));
    }

    private static boolean reserves(OrderCall call) {
        return call.action() == OrderAction.RESERVE;
    }

    private static boolean isRetryable(OrderCall call) {
        return call.status() == 503 || call.status() == 429;
    }
}
