package dev.netstock.salemode.testing;

import dev.netstock.events.EventData.ReplenishmentRequested;
import dev.netstock.events.StockEvent;
import dev.netstock.messages.EventJson;
import dev.netstock.messages.EventPublisher;
import dev.netstock.platform.call.BatchAnswer;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Deadline;
import dev.netstock.platform.call.Retries;
import dev.netstock.salemode.mode.ActiveOverrides;
import dev.netstock.salemode.mode.MallRule;
import dev.netstock.salemode.mode.Phase;
import dev.netstock.salemode.mode.Plan;
import dev.netstock.salemode.mode.Plan.Requests;
import dev.netstock.salemode.mode.PreflightInputs;
import dev.netstock.salemode.mode.PreflightInputs.StageLimits;
import dev.netstock.salemode.mode.PreflightInputs.TableCapacity;
import dev.netstock.salemode.mode.SaleLimit;
import dev.netstock.salemode.mode.SaleMode;
import dev.netstock.salemode.mode.SaleModeCommand;
import dev.netstock.salemode.mode.SalePool;
import dev.netstock.salemode.step.LimitsStep;
import dev.netstock.salemode.step.MallRuleStep;
import dev.netstock.salemode.step.PoolsStep;
import dev.netstock.salemode.step.PreflightStep;
import dev.netstock.salemode.step.ReconcileControl;
import dev.netstock.salemode.step.ReconcileStep;
import dev.netstock.salemode.step.ReleaseRequestsStep;
import dev.netstock.salemode.step.ReportStep;
import dev.netstock.salemode.step.SaleLimits;
import dev.netstock.salemode.step.SaleMetric;
import dev.netstock.salemode.step.SaleModeCommands;
import dev.netstock.salemode.step.SaleModeCommands.CommandResult;
import dev.netstock.salemode.step.SaleModeSteps;
import dev.netstock.salemode.step.SaleModeTable;
import dev.netstock.salemode.step.SaleModeWorkflow;
import dev.netstock.salemode.step.SalePools;
import dev.netstock.salemode.step.SaleShards;
import dev.netstock.salemode.step.ShardsStep;
import dev.netstock.salemode.step.SkuLevels;
import dev.netstock.salerules.HeldRequest;
import dev.netstock.salerules.HeldRequests;
import dev.netstock.salerules.SupplyPace;
import dev.netstock.sales.figures.SalesReader.Minute;
import dev.netstock.stock.Channel;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;
import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.stock.testing.SettableClock;
import dev.netstock.stock.testing.Shop;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A sale day in memory: the real steps over tables, queues and functions that record what was done
 * to them. Its workers can be killed at any request. Not thread-safe.
 */
