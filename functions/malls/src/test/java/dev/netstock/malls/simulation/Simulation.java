package dev.netstock.malls.simulation;

import dev.netstock.malls.orders.OrderIntake;
import dev.netstock.malls.port.Mall;
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
import dev.netstock.malls.sync.Targets;
import dev.netstock.stock.Channel;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.Sku;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.ToLongFunction;

/** A day of five malls and a storefront that sell the same units. */
final class Simulation {
    static final int SKUS = 8;
    private static final long MINUTE = 60_000;

    /**
     * What a run is like.
     *
     * @param mallCustomers at each mall
     * @param storefrontCustomers at the storefront
     * @param mostUnits how many units of a SKU there are at most, before deliveries
     * @param faults how likely each misbehaviour is
     * @param kills how likely a process dies before or after a request
     * @param blindUnits the risk that absolute-only malls may take
     * @param edits whether people change counts and quantities at the malls
     * @param naive instead of the sync: absolute counts of general stock every five minutes
     * @param bug wraps what the workers talk to, to plant a bug
     */
    record Plan(
            int mallCustomers,
            int storefrontCustomers,
            long mostUnits,
            double faults,
            double kills,
            long blindUnits,
            boolean edits,
            boolean naive,
            Bug bug) {
        static Plan of(int customers) {
            return new Plan(
                    customers,
                    customers,
                    20 + customers / 3,
                    0.03,
                    0.0007,
                    0,
                    true,
                    false,
                    Bug.NONE);
        }

        Plan withBlindUnits(long units) {
            return new Plan(
                    mallCustomers,
                    storefrontCustomers,
                    mostUnits,
                    faults,
                    kills,
                    units,
                    edits,
                    naive,
                    bug);
        }

        Plan withoutEdits() {
            return new Plan(
                    mallCustomers,
                    storefrontCustomers,
                    mostUnits,
                    faults,
                    kills,
                    blindUnits,
                    false,
                    naive,
                    bug);
        }

        Plan naively() {
            return new Plan(
                    mallCustomers,
                    storefrontCustomers,
                    mostUnits,
                    faults,
                    kills,
                    blindUnits,
                    edits,
                    true,
                    bug);
        }

        Plan with(Bug planted) {
            return new Plan(
                    mallCustomers,
                    storefrontCustomers,
                    mostUnits,
                    faults,
                    kills,
                    blindUnits,
                    edits,
                    naive,
                    planted);
        }
    }

