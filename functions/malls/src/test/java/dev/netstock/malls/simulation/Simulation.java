package dev.netstock.malls.simulation;

import dev.netstock.malls.port.MallItem;
import dev.netstock.malls.port.OrderState;
import dev.netstock.malls.sync.MallSettings;
import dev.netstock.malls.sync.Part;
import dev.netstock.malls.sync.SaleModeRule;
import dev.netstock.malls.sync.Targets;
import dev.netstock.stock.Channel;
import dev.netstock.stock.Sku;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** A day of five malls and a storefront that sell the same units. */
final class Simulation {
    static final int SKUS = 8;
    static final long MINUTE = 60_000;

    final World world;
    final SimulatedStock stock;
    final Map<Sku, Long> supply = new LinkedHashMap<>();
    final List<MallRun> runs = new ArrayList<>();
    final List<String> violations = new ArrayList<>();
    long storefrontSold;
    long mallSold;
    long worstBreach;
    final Plan plan;
    private final Map<Sku, Long> sold = new HashMap<>();
    private final Map<Sku, Long> oversold = new HashMap<>();
    final Targets targets;

    Simulation(long seed, Plan plan) {
        this.plan = plan;
        world = new World(new SplittableRandom(seed), plan.kills());
        stock = new SimulatedStock(world, plan.faults() / 2, this::levelChanged);
        List<MallSettings> settings = new ArrayList<>();
        for (Profile profile : Profile.ALL) {
            settings.add(settings(profile, settings.size()));
        }
        targets = new Targets(settings);
        for (int i = 0; i < SKUS; i++) {
            Sku sku = new Sku("sku-" + i);
            long units = 20 + world.random.nextLong(plan.mostUnits() - 20);
            supply.put(sku, units);
        }
        for (int i = 0; i < settings.size(); i++) {
            runs.add(new MallRun(this, Profile.ALL.get(i), settings.get(i)));
        }
        supply.forEach(stock::supply);
        stock.check =
                channel ->
                        runs.stream()
                                .filter(run -> run.settings.channel().equals(channel))
                                .forEach(MallRun::check);
    }

    private MallSettings settings(Profile profile, int priority) {
        List<MallSettings.Maintenance> maintenance =
                world.random.nextInt(3) == 0
                        ? List.of(
                                new MallSettings.Maintenance(
                                        World.START.plus(Duration.ofMinutes(12)),
                                        World.START.plus(Duration.ofMinutes(15))))
                        : List.of();
        return new MallSettings(
                new Channel(profile.name()),
                MallSettings.Mode.SET_ASIDE,
                5 + world.random.nextInt(30),
                world.random.nextInt(4),
                world.random.nextInt(3),
                priority,
                10 + world.random.nextInt(30),
                plan.blindUnits(),
                Duration.ofMinutes(20),
                maintenance,
                world.random.nextInt(5));
    }

    private void levelChanged(Sku sku) {
        runs.forEach(run -> run.dirty.add(sku));
    }

    // Customers.

    private void customers() {
        long busy = 20 * MINUTE;
        for (int i = 0; i < plan.storefrontCustomers(); i++) {
            world.after(world.random.nextLong(busy), this::buyAtTheStorefront);
        }
        for (int i = 0; i < plan.mallCustomers(); i++) {
            for (MallRun run : runs) {
                world.after(world.random.nextLong(busy), () -> buy(run));
            }
        }
    }

    private void buyAtTheStorefront() {
        Sku sku = List.copyOf(supply.keySet()).get(skewed(SKUS));
        if (stock.sell(sku, 1)) {
            storefrontSold++;
            sold.merge(sku, 1L, Long::sum);
            checkSold(sku);
            if (world.happens(0.05)) {
                world.after(
                        world.random.nextLong(10 * MINUTE),
                        () -> {
                            stock.supply(sku, 1);
                            sold.merge(sku, -1L, Long::sum);
                        });
            }
        }
    }

    private int skewed(int choices) {
        return (int) (choices * world.random.nextDouble() * world.random.nextDouble());
    }

    private void buy(MallRun run) {
        List<MallItem> items = List.copyOf(run.pages.keySet());
        Map<MallItem, Long> quantities = new LinkedHashMap<>();
        int lines = world.random.nextInt(8) == 0 ? 2 : 1;
        for (int i = 0; i < lines; i++) {
            quantities.put(
                    items.get(skewed(items.size())),
                    world.random.nextInt(8) == 0 ? 1 + world.random.nextLong(4) : 1);
        }
        boolean heldBack = world.random.nextInt(12) == 0;
        run.mall
                .buy(quantities, heldBack ? OrderState.HELD : OrderState.ACTIVE)
                .ifPresent(number -> afterwards(run, number, heldBack));
    }

    private void afterwards(MallRun run, String number, boolean heldBack) {
        mallSold++;
        if (heldBack) {
            boolean fraud = world.random.nextInt(3) == 0;
            later(8, () -> run.change(number, fraud ? OrderState.CANCELLED : OrderState.ACTIVE));
        }
        switch (world.random.nextInt(25)) {
            case 0, 1 -> later(6, () -> run.change(number, OrderState.CANCELLED));
            case 2 -> {
                if (plan.edits()) {
                    later(6, () -> run.change(number, 1 + world.random.nextLong(3)));
                }
            }
            case 3, 4 -> later(6, () -> run.mall.split(number));
            case 5 -> {
                later(4, () -> run.mall.split(number));
                world.after(
                        4 * MINUTE + world.random.nextLong(MINUTE),
                        () -> {
                            if (run.mall.isSplit(number)) {
                                run.change(number + "-0", OrderState.CANCELLED);
                            }
                        });
            }
            default -> {}
        }
        world.after(15 * MINUTE, () -> ship(run, number));
        world.after(18 * MINUTE, () -> ship(run, number));
    }

