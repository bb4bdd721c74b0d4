package dev.netstock.local.saleday.run;

import dev.netstock.local.demo.Catalogue;
import dev.netstock.local.saleday.Buyer;
import dev.netstock.local.saleday.Buyers;
import dev.netstock.local.saleday.Goods;
import dev.netstock.local.saleday.SaleOptions;
import dev.netstock.local.saleday.books.Books;
import dev.netstock.local.saleday.traffic.Crowd;
import dev.netstock.local.saleday.traffic.Delivery;
import dev.netstock.local.saleday.traffic.Door;
import dev.netstock.local.saleday.traffic.Killing;
import dev.netstock.local.saleday.traffic.Pinning;
import dev.netstock.local.saleday.traffic.SaleLog;
import dev.netstock.local.saleday.traffic.Watching;
import dev.netstock.local.saleday.verdict.Verdict;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;

/** Runs one sale against a running cloud: goods, buyers, rest, verdict. For one thread. */
public final class SaleDay {
    private static final ZoneId ZONE = ZoneId.of("Asia/Tokyo");
    private static final double SPREAD_AT = 0.2;
    private static final double DELIVERED_AT = 0.6;
    private static final double MERGED_AT = 0.8;
    private static final int DELIVERED = 10;
    private static final double MILLIS = 1_000;

    private final SaleCloud cloud;
    private final SaleOptions options;
    private final SaleProgress progress;
    private final Goods goods;
    private final long runNumber;
    private final SaleLog log = new SaleLog();
    private final Door door;
    private final Watching watching;
    private final Killing killing;

    /**
     * @param runNumber names the sale: no two may have the same
     */
    public SaleDay(SaleCloud cloud, SaleOptions options, long runNumber, SaleProgress progress) {
        this.cloud = cloud;
        this.options = options;
        this.runNumber = runNumber;
        this.progress = progress;
        this.goods = Goods.of(Long.toString(runNumber, Character.MAX_RADIX), options.goods());
        this.door = new Door(options.atOnce());
        this.watching = new Watching(cloud.tables(), goods);
        this.killing = new Killing(cloud.api().http(), cloud.lambda(), new Random(options.seed()));
    }

    /** Runs it to its end. */
    public SaleRecord run() throws InterruptedException {
        List<Buyer> buyers = Buyers.of(options.curve(), goods, options.seed());
        long supply = bringIn() + DELIVERED;
        progress.step(
                "%d buyers in %.0f s, at most %.0f a second; seed %d, sale %s"
                        .formatted(
                                buyers.size(),
                                options.curve().seconds(),
                                options.curve().peak(),
                                options.seed(),
                                goods.run()));
        var began = Instant.now();
        sell(buyers, began);
        return judge(began, supply);
    }

    private long bringIn() {
        Catalogue catalogue = goods.catalogue(runNumber, options.curve().buyers());
        progress.step(
                "Bringing %d SKUs in, by files of the core system"
                        .formatted(catalogue.products().size()));
        var loaded = cloud.loader().load(catalogue, LocalDate.now(ZONE));
        if (!loaded.inFlight().isEmpty()) {
            throw new IllegalStateException("A sale needs its goods: " + loaded.line());
        }
        return catalogue.products().stream()
                .flatMap(product -> product.supply().values().stream())
                .mapToLong(Integer::longValue)
                .sum();
    }

    private void sell(List<Buyer> buyers, Instant began) throws InterruptedException {
        var line = new LiveLine(options.curve(), log, began);
        Thread delivery = Thread.ofVirtual().start(delivery());
        Thread pinning = Thread.ofVirtual().start(pinning());
        try (var each = new EachSecond()) {
            each.run(watching::look);
            each.run(
                    () ->
                            progress.now(
                                    line.at(
                                            Instant.now(),
                                            watching.samples(),
                                            door.within(),
                                            killing.kills().size())));
            if (options.kill()) {
                each.run(() -> killWhileBuyersCome(began));
            }
            new Crowd(buyers, cloud.api(), door, log).come();
        }
        delivery.join();
        pinning.join();
    }

    /** Whoever is served last can be, then. */
    private void killWhileBuyersCome(Instant began) throws InterruptedException {
        if (Duration.between(began, Instant.now()).toSeconds() < options.curve().seconds()) {
            killing.killOne();
        }
    }

    private Delivery delivery() {
        return new Delivery(
                cloud.api(),
                goods.hot(),
                Goods.LOCATION,
                DELIVERED,
                after(DELIVERED_AT),
                goods.orderPrefix() + "delivery");
    }

    private Runnable pinning() {
        return options.shards() == 0
                ? () -> {}
                : new Pinning(
                        cloud.api(),
                        goods.hot(),
                        List.of(Goods.LOCATION, Goods.SECOND_LOCATION),
                        options.shards(),
                        after(SPREAD_AT),
                        after(MERGED_AT));
    }

    private Duration after(double part) {
        return Duration.ofMillis((long) (options.curve().seconds() * part * MILLIS));
    }

    private SaleRecord judge(Instant began, long supply) throws InterruptedException {
        progress.step("The sale is over; waiting until nothing is held any more");
        var over = Instant.now();
        Books books =
                new Settling(cloud.tables(), goods, supply, options.settleWithin(), progress)
                        .await();
        var settled = Duration.between(over, Instant.now());
        List<Buyer> came =
                log.arrivals().stream()
                        .filter(arrival -> !arrival.turnedAway())
                        .map(SaleLog.Arrival::buyer)
                        .toList();
        return new SaleRecord(
                goods.run(),
                options,
                began,
                log.arrivals(),
                log.calls(),
                watching.samples(),
                killing.kills(),
                settled,
                Verdict.of(came, log.calls(), supply, books));
    }
}
