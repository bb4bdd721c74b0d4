package dev.netstock.malls.simulation;

import dev.netstock.mallcounts.Reason;
import dev.netstock.malls.orders.OrderIntake;
import dev.netstock.malls.port.MallException;
import dev.netstock.malls.port.MallItem;
import dev.netstock.malls.sync.Estimate;
import dev.netstock.malls.sync.Goal;
import dev.netstock.malls.sync.ItemRow;
import dev.netstock.malls.sync.ItemScheduler;
import dev.netstock.malls.sync.LevelIntake;
import dev.netstock.malls.sync.MallReports;
import dev.netstock.malls.sync.MallRow;
import dev.netstock.malls.sync.MallSettings;
import dev.netstock.malls.sync.MallWorker;
import dev.netstock.malls.sync.Part;
import dev.netstock.malls.sync.Progress;
import dev.netstock.malls.sync.StockSync;
import dev.netstock.malls.sync.Targets;
import dev.netstock.malls.sync.Urgency;
import dev.netstock.stock.Channel;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.Sku;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * How long a change of net stock takes to reach a mall, at the rates that the mall publishes. All
 * SKUs change once within ten minutes, one in a hundred sells out. The mall's own lag until it
 * applies an accepted write comes on top.
 */
final class Freshness implements MallReports {
    private static final long SPAN = 10 * 60_000;
    private static final long SHOWN = 20;

    private final World world;
    private final SimulatedStock stock;
    private final SimulatedMall mall;
    private final MemoryStore store;
    private final ItemScheduler scheduler;
    private final MallWorker worker;
    private final Set<Sku> dirty = new HashSet<>();
    private final Map<MallItem, Long> changedAt = new HashMap<>();
    private final List<Long> sellOuts = new ArrayList<>();
    private final List<Long> others = new ArrayList<>();
    private final Set<MallItem> soldOut = new HashSet<>();
    private final int skus;
    private final long pooled;

    Freshness(long seed, Profile profile, int skus) {
        this.skus = skus;
        pooled = profile.absoluteOnly() ? 2 * SHOWN : SHOWN;
        world = new World(new SplittableRandom(seed), 0);
        stock = new SimulatedStock(world, 0, dirty::add);
        mall = new SimulatedMall(profile, world, 0);
        mall.accepted = this::accepted;
        store = new MemoryStore(world);
        MallSettings settings =
                new MallSettings(
                        new Channel(profile.name()),
                        MallSettings.Mode.SET_ASIDE,
                        SHOWN,
                        50,
                        0,
                        0,
                        10,
                        0,
                        Duration.ofDays(1),
                        List.of(),
                        0);
        scheduler =
                new ItemScheduler(profile.capabilities(), settings, new Targets(List.of(settings)));
        worker =
                new MallWorker(
                        "worker",
                        mall.capabilities(),
                        store,
                        scheduler,
                        new OrderIntake(mall, store, stock, scheduler, this),
                        new StockSync(mall, store, stock, scheduler, this),
                        this,
                        world);
        store.add(MallRow.connected(settings.channel(), World.START));
        for (int i = 0; i < skus; i++) {
            synced(new Sku("sku-" + i), new MallItem("item-" + i, ""), settings);
        }
        dirty.clear();
    }

    /** An item that is at its target, with its units in the pool. */
    private void synced(Sku sku, MallItem item, MallSettings settings) {
        stock.supply(sku, 1000);
        stock.setAside(settings.channel(), sku, pooled);
        mall.list(item, SHOWN);
        ItemRow row = ItemRow.mapped(item, List.of(Part.of(sku, 1)), List.of(stock.level(sku)));
        store.add(
                new ItemRow(
                        item,
                        row.mapping(),
                        0,
                        row.levels(),
                        Map.of(sku, pooled),
                        new Estimate(SHOWN, SHOWN, Optional.empty(), World.START),
                        new Progress(
                                Optional.empty(),
                                Optional.empty(),
                                Instant.EPOCH,
                                OptionalLong.of(SHOWN),
                                World.START,
                                World.START,
                                Optional.empty(),
                                Instant.EPOCH,
                                Optional.empty()),
                        Urgency.CHECK,
                        World.START.plus(Duration.ofDays(1)),
                        new Goal(SHOWN, Reason.CAP)));
    }

    /**
     * Times in milliseconds, sorted.
     *
     * @param sellOuts of SKUs that sold out
     * @param others of the others
     */
    record Times(List<Long> sellOuts, List<Long> others) {
        static long percentile(List<Long> sorted, double part) {
            return sorted.get((int) Math.min(sorted.size() - 1, Math.round(sorted.size() * part)));
        }
    }

    Times run() {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < skus; i++) {
            order.add(i);
        }
        Collections.shuffle(order, new Random(world.random.nextLong()));
        int sellingOut = Math.max(3, skus / 100);
        for (int i = 0; i < skus; i++) {
            boolean sellsOut = i < sellingOut;
            int number = order.get(i);
            world.after(world.random.nextLong(SPAN), () -> change(number, sellsOut));
        }
        tick();
        flush();
        while (sellOuts.size() + others.size() < skus) {
            if (world.elapsed() > 24 * 3_600_000) {
                throw new IllegalStateException("Changes are lost: " + changedAt.keySet());
            }
            world.runUntil(world.elapsed() + 60_000);
        }
        Collections.sort(sellOuts);
        Collections.sort(others);
        return new Times(sellOuts, others);
    }

    private void change(int number, boolean sellsOut) {
        Sku sku = new Sku("sku-" + number);
        MallItem item = new MallItem("item-" + number, "");
        changedAt.put(item, world.elapsed());
        if (sellsOut) {
            soldOut.add(item);
        }
        stock.sell(sku, stock.general(sku) - (sellsOut ? 0 : 150 - pooled));
    }

    private void accepted(MallItem item, long count) {
        Long since = changedAt.get(item);
        boolean sellsOut = soldOut.contains(item);
        if (since != null && count == (sellsOut ? 0 : 15)) {
            (sellsOut ? sellOuts : others).add(world.elapsed() - since);
            changedAt.remove(item);
        }
    }

    private void tick() {
        boolean more = worker.round(List.of()).worked();
        world.after(more ? 200 : 1000, this::tick);
    }

    /** Levels arrive in batches, half a second after their commit on average. */
    private void flush() {
        if (!dirty.isEmpty()) {
            List<Sku> skusNow = List.copyOf(dirty);
            dirty.clear();
            if (!new LevelIntake(store, scheduler)
                    .levels(skusNow.stream().map(stock::level).toList(), world.instant())
                    .taken()) {
                dirty.addAll(skusNow);
            }
        }
        world.after(300 + world.random.nextLong(500), this::flush);
    }

    static String seconds(long millis) {
        return "%,.1f s".formatted(millis / 1000.0);
    }

    static List<Integer> sizes() {
        return Arrays.asList(100, 10_000);
    }

    @Override
    public void oversold(OrderId order, Map<Sku, Long> units) {}

    @Override
    public void countDiffers(MallItem item, long expected, long found) {}

    @Override
    public void problem(MallItem item, String problem) {}

    @Override
    public void unmapped(String order) {}

    @Override
    public void interrupted(MallException cause) {}
}
