package dev.netstock.malls.simulation;

import dev.netstock.malls.orders.OrderIntake;
import dev.netstock.malls.port.Mall;
import dev.netstock.malls.port.MallException;
import dev.netstock.malls.port.MallItem;
import dev.netstock.malls.port.MallOrder;
import dev.netstock.malls.port.MallOrderLine;
import dev.netstock.malls.port.OrderState;
import dev.netstock.malls.port.Signal;
import dev.netstock.malls.sync.ItemRow;
import dev.netstock.malls.sync.ItemScheduler;
import dev.netstock.malls.sync.LevelIntake;
import dev.netstock.malls.sync.MallReports;
import dev.netstock.malls.sync.MallSettings;
import dev.netstock.malls.sync.MallStore;
import dev.netstock.malls.sync.MallWorker;
import dev.netstock.malls.sync.Part;
import dev.netstock.malls.sync.SaleModeRule;
import dev.netstock.malls.sync.StockSide;
import dev.netstock.malls.sync.StockSync;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.Sku;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;

/** A mall, its rows, and the process that works for it. */
final class MallRun implements MallReports {
    private final Simulation day;
    private final World world;
    final Profile profile;
    final MallSettings settings;
    final SimulatedMall mall;
    final MemoryStore store;
    final Map<MallItem, List<Part>> pages = new LinkedHashMap<>();
    private final Map<Sku, Map<MallItem, Long>> pagesOf = new HashMap<>();
    final ItemScheduler scheduler;
    final Set<Sku> dirty = new HashSet<>();
    private final Map<String, Map<Sku, Long>> taken = new HashMap<>();
    private Optional<MallWorker> worker = Optional.empty();
    private boolean working;
    private boolean flushing;
    private int workers;
    long reportedOversold;

    MallRun(Simulation day, Profile profile, MallSettings settings) {
        this.day = day;
        world = day.world;
        this.profile = profile;
        this.settings = settings;
        mall = new SimulatedMall(profile, world, day.plan.faults());
        mall.check = this::check;
        store = new MemoryStore(world);
        scheduler =
                new ItemScheduler(
                        day.plan.bug().mall(mall, world).capabilities(), settings, day.targets);
        List<Sku> skus = List.copyOf(day.supply.keySet());
        for (int i = 3; i < Simulation.SKUS; i++) {
            pages.put(new MallItem("item-" + i, ""), List.of(Part.of(skus.get(i), 1)));
        }
        // Two pages of one SKU, and a set of two others that are sold alone as well.
        pages.put(new MallItem("item-0", "a"), List.of(new Part(skus.get(0), 1, 0, 2)));
        pages.put(new MallItem("item-0", "b"), List.of(new Part(skus.get(0), 1, 1, 2)));
        pages.put(new MallItem("item-1", ""), List.of(new Part(skus.get(1), 1, 0, 2)));
        pages.put(new MallItem("item-2", ""), List.of(new Part(skus.get(2), 1, 0, 2)));
        pages.put(
                new MallItem("set", ""),
                List.of(new Part(skus.get(1), 3, 1, 2), new Part(skus.get(2), 1, 1, 2)));
        pages.forEach(
                (item, parts) -> {
                    mall.list(item, 0);
                    for (Part part : parts) {
                        pagesOf.computeIfAbsent(part.sku(), _ -> new LinkedHashMap<>())
                                .put(item, part.units());
                    }
                });
    }

    void start() {
        if (day.plan.naive()) {
            world.after(world.random.nextLong(5 * Simulation.MINUTE), this::syncNaively);
            return;
        }
        pages.forEach(
                (item, parts) ->
                        store.add(
                                ItemRow.mapped(
                                        item,
                                        parts,
                                        parts.stream()
                                                .map(part -> day.stock.level(part.sku()))
                                                .toList())));
        world.after(world.random.nextLong(1000), this::tick);
        world.after(world.random.nextLong(1000), this::flush);
    }

    private MallWorker newWorker() {
        Mall api = day.plan.bug().mall(mall, world);
        MallStore rows = day.plan.bug().store(store);
        StockSide side = day.plan.bug().stock(day.stock);
        return new MallWorker(
                "worker-" + ++workers,
                api.capabilities(),
                rows,
                scheduler,
                new OrderIntake(api, rows, side, scheduler, this),
                new StockSync(api, rows, side, scheduler, this),
                this,
                world);
    }

    private void tick() {
        boolean more = false;
        if (!working) {
            working = true;
            MallWorker current = worker.orElseGet(this::newWorker);
            worker = Optional.of(current);
            more = round(current);
            working = false;
        } else if (world.happens(0.05)) {
            round(newWorker()); // A second instance, while the first one waits or sleeps.
        }
        world.after(more ? 200 : world.isCalm() ? 3000 : 1000, this::tick);
    }

    private boolean round(MallWorker current) {
        List<Signal> taken = mall.signals.stream().limit(10).toList();
        try {
            MallWorker.Round round = current.round(taken);
            if (round.signalsTaken()) {
                taken.forEach(mall.signals::remove);
            }
            return round.worked();
        } catch (World.Killed killed) {
            worker = worker.filter(same -> same != current);
            return false;
        }
    }

    /** As many integrators do: takes the orders it sees, then writes what general stock has. */
    private void syncNaively() {
        mall.orders.forEach(
                (number, order) ->
                        order.visible(world.elapsed())
                                .filter(shown -> !mall.isSplit(number))
                                .ifPresent(shown -> takeNaively(number, shown)));
        pages.forEach(
                (item, parts) ->
                        mall.list(
                                item,
                                parts.stream()
                                        .mapToLong(
                                                part ->
                                                        Math.max(0, day.stock.general(part.sku()))
                                                                / part.units())
                                        .min()
                                        .orElse(0)));
        world.after(5 * Simulation.MINUTE, this::syncNaively);
    }