    final World world;
    final SimulatedStock stock;
    final Map<Sku, Long> supply = new LinkedHashMap<>();
    final List<Run> runs = new ArrayList<>();
    final List<String> violations = new ArrayList<>();
    long storefrontSold;
    long mallSold;
    long worstBreach;
    private final Plan plan;
    private final Map<Sku, Long> sold = new HashMap<>();
    private final Map<Sku, Long> oversold = new HashMap<>();
    private final Targets targets;

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
            runs.add(new Run(Profile.ALL.get(i), settings.get(i)));
        }
        supply.forEach(stock::supply);
        stock.check =
                channel ->
                        runs.stream()
                                .filter(run -> run.settings.channel().equals(channel))
                                .forEach(Run::check);
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

    /** A mall, its rows, and the process that works for it. */
    final class Run implements MallReports {
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

        Run(Profile profile, MallSettings settings) {
            this.profile = profile;
            this.settings = settings;
            mall = new SimulatedMall(profile, world, plan.faults());
            mall.check = this::check;
            store = new MemoryStore(world);
            scheduler =
                    new ItemScheduler(
                            plan.bug().mall(mall, world).capabilities(), settings, targets);
            List<Sku> skus = List.copyOf(supply.keySet());
            for (int i = 3; i < SKUS; i++) {
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
            if (plan.naive()) {
                world.after(world.random.nextLong(5 * MINUTE), this::syncNaively);
                return;
            }
            pages.forEach(
                    (item, parts) ->
                            store.add(
                                    ItemRow.mapped(
                                            item,
                                            parts,
                                            parts.stream()
                                                    .map(part -> stock.level(part.sku()))
                                                    .toList())));
            world.after(world.random.nextLong(1000), this::tick);
            world.after(world.random.nextLong(1000), this::flush);
        }

        private MallWorker newWorker() {
            Mall api = plan.bug().mall(mall, world);
            MallStore rows = plan.bug().store(store);
            StockSide side = plan.bug().stock(stock);
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
            world.after(more ? 200 : 1000, this::tick);
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
                                                            Math.max(0, stock.general(part.sku()))
                                                                    / part.units())
                                            .min()
                                            .orElse(0)));
            world.after(5 * MINUTE, this::syncNaively);
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
            wanted.forEach((sku, units) -> stock.supply(sku, -units));
            before.forEach(stock::supply);
            taken.put(number, wanted);
        }

        private void flush() {
            if (!flushing && !dirty.isEmpty()) {
                flushing = true;
                Set<Sku> skus = Set.copyOf(dirty);
                dirty.clear();
                try {
                    boolean taken =
                            new LevelIntake(store, scheduler)
                                    .levels(
                                            skus.stream().map(stock::level).toList(),
                                            world.instant());
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
                if (!new LevelIntake(store, scheduler).rule(rule)) {
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
        private void check() {
            for (Sku sku : supply.keySet()) {
                checkSold(sku);
                if (plan.naive()) {
                    continue;
                }
                long shown = sum(sku, mall::count);
                long unseen = sold(sku) - stock.held(settings.channel(), sku);
                long breach = shown + unseen - stock.pool(settings.channel(), sku);
                if (breach > 0) {
                    worstBreach = Math.max(worstBreach, breach);
                    if (!profile.absoluteOnly() || breach > bound(sku)) {
                        violations.add(
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
            return plan.blindUnits()
                    * pagesOf(sku).values().stream().mapToLong(Long::longValue).sum();
        }

        private void settled() {
            for (ItemRow stored : store.allItems()) {
                ItemRow row = stored;
                for (Part part : row.parts()) {
                    row = row.withLevel(stock.level(part.sku()));
                }
                long count = mall.count(row.item());
                boolean atTarget =
                        count == row.estimate().high()
                                && scheduler.isSettled(row, store.mallRow(), world.instant())
                                && (profile.absoluteOnly() || count == reachable(row));
                if (!atTarget) {
                    violations.add(
                            "%s shows %d instead of %d: %s"
                                    .formatted(profile.name(), count, target(row), stored));
                }
            }
            for (Sku sku : supply.keySet()) {
                long held = stock.held(settings.channel(), sku);
                if (held != sold(sku)) {
                    violations.add(
                            "%s %s: orders hold %d of %d"
                                    .formatted(profile.name(), sku, held, sold(sku)));
                }
                long backing = store.allItems().stream().mapToLong(row -> row.heldOf(sku)).sum();
                if (backing != stock.pool(settings.channel(), sku)) {
                    violations.add(
                            "%s %s: rows know %d of %d in the pool"
                                    .formatted(
                                            profile.name(),
                                            sku,
                                            backing,
                                            stock.pool(settings.channel(), sku)));
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
                                                                    0, stock.general(part.sku())))
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
            if (!plan.edits()) {
                violations.add(
                        "%s %s: shows %d instead of %d, and nobody changed it"
                                .formatted(profile.name(), item.item(), found, expected));
            }
        }

        @Override
        public void problem(MallItem item, String problem) {}

        @Override
        public void unmapped(String order) {}

        @Override
        public void interrupted(String reason) {}
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
            for (Run run : runs) {
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
                            stock.sell(sku, -1);
                            sold.merge(sku, -1L, Long::sum);
                        });
            }
        }
    }

    private int skewed(int choices) {
        return (int) (choices * world.random.nextDouble() * world.random.nextDouble());
    }

    private void buy(Run run) {
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

    private void afterwards(Run run, String number, boolean heldBack) {
        mallSold++;
        if (heldBack) {
            boolean fraud = world.random.nextInt(3) == 0;
            later(
                    8,
                    () ->
                            run.mall.change(
                                    number, fraud ? OrderState.CANCELLED : OrderState.ACTIVE));
        }
        switch (world.random.nextInt(25)) {
            case 0, 1 -> later(6, () -> run.mall.change(number, OrderState.CANCELLED));
            case 2 -> {
                if (plan.edits()) {
                    later(6, () -> run.mall.change(number, 1 + world.random.nextLong(3)));
                }
            }
            case 3, 4 -> later(6, () -> run.mall.split(number));
            case 5 -> {
                later(4, () -> run.mall.split(number));
                world.after(
                        4 * MINUTE + world.random.nextLong(MINUTE),
                        () -> {
                            if (run.mall.isSplit(number)) {
                                run.mall.change(number + "-0", OrderState.CANCELLED);
                            }
                        });
            }
            default -> {}
        }
        world.after(15 * MINUTE, () -> ship(run, number));
        world.after(18 * MINUTE, () -> ship(run, number));
    }

    private static void ship(Run run, String number) {
        for (int part = 0; run.mall.orders.containsKey(number + '-' + part); part++) {
            run.mall.change(number + '-' + part, OrderState.SHIPPED);
        }
        if (!run.mall.isSplit(number)) {
            run.mall.change(number, OrderState.SHIPPED);
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
        for (Run run : runs) {
            for (MallSettings.Maintenance window : run.settings.maintenance()) {
                world.after(
                        Duration.between(World.START, window.start()).toMillis(),
                        () -> run.mall.down(true));
                world.after(
                        Duration.between(World.START, window.end()).toMillis(),
                        () -> run.mall.down(false));
            }
            outage(run);
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

    private void outage(Run run) {
        if (world.random.nextInt(4) == 0) {
            long start = world.random.nextLong(20 * MINUTE);
            world.after(start, () -> run.mall.expired(true));
            world.after(start + 2 * MINUTE, () -> run.mall.expired(false));
        }
    }

    // The run and its checks.

    /** Runs the day: 20 minutes of customers, 20 of what follows from them, an hour of calm. */
    Simulation run() {
        runs.forEach(Run::start);
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
        for (Run run : runs) {
            all += run.sold(sku);
        }
        return all;
    }

    private void checkSold(Sku sku) {
        long beyond = sold(sku) - supply.getOrDefault(sku, 0L);
        if (beyond > 0) {
            oversold.merge(sku, beyond, Math::max);
        }
    }

    /** The most units that may be oversold in total: by absolute-only malls that may risk some. */
    long bound() {
        long bound = 0;
        for (Run run : runs) {
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
        runs.forEach(Run::settled);
        for (Sku sku : supply.keySet()) {
            long all = stock.level(sku).total() + sold(sku);
            long units = supply.getOrDefault(sku, 0L);
            if (all != units) {
                violations.add("%s: %d of %d units".formatted(sku, all, units));
            }
        }
    }
}
