package dev.netstock.local.saleday.run;

import dev.netstock.local.demo.Catalogue;
import dev.netstock.local.saleday.Buyer;
import dev.netstock.local.saleday.Buyers;
import dev.netstock.local.saleday.SaleAssortment;
import dev.netstock.local.saleday.SaleOptions;
import dev.netstock.local.saleday.snapshot.StockSnapshot;
import dev.netstock.local.saleday.traffic.AdmissionLimit;
import dev.netstock.local.saleday.traffic.BuyerTraffic;
import dev.netstock.local.saleday.traffic.MidSaleReceipt;
import dev.netstock.local.saleday.traffic.ProcessKiller;
import dev.netstock.local.saleday.traffic.SaleLog;
import dev.netstock.local.saleday.traffic.ShardSchedule;
import dev.netstock.local.saleday.traffic.StockSampler;
import dev.netstock.local.saleday.verdict.Verdict;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;

/**
 * Runs one sale against a running cloud: loads the SKUs, sends the buyers, waits until the stock
 * has settled, and computes the verdict. For one thread.
 */
public final class SaleDay {
    private static final ZoneId ZONE = ZoneId.of("Asia/Tokyo");
    private static final double SPREAD_AT = 0.2;
    private static final double RECEIPT_AT = 0.6;
    private static final double MERGED_AT = 0.8;
    private static final int RECEIPT_UNITS = 10;
    private static final double MILLIS = 1_000;
    private static final Duration LIMIT_BEGINS_AFTER = Duration.ofSeconds(11);

    private final SaleCloud cloud;
    private final SaleOptions options;
    private final SaleProgress progress;
    private final SaleAssortment assortment;
    private final long runNumber;
    private final SaleLog log = new SaleLog();
    private final AdmissionLimit admission;
    private final StockSampler sampler;
    private final ProcessKiller killer;

    /**
     * @param runNumber unique number of the sale
     */
    public SaleDay(SaleCloud cloud, SaleOptions options, long runNumber, SaleProgress progress) {
        this.cloud = cloud;
        this.options = options;
        this.runNumber = runNumber;
        this.progress = progress;
        this.assortment =
                SaleAssortment.of(Long.toString(runNumber, Character.MAX_RADIX), options.skus());
        this.admission = new AdmissionLimit(options.maxInFlight());
        this.sampler = new StockSampler(cloud.tables(), assortment);
        this.killer =
                new ProcessKiller(cloud.api().http(), cloud.lambda(), new Random(options.seed()));
    }

    /** Runs the sale. */
    public SaleRecord run() throws InterruptedException {
        List<Buyer> buyers = Buyers.of(options.curve(), assortment, options.seed());
        if (options.limit() > 0) {
            buyers = Buyers.asCustomers(buyers, options.seed());
        }
        long supply = importSkus() + RECEIPT_UNITS;
        limit();
        progress.step(
                "%d buyers in %.0f s, at most %.0f per second; seed %d, sale %s"
                        .formatted(
                                buyers.size(),
                                options.curve().seconds(),
                                options.curve().peak(),
                                options.seed(),
                                assortment.run()));
        var began = Instant.now();
        sell(buyers, began);
        return verdict(began, supply);
    }

    private long importSkus() {
        Catalogue catalogue = assortment.catalogue(runNumber, options.curve().buyers());
        progress.step(
                "Loading %d SKUs from files of the core system"
                        .formatted(catalogue.products().size()));
        var loaded = cloud.loader().load(catalogue, LocalDate.now(ZONE), _ -> {});
        if (!loaded.inFlight().isEmpty()) {
            throw new IllegalStateException(
                    "The supply of the sale is incomplete: " + loaded.line());
        }
        return catalogue.products().stream()
                .flatMap(product -> product.supply().values().stream())
                .mapToLong(Integer::longValue)
                .sum();
    }

    /** A limit begins ten seconds after it was set. */
    private void limit() throws InterruptedException {
        if (options.limit() > 0) {
            progress.step("Limiting each SKU to %d units per customer".formatted(options.limit()));
            for (String sku : assortment.skus()) {
                cloud.api().limit(sku, assortment.run(), options.limit());
            }
            Thread.sleep(LIMIT_BEGINS_AFTER);
        }
    }

    private void sell(List<Buyer> buyers, Instant began) throws InterruptedException {
        var line = new StatusLine(options.curve(), log, began);
        Thread receipt = Thread.ofVirtual().start(receipt());
        Thread shardSchedule = Thread.ofVirtual().start(shardSchedule());
        try (var each = new SecondTicker()) {
            each.run(sampler::sample);
            each.run(
                    () ->
                            progress.now(
                                    line.at(
                                            Instant.now(),
                                            sampler.samples(),
                                            admission.inFlight(),
                                            killer.kills().size())));
            if (options.kill()) {
                each.run(() -> killWhileBuyersArrive(began));
            }
            new BuyerTraffic(buyers, cloud.api(), admission, log).run();
        }
        receipt.join();
        shardSchedule.join();
    }

    /** Stops killing when the last buyer has arrived, so that the last orders can complete. */
    private void killWhileBuyersArrive(Instant began) throws InterruptedException {
        if (Duration.between(began, Instant.now()).toSeconds() < options.curve().seconds()) {
            killer.killOne();
        }
    }

    private MidSaleReceipt receipt() {
        return new MidSaleReceipt(
                cloud.api(),
                assortment.hot(),
                SaleAssortment.LOCATION,
                RECEIPT_UNITS,
                after(RECEIPT_AT),
                assortment.orderPrefix() + "delivery");
    }

    private Runnable shardSchedule() {
        return options.shards() == 0
                ? () -> {}
                : new ShardSchedule(
                        cloud.api(),
                        assortment.hot(),
                        List.of(SaleAssortment.LOCATION, SaleAssortment.SECOND_LOCATION),
                        options.shards(),
                        after(SPREAD_AT),
                        after(MERGED_AT));
    }

    private Duration after(double part) {
        return Duration.ofMillis((long) (options.curve().seconds() * part * MILLIS));
    }

    private SaleRecord verdict(Instant began, long supply) throws InterruptedException {
        progress.step("The sale is over. Waiting until no units are held");
        var over = Instant.now();
        StockSnapshot snapshot =
                new SettlementWait(
                                cloud.tables(), assortment, supply, options.settleLimit(), progress)
                        .await();
        var settled = Duration.between(over, Instant.now());
        List<Buyer> came =
                log.arrivals().stream()
                        .filter(arrival -> !arrival.turnedAway())
                        .map(SaleLog.Arrival::buyer)
                        .toList();
        return new SaleRecord(
                assortment.run(),
                options,
                began,
                log.arrivals(),
                log.calls(),
                sampler.samples(),
                killer.kills(),
                settled,
                Verdict.of(came, log.calls(), supply, options.limit(), snapshot));
    }
}