    private static void ship(MallRun run, String number) {
        for (int part = 0; run.mall.orders.containsKey(number + '-' + part); part++) {
            run.change(number + '-' + part, OrderState.SHIPPED);
        }
        if (!run.mall.isSplit(number)) {
            run.change(number, OrderState.SHIPPED);
        }
    }

    private void later(long minutes, Runnable action) {
        world.after(world.random.nextLong(minutes * MINUTE), action);
    }

    // Disturbances.

    private void disturbances() {
        for (int i = 0; i < 4; i++) {
            Sku sku = List.copyOf(supply.keySet()).get(world.random.nextInt(SKUS));
            long units = 1 + world.random.nextLong(40);
            later(
                    30,
                    () -> {
                        supply.merge(sku, units, Long::sum);
                        stock.supply(sku, units);
                    });
        }
        for (MallRun run : runs) {
            for (MallSettings.Maintenance window : run.settings.maintenance()) {
                world.after(
                        Duration.between(World.START, window.start()).toMillis(),
                        () -> run.mall.down(true));
                world.after(
                        Duration.between(World.START, window.end()).toMillis(),
                        () -> run.mall.down(false));
            }
            outage(run);
            if (plan.changes()) {
                operators(run);
            }
            MallItem item = List.copyOf(run.pages.keySet()).get(world.random.nextInt(5));
            if (plan.edits()) {
                later(20, () -> run.mall.edit(item, 0));
            }
            if (world.random.nextInt(3) == 0) {
                long start = world.random.nextLong(15 * MINUTE);
                long cap = world.random.nextLong(4);
                world.after(start, () -> run.rule(new SaleModeRule(cap, 1)));
                world.after(
                        start + 4 * MINUTE,
                        () -> run.rule(new SaleModeRule(SaleModeRule.OPEN.cap(), 2)));
            }
        }
    }

    /** What operators do while customers buy. */
    private void operators(MallRun run) {
        List<MallItem> items = List.copyOf(run.pages.keySet());
        List<Sku> skus = List.copyOf(supply.keySet());
        for (int i = 0; i < 6; i++) {
            MallItem item = items.get(world.random.nextInt(items.size()));
            long at = MINUTE + world.random.nextLong(24 * MINUTE);
            if (world.random.nextBoolean()) {
                world.after(at, () -> run.map(item, List.of()));
                at += world.random.nextLong(10 * MINUTE);
            }
            List<Part> parts = new ArrayList<>();
            int first = world.random.nextInt(SKUS);
            parts.add(Part.of(skus.get(first), 1 + world.random.nextLong(2)));
            if (world.random.nextInt(3) == 0) {
                parts.add(Part.of(skus.get((first + 1) % SKUS), 1));
            }
            world.after(at, () -> run.map(item, parts));
        }
        Sku pushed = skus.get(world.random.nextInt(SKUS));
        later(30, () -> run.push(pushed));
        if (world.random.nextBoolean()) {
            long start = world.random.nextLong(25 * MINUTE);
            world.after(start, run::pause);
            world.after(start + MINUTE + world.random.nextLong(6 * MINUTE), run::resume);
        }
    }

    private void outage(MallRun run) {
        if (world.random.nextInt(4) == 0) {
            long start = world.random.nextLong(20 * MINUTE);
            world.after(start, () -> run.mall.expired(true));
            world.after(start + 2 * MINUTE, () -> run.mall.expired(false));
        }
    }

    // The run and its checks.

    /** Runs the day: 20 minutes of customers, 20 of what follows from them, an hour of calm. */
    Simulation run() {
        runs.forEach(MallRun::start);
        customers();
        disturbances();
        world.runUntil(40 * MINUTE);
        world.calm();
        world.runUntil(105 * MINUTE);
        settled();
        return this;
    }

    /** The units of a SKU that customers of all channels have. */
    private long sold(Sku sku) {
        long all = sold.getOrDefault(sku, 0L);
        for (MallRun run : runs) {
            all += run.sold(sku);
        }
        return all;
    }

    void checkSold(Sku sku) {
        long beyond = sold(sku) - supply.getOrDefault(sku, 0L);
        if (beyond > 0) {
            oversold.merge(sku, beyond, Math::max);
        }
    }

    /** The most units that may be oversold in total: by absolute-only malls that may risk some. */
    long bound() {
        long bound = 0;
        for (MallRun run : runs) {
            for (Sku sku : supply.keySet()) {
                bound += run.profile.absoluteOnly() ? run.bound(sku) : 0;
            }
        }
        return bound;
    }

    /** The units that were sold and did not exist, at the worst moment of each SKU. */
    long oversold() {
        return oversold.values().stream().mapToLong(Long::longValue).sum();
    }

    private void settled() {
        if (plan.naive()) {
            return;
        }
        runs.forEach(MallRun::settled);
        for (Sku sku : supply.keySet()) {
            long all = stock.level(sku).total() + sold(sku);
            long units = supply.getOrDefault(sku, 0L);
            if (all != units) {
                violations.add("%s: %d of %d units".formatted(sku, all, units));
            }
        }
    }
}
