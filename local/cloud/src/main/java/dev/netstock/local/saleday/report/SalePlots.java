package dev.netstock.local.saleday.report;

import dev.netstock.local.saleday.run.SaleRecord;
import dev.netstock.local.saleday.traffic.Asked;
import dev.netstock.local.saleday.traffic.Called;
import dev.netstock.local.saleday.traffic.Kill;
import dev.netstock.local.saleday.traffic.SaleLog.Arrival;
import dev.netstock.local.saleday.traffic.Sample;

import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** The plots of a sale: who came, how they were answered, how long it took, and what was left. */
final class SalePlots {
    // The palette of Okabe and Ito, which most eyes tell apart.
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
                                sale.calls().stream().map(Called::answered),
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
                        "turned away at the door",
                        ORANGE,
                        sale.arrivals().stream().filter(Arrival::turnedAway).map(Arrival::at)),
                answered("reserved", GREEN, call -> reserves(call) && call.isDone()),
                answered("refused: too few", BLUE, call -> reserves(call) && call.isShort()));
    }

    private Plot answers() {
        return plot(
                "All requests by what was answered",
                "/s",
                answered("done (200, 201)", GREEN, Called::isDone),
                answered("refused (409)", BLUE, call -> call.status() == 409),
                answered("try again (503, 429)", ORANGE, SalePlots::isTryAgain),
                answered(
                        "failed (500, or no answer)",
                        RED,
                        call -> !call.isTrueAnswer() && !isTryAgain(call)));
    }

    private Plot latency() {
        List<Called> calls = sale.calls();
        return plot(
                "How long an answer took",
                "ms",
                new Series("half of them within (p50)", BLUE, perSecond.latencies(calls, 0.5)),
                new Series("99 of 100 within (p99)", RED, perSecond.latencies(calls, 0.99)));
    }

    private Plot stock() {
        return plot(
                "What can be promised",
                "units",
                sampled("the hot SKU", RED, Sample::hot),
                sampled("all others", BLUE, Sample::others));
    }

    private Plot shards() {
        return plot(
                "Items over which the hot SKU is spread",
                "items",
                sampled("open shards", PINK, Sample::openShards));
    }

    private Plot plot(String title, String unit, Series... series) {
        List<Double> kills = sale.kills().stream().map(Kill::at).map(perSecond::second).toList();
        return new Plot(title, unit, perSecond.seconds(), List.of(series), kills);
    }

    private Series counted(String name, String colour, Stream<Instant> moments) {
        return new Series(name, colour, perSecond.counts(moments));
    }

    private Series answered(String name, String colour, Predicate<Called> which) {
        return counted(name, colour, sale.calls().stream().filter(which).map(Called::answered));
    }

    private Series sampled(String name, String colour, ToDoubleFunction<Sample> value) {
        return new Series(name, colour, perSecond.points(sale.samples(), Sample::at, value));
    }

    private static boolean reserves(Called call) {
        return call.asked() == Asked.RESERVE;
    }

    private static boolean isTryAgain(Called call) {
        return call.status() == 503 || call.status() == 429;
    }
}
