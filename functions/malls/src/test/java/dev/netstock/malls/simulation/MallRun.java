package dev.netstock.malls.simulation;

import static java.util.Objects.requireNonNull;

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
import dev.netstock.malls.sync.MallControl;
import dev.netstock.malls.sync.MallReports;
import dev.netstock.malls.sync.MallRow;
import dev.netstock.malls.sync.MallSettings;
import dev.netstock.malls.sync.MallStore;
import dev.netstock.malls.sync.MallWorker;
import dev.netstock.malls.sync.Mapping;
import dev.netstock.malls.sync.Mappings;
import dev.netstock.malls.sync.Part;
import dev.netstock.malls.sync.SaleModeRule;
import dev.netstock.malls.sync.StockInDoubt;
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

/** A mall, its rows, and the process that works for it. */
final class MallRun implements MallReports {
    private final Simulation day;
    private final World world;
    final Profile profile;
    final MallSettings settings;
    final SimulatedMall mall;
    final MemoryStore store;
    final Map<MallItem, List<Part>> pages = new LinkedHashMap<>();
    private final Map<String, Map<Sku, Long>> soldAs = new HashMap<>();
    private final Map<Sku, Long> sold = new HashMap<>();
    private final Set<MallItem> remapped = new HashSet<>();
    private long pausedSince = Long.MAX_VALUE;
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
        mall.soldTo = this::sold;
        mall.writing = this::writing;
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
        pages.keySet().forEach(item -> mall.list(item, 0));
    }

    void start() {
        if (day.plan.naive()) {
            world.after(world.random.nextLong(5 * Simulation.MINUTE), this::syncNaively);
            return;
        }
        store.add(MallRow.connected(settings.channel(), world.instant()));
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

    // Operators.

    /** An operator maps an item, or removes its mapping if there are no parts. */
    void map(MallItem item, List<Part> parts) {
        remapped.add(item);
        MallStore rows = day.plan.bug().store(store);
        repeated(() -> new Mappings(rows, day.stock::levels).map(item, parts, world.instant()));
    }

    void pause() {
        repeated(
                () -> {
                    new MallControl(store, settings.channel()).pause();
                    pausedSince = Math.min(pausedSince, world.elapsed());
                });
    }

    void resume() {
        pausedSince = Long.MAX_VALUE;
        repeated(() -> new MallControl(store, settings.channel()).resume(world.instant()));
    }

    void push(Sku sku) {
        repeated(() -> new MallControl(store, settings.channel()).push(sku, world.instant()));
    }

    /** An operator whose command got no answer gives it again. */
    private void repeated(Runnable command) {
        try {
            command.run();
        } catch (World.Killed | StockInDoubt noAnswer) {
            world.after(1000, () -> repeated(command));
        }
    }

    /** A round that has begun may write for as long as its lease lasts. */
    private void writing() {
        if (world.elapsed() - pausedSince > 60_000) {
            day.violations.add(profile.name() + " was written to while it was paused");
        }
    }

    /**
     * Customers change an order. Not of an item whose mapping changed since: the mall then shows
     * again by itself, or sells more of, what is no longer behind the item.
     */
    void change(String number, OrderState state) {
        if (state != OrderState.CANCELLED
                || !profile.capabilities().restocksOnCancel()
                || isUnchanged(number)) {
            mall.change(number, state);
        }
    }

    void change(String number, long quantity) {
        if (isUnchanged(number)) {
            mall.change(number, quantity);
        }
    }

    private boolean isUnchanged(String number) {
        return requireNonNull(mall.orders.get(number)).truth().lines().stream()
                .noneMatch(line -> remapped.contains(line.item()));
    }

    // Checks.

    /** A sale is of the SKUs that the item consisted of when it was ordered. */
    private void sold(String order, MallItem item, long quantity) {
        Map<Sku, Long> units =
                soldAs.computeIfAbsent(order + ' ' + item, _ -> Mapping.sells(partsOf(item)));
        if (units.isEmpty()) {
            day.violations.add("%s sold %s after it was removed".formatted(profile.name(), item));
        }
        units.forEach((sku, some) -> sold.merge(sku, some * quantity, Long::sum));
    }

    private List<Part> partsOf(MallItem item) {
        return day.plan.naive() ? pages.getOrDefault(item, List.of()) : store.partsOf(item);
    }

    /** The units of a SKU that customers of the mall have. */
    long sold(Sku sku) {
        return sold.getOrDefault(sku, 0L);
    }

    private Map<MallItem, Long> pagesOf(Sku sku) {
        Map<MallItem, Long> units = new LinkedHashMap<>();
        for (MallItem item : pages.keySet()) {
            Long some = Mapping.sells(partsOf(item)).get(sku);
            if (some != null) {
                units.put(item, some);
            }
        }
        return units;
    }

    private long shown(Sku sku) {
        long sum = 0;
        for (Map.Entry<MallItem, Long> page : pagesOf(sku).entrySet()) {
            sum += page.getValue() * mall.count(page.getKey());
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
            long shown = shown(sku);
            long unknown = sold(sku) - day.stock.held(settings.channel(), sku);
            long breach = shown + unknown - day.stock.pool(settings.channel(), sku);
            if (breach > 0) {
                day.worstBreach = Math.max(day.worstBreach, breach);
                if (!profile.absoluteOnly() || breach > bound(sku)) {
                    day.violations.add(
                            "%s %s: shows %d, sold unknown %d, %d more than its pool at %s"
                                    .formatted(
                                            profile.name(),
                                            sku,
                                            shown,
                                            unknown,
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
            if (row.mapping().change().isPresent()
                    || (row.parts().isEmpty() && mall.count(row.item()) > 0)) {
                day.violations.add(
                        "%s: the mapping was not changed: %s".formatted(profile.name(), row));
            }
            if (row.parts().isEmpty()) {
                continue;
            }
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