    private void takeNaively(String number, MallOrder shown) {
        Map<Sku, Long> wanted = new HashMap<>();
        if (shown.state() != OrderState.CANCELLED) {
            for (MallOrderLine line : shown.lines()) {
                for (Part part : pages.getOrDefault(line.item(), List.of())) {
                    wanted.merge(part.sku(), line.quantity() * part.units(), Long::sum);
                }
            }
        }
        Map<Sku, Long> before = taken.getOrDefault(number, Map.of());
        wanted.forEach((sku, units) -> day.stock.supply(sku, -units));
        before.forEach(day.stock::supply);
        taken.put(number, wanted);
    }

    private void flush() {
        if (!flushing && !dirty.isEmpty()) {
            flushing = true;
            List<Sku> skus = List.copyOf(dirty);
            dirty.clear();
            try {
                boolean taken =
                        new LevelIntake(store, scheduler)
                                .levels(
                                        skus.stream().map(day.stock::level).toList(),
                                        world.instant())
                                .taken();
                if (!taken) {
                    dirty.addAll(skus);
                }
            } catch (World.Killed killed) {
                dirty.addAll(skus);
            }
            flushing = false;
        }
        world.after(300 + world.random.nextLong(500), this::flush);
    }

    void rule(SaleModeRule rule) {
        try {
            if (!new LevelIntake(store, scheduler).rule(rule).taken()) {
                world.after(1000, () -> rule(rule));
            }
        } catch (World.Killed killed) {
            world.after(1000, () -> rule(rule));
        }
    }

    /** The units of a SKU that customers of the mall have. */
    long sold(Sku sku) {
        return sum(sku, mall::sold);
    }

    private Map<MallItem, Long> pagesOf(Sku sku) {
        return pagesOf.getOrDefault(sku, Map.of());
    }

    private long sum(Sku sku, ToLongFunction<MallItem> quantity) {
        long sum = 0;
        for (Map.Entry<MallItem, Long> page : pagesOf(sku).entrySet()) {
            sum += page.getValue() * quantity.applyAsLong(page.getKey());
        }
        return sum;
    }

    /** M + U <= P for each SKU, and no unit is sold twice. */
    void check() {
        for (Sku sku : day.supply.keySet()) {
            day.checkSold(sku);
            if (day.plan.naive()) {
                continue;
            }
            long shown = sum(sku, mall::count);
            long unseen = sold(sku) - day.stock.held(settings.channel(), sku);
            long breach = shown + unseen - day.stock.pool(settings.channel(), sku);
            if (breach > 0) {
                day.worstBreach = Math.max(day.worstBreach, breach);
                if (!profile.absoluteOnly() || breach > bound(sku)) {
                    day.violations.add(
                            "%s %s: shows %d, sold unseen %d, %d more than its pool at %s"
                                    .formatted(
                                            profile.name(),
                                            sku,
                                            shown,
                                            unseen,
                                            breach,
                                            world.instant()));
                }
            }
        }
    }

    /** What an absolute-only mall may oversell of a SKU. */
    long bound(Sku sku) {
        return day.plan.blindUnits()
                * pagesOf(sku).values().stream().mapToLong(Long::longValue).sum();
    }

    void settled() {
        for (ItemRow stored : store.allItems()) {
            ItemRow row = stored;
            for (Part part : row.parts()) {
                row = row.withLevel(day.stock.level(part.sku()));
            }
            long count = mall.count(row.item());
            boolean atTarget =
                    count == row.estimate().high()
                            && scheduler.isSettled(row, store.mallRow(), world.instant())
                            && (profile.absoluteOnly() || count == reachable(row));
            if (!atTarget) {
                day.violations.add(
                        "%s shows %d instead of %d: %s"
                                .formatted(profile.name(), count, target(row), stored));
            }
        }
        for (Sku sku : day.supply.keySet()) {
            long held = day.stock.held(settings.channel(), sku);
            if (held != sold(sku)) {
                day.violations.add(
                        "%s %s: orders hold %d of %d"
                                .formatted(profile.name(), sku, held, sold(sku)));
            }
            long backing = store.allItems().stream().mapToLong(row -> row.heldOf(sku)).sum();
            if (backing != day.stock.pool(settings.channel(), sku)) {
                day.violations.add(
                        "%s %s: rows know %d of %d in the pool"
                                .formatted(
                                        profile.name(),
                                        sku,
                                        backing,
                                        day.stock.pool(settings.channel(), sku)));
            }
        }
    }

    private long target(ItemRow row) {
        return scheduler.target(row, store.mallRow(), world.instant());
    }

    private long reachable(ItemRow row) {
        return Math.min(
                target(row),
                row.parts().stream()
                        .mapToLong(
                                part ->
                                        (row.heldOf(part.sku())
                                                        + Math.max(
                                                                0, day.stock.general(part.sku())))
                                                / part.units())
                        .min()
                        .orElse(0));
    }

    @Override
    public void oversold(OrderId order, Map<Sku, Long> units) {
        reportedOversold += units.values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public void countDiffers(MallItem item, long expected, long found) {
        if (!day.plan.edits()) {
            day.violations.add(
                    "%s %s: shows %d instead of %d, and no person changed it"
                            .formatted(profile.name(), item.item(), found, expected));
        }
    }

    @Override
    public void problem(MallItem item, String problem) {}

    @Override
    public void unmapped(String order) {}

    @Override
    public void interrupted(MallException cause) {}
}