public final class SaleDay
        implements SaleModeTable,
                HeldRequests,
                ReconcileControl,
                SaleShards,
                SaleLimits,
                SalePools {
    /** The hot SKU. */
    public static final Sku HOT = new Sku("hot");

    /** Units of it for one channel. */
    public static final SalePool POOL =
            new SalePool(HOT, new Location("east"), new Channel("app"), 20, false);

    private static final Set<Location> LOCATIONS =
            Set.of(new Location("east"), new Location("west"));
    private static final Duration RECONCILE_DURATION = Duration.ofMinutes(5);
    private static final int MINUTES_MAX = 20;

    private final Lifeline lifeline = new Lifeline();
    private final SettableClock clock = new SettableClock();
    private final MemoryTopic topic = new MemoryTopic(lifeline);
    private final MemoryQueue supplyChain = new MemoryQueue(lifeline);
    private final Map<ItemKey, Integer> shards = new HashMap<>();
    private final Map<Sku, SaleLimit> limits = new HashMap<>();
    private final Set<SalePool> pools = new HashSet<>();
    private final TreeMap<String, HeldRequest> heldRequests = new TreeMap<>();
    private final MemoryReports reports = new MemoryReports(lifeline);
    private final List<Instant> reconcileRuns = new ArrayList<>();
    private final Map<SaleMetric, SortedMap<Instant, Double>> measured =
            new EnumMap<>(SaleMetric.class);
    private SaleMode mode = SaleMode.INITIAL;
    private int supplySyncWakes;
    private int workers;

    /** A plan without times that sets every override. */
    public static Plan plan(String sale) {
        return new Plan(
                sale,
                Optional.empty(),
                Optional.empty(),
                List.of(HOT),
                32,
                4_000,
                SupplyPace.PAUSED,
                MallRule.capped(5),
                new Requests(true, Optional.empty()),
                new SaleLimit(Optional.of(1L), Optional.of(2L)),
                List.of(POOL));
    }

    public Lifeline lifeline() {
        return lifeline;
    }

    public SettableClock clock() {
        return clock;
    }

    /** The state in the table. */
    public SaleMode mode() {
        return mode;
    }

    /** The published events, including duplicates. */
    public List<StockEvent> published() {
        return topic.events();
    }

    /** The ids of the messages to the supply chain, including duplicates. */
    public List<String> ordered() {
        return supplyChain.sent();
    }

    /** The number of shards of the hot SKU at each location. */
    public Map<ItemKey, Integer> shards() {
        return shards;
    }

    /** The pools of channels. */
    public Set<SalePool> pools() {
        return pools;
    }

    /** The limits of SKUs. */
    public Map<Sku, SaleLimit> limits() {
        return limits;
    }

    public Map<String, String> reports() {
        return reports.reports();
    }

    /** Writes a metric of a function in this minute. */
    public void measure(SaleMetric metric, double value) {
        measured.computeIfAbsent(metric, _ -> new TreeMap<>()).put(clock.instant(), value);
    }

    public int supplySyncWakes() {
        return supplySyncWakes;
    }

    public int reconcileRuns() {
        return reconcileRuns.size();
    }

    /** Executes a command of an operator; it is not killed. */
    public CommandResult command(SaleModeCommand command) {
        return new SaleModeCommands(this, _ -> {}, DynamoNetStock.retries((_, _) -> {}), clock)
                .execute(command, Shop.call());
    }

    /** A SKU runs low. As in replenishment, its request is held back if the rules say so. */
    public void runLow(String sku) {
        if (mode.overrides().requestsWait()) {
            StockEvent request = request(sku);
            heldRequests.put(request.id(), new HeldRequest(request.id(), EventJson.write(request)));
        }
    }

    /** Runs a worker until no step is left, one has to wait, or the worker is killed. */
    public void run() {
        workflow("worker-" + ++workers).run(Shop.call(Duration.ofMinutes(10)));
    }

    /** Runs a new worker, whose requests take this long each. */
    public void run(Duration ofARequest) {
        lifeline.start();
        var deadline =
                Deadline.after(
                        Duration.ofMinutes(10),
                        () -> ofARequest.multipliedBy(lifeline.requests()).toNanos());
        workflow("worker-" + ++workers).run(new Call("test", "trace", deadline));
    }

    /** Runs a complete sale, with a worker each minute. */
    public void sell() {
        command(new SaleModeCommand.On(plan("autumn")));
        runUntil(Phase.ON);
        command(new SaleModeCommand.Off());
        runUntil(Phase.OFF);
    }

    private void runUntil(Phase phase) {
        for (int minute = 0; minute < MINUTES_MAX && mode.phase() != phase; minute++) {
            run();
            clock.advance(Duration.ofMinutes(1));
        }
        if (mode.phase() != phase) {
            throw new AssertionError("The sale is still in the phase " + mode.phase());
        }
    }

    /** The workflow of a worker with this name. */
    public SaleModeWorkflow workflow(String worker) {
        var retries = DynamoNetStock.retries((_, _) -> {});
        return new SaleModeWorkflow(this, steps(retries), retries, clock, () -> worker);
    }

    private SaleModeSteps steps(Retries retries) {
        EventPublisher publisher = topic.publisher();
        SkuLevels levels =
                (sku, _) ->
                        lifeline.send(
                                () ->
                                        LOCATIONS.stream()
                                                .map(
                                                        at ->
                                                                new SkuLevels.ItemLevel(
                                                                        ItemKey.of(sku, at), 3))
                                                .toList());
        return new SaleModeSteps(
                new PreflightStep((_, _) -> lifeline.send(SaleDay::inputs), clock),
                new LimitsStep(this),
                new PoolsStep(this),
                new ShardsStep(this, clock),
                new MallRuleStep(publisher),
                _ -> lifeline.run(() -> supplySyncWakes++),
                new ReleaseRequestsStep(this, publisher, supplyChain.sender(), retries),
                new ReconcileStep(this),
                new ReportStep(
                        (from, _, _) -> lifeline.send(() -> List.of(new Minute(from, 7, 9, 1))),
                        levels,
                        (_, _) -> lifeline.send(() -> measured),
                        reports,
                        clock));
    }

    private static PreflightInputs inputs() {
        var enough = Optional.of(40_000L);
        return new PreflightInputs(
                new StageLimits(Optional.of(1_000L), 100, 5_000, 15_000, 15_000, 3),
                Map.of(),
                new TableCapacity("NetStock", enough),
                new TableCapacity("StockDeltas", enough),
                Set.of(),
                Set.of(),
                List.of(),
                Map.of(),
                Optional.empty());
    }

    private StockEvent request(String sku) {
        return new StockEvent(
                "replenishment.requested#" + sku + "#east#1",
                clock.instant(),
                Optional.empty(),
                Optional.of("replenishment"),
                new ReplenishmentRequested(sku + "/east/1", sku, "east", 1, 9, 1, 10, false));
    }

    /** Whether no override, held request or shard is left. */
    public boolean isNormal() {
        return mode.overrides().equals(ActiveOverrides.NONE)
                && heldRequests.isEmpty()
                && limits.isEmpty()
                && pools.isEmpty()
                && shards.values().stream().allMatch(many -> many == 1);
    }

    @Override
    public SaleMode read() {
        return lifeline.send(() -> mode);
    }

    @Override
    public boolean write(SaleMode next) {
        return lifeline.send(
                () -> {
                    boolean isNext = next.version() == mode.version() + 1;
                    mode = isNext ? next : mode;
                    return isNext;
                });
    }

    @Override
    public void add(HeldRequest request) {
        heldRequests.put(request.key(), request);
    }

    @Override
    public List<HeldRequest> first(int most) {
        return lifeline.send(() -> heldRequests.values().stream().limit(most).toList());
    }

    @Override
    public BatchAnswer<String, String> remove(List<String> keys) {
        lifeline.run(() -> heldRequests.keySet().removeAll(keys));
        return new BatchAnswer<>(keys, List.of());
    }

    @Override
    public boolean set(Sku sku, Plan plan, Call call) {
        return lifeline.send(
                () -> {
                    limits.put(sku, plan.limit());
                    return true;
                });
    }

    @Override
    public boolean plan(SalePool pool, Plan plan, Call call) {
        return lifeline.send(
                () -> {
                    pools.add(pool);
                    return true;
                });
    }

    @Override
    public void end(SalePool pool, String sale, Call call) {
        lifeline.run(() -> pools.remove(pool));
    }

    @Override
    public void lift(Sku sku, String sale, Call call) {
        lifeline.run(() -> limits.remove(sku));
    }

    /** The shards function applies what was requested afterwards. */
    @Override
    public List<LocationShards> atLeast(Sku sku, int many, Call call) {
        return lifeline.send(
                () -> {
                    List<LocationShards> before =
                            LOCATIONS.stream()
                                    .map(at -> shards.getOrDefault(ItemKey.of(sku, at), 1))
                                    .map(open -> new LocationShards(many, open))
                                    .toList();
                    LOCATIONS.forEach(at -> shards.put(ItemKey.of(sku, at), many));
                    return before;
                });
    }

    @Override
    public Optional<ReconcileRun> latest(Call call) {
        return lifeline.send(
                () ->
                        reconcileRuns.isEmpty()
                                ? Optional.empty()
                                : Optional.of(run(reconcileRuns.getLast())));
    }

    private ReconcileRun run(Instant startedAt) {
        Instant end = startedAt.plus(RECONCILE_DURATION);
        return new ReconcileRun(
                startedAt, Optional.of(end).filter(at -> !clock.instant().isBefore(at)), 0);
    }

    @Override
    public void start(Call call) {
        lifeline.run(() -> reconcileRuns.add(clock.instant()));
    }
}
