package dev.netstock.malls.simulation;

import dev.netstock.malls.orders.OrderIntake;
import dev.netstock.malls.port.MallException;
import dev.netstock.malls.port.MallItem;
import dev.netstock.malls.sync.ItemRow;
import dev.netstock.malls.sync.ItemScheduler;
import dev.netstock.malls.sync.LevelIntake;
import dev.netstock.malls.sync.MallReports;
import dev.netstock.malls.sync.MallRow;
import dev.netstock.malls.sync.MallSettings;
import dev.netstock.malls.sync.MallStore;
import dev.netstock.malls.sync.MallWorker;
import dev.netstock.malls.sync.Mappings;
import dev.netstock.malls.sync.Part;
import dev.netstock.malls.sync.StockSync;
import dev.netstock.malls.sync.Targets;
import dev.netstock.stock.Channel;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.Sku;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** One mall where nothing goes wrong by itself: a test says what happens. */
final class OneMall implements MallReports {
    final World world = new World(new SplittableRandom(1), 0);
    private final Set<Sku> dirty = new HashSet<>();
    final SimulatedStock stock = new SimulatedStock(world, 0, dirty::add);
    final SimulatedMall mall;
    final MemoryStore store = new MemoryStore(world);
    final Channel channel;
    final ItemScheduler scheduler;
    final List<String> reports = new ArrayList<>();

    OneMall(Profile profile, MallSettings.Mode mode, long cap) {
        mall = new SimulatedMall(profile, world, 0);
        channel = new Channel(profile.name());
        MallSettings settings =
                new MallSettings(
                        channel, mode, cap, 1, 0, 0, 100, 0, Duration.ofMinutes(10), List.of(), 0);
        scheduler =
                new ItemScheduler(profile.capabilities(), settings, new Targets(List.of(settings)));
        store.add(MallRow.connected(channel, world.instant()));
    }

    MallWorker worker(String name) {
        return worker(name, store);
    }

    MallWorker worker(String name, MallStore rows) {
        return new MallWorker(
                name,
                mall.capabilities(),
                rows,
                scheduler,
                new OrderIntake(mall, rows, stock, scheduler, this),
                new StockSync(mall, rows, stock, scheduler, this),
                this,
                world);
    }

    void map(MallItem item, Part... parts) {
        List<Part> all = List.of(parts);
        store.add(
                ItemRow.mapped(
                        item, all, all.stream().map(part -> stock.level(part.sku())).toList()));
    }

    Mappings mappings() {
        return new Mappings(store, stock::levels);
    }

    /** Runs a worker for so long, and takes levels to the rows. */
    void run(MallWorker worker, Duration time) {
        long end = world.elapsed() + time.toMillis();
        while (world.elapsed() < end) {
            List<Sku> skus = List.copyOf(dirty);
            dirty.clear();
            new LevelIntake(store, scheduler)
                    .levels(skus.stream().map(stock::level).toList(), world.instant());
            if (worker.round(List.copyOf(mall.signals)).signalsTaken()) {
                mall.signals.clear();
            }
            world.runUntil(world.elapsed() + 500);
        }
    }

    long held(String number, Sku sku) {
        return stock.held(new OrderId(channel.value() + '-' + number), sku);
    }

    ItemRow row(MallItem item) {
        return store.items(List.of(item)).getFirst();
    }

    @Override
    public void oversold(OrderId order, Map<Sku, Long> units) {
        reports.add("oversold " + order + ' ' + units);
    }

    @Override
    public void countDiffers(MallItem item, long expected, long found) {
        reports.add("count " + item.item() + ' ' + expected + ' ' + found);
    }

    @Override
    public void problem(MallItem item, String problem) {
        reports.add("problem " + item.item());
    }

    @Override
    public void unmapped(String order) {
        reports.add("unmapped " + order);
    }

    @Override
    public void interrupted(MallException cause) {
        reports.add("interrupted");
    }
}
