package dev.netstock.salemode.testing;

import dev.netstock.events.EventData.ReplenishmentRequested;
import dev.netstock.events.StockEvent;
import dev.netstock.messages.EventJson;
import dev.netstock.messages.EventPublisher;
import dev.netstock.platform.call.Call;
import dev.netstock.salemode.mode.ActiveOverrides;
import dev.netstock.salemode.mode.MallRule;
import dev.netstock.salemode.mode.Phase;
import dev.netstock.salemode.mode.Plan;
import dev.netstock.salemode.mode.Plan.Requests;
import dev.netstock.salemode.mode.PreflightInputs;
import dev.netstock.salemode.mode.SaleMode;
import dev.netstock.salemode.mode.SaleModeCommand;
import dev.netstock.salemode.mode.Step;
import dev.netstock.salemode.step.Comparison;
import dev.netstock.salemode.step.Figure;
import dev.netstock.salemode.step.MallRuleStep;
import dev.netstock.salemode.step.Places;
import dev.netstock.salemode.step.PreflightStep;
import dev.netstock.salemode.step.ReconcileStep;
import dev.netstock.salemode.step.ReleaseRequestsStep;
import dev.netstock.salemode.step.ReportStep;
import dev.netstock.salemode.step.ResumeSyncStep;
import dev.netstock.salemode.step.SaleModeRequests;
import dev.netstock.salemode.step.SaleModeRequests.Commanded;
import dev.netstock.salemode.step.SaleModeTable;
import dev.netstock.salemode.step.SaleModeWorkflow;
import dev.netstock.salemode.step.SaleShards;
import dev.netstock.salemode.step.SpreadSkusStep;
import dev.netstock.salemode.step.StepWork;
import dev.netstock.salemode.step.StepWorks;
import dev.netstock.salerules.HeldRequest;
import dev.netstock.salerules.HeldRequests;
import dev.netstock.salerules.SupplyPace;
import dev.netstock.sales.figures.SalesReader.Minute;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;
import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.stock.testing.SettableClock;
import dev.netstock.stock.testing.Shop;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A sale day in memory: the real steps over a world that remembers what was done to it. Its workers
 * can be killed at any request. Not thread-safe.
 */
public final class SaleDay implements SaleModeTable, HeldRequests, Comparison, SaleShards {
    /** The SKU that will be hot, and how it is sold. */
    public static final Sku HOT = new Sku("hot");

    private static final Set<Location> PLACES = Set.of(new Location("east"), new Location("west"));
    private static final Duration COMPARES_FOR = Duration.ofMinutes(5);
    private static final int MINUTES_MAX = 20;

    private final Lifeline lifeline = new Lifeline();
    private final SettableClock clock = new SettableClock();
    private final MemoryTopic topic = new MemoryTopic(lifeline);
    private final MemoryQueue supplyChain = new MemoryQueue(lifeline);
    private final Map<ItemKey, Integer> wishes = new HashMap<>();
    private final Map<ItemKey, Integer> shards = new HashMap<>();
    private final TreeMap<String, HeldRequest> waiting = new TreeMap<>();
    private final Map<String, String> reports = new HashMap<>();
    private final List<Instant> comparisons = new ArrayList<>();
    private final Map<Figure, SortedMap<Instant, Double>> measured = new EnumMap<>(Figure.class);
    private SaleMode mode = SaleMode.NEVER;
    private int wakesOfSync;
    private int workers;

    /** A plan by hand that changes all that can be changed. */
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
                new Requests(true, Optional.empty()));
    }

    public Lifeline lifeline() {
        return lifeline;
    }

    public SettableClock clock() {
        return clock;
    }

    /** What stands in the table. */
    public SaleMode mode() {
        return mode;
    }

    /** What was published, each as often as it was. */
    public List<StockEvent> published() {
        return topic.events();
    }

    /** The ids of what was sent to the supply chain, each as often as it was. */
    public List<String> ordered() {
        return supplyChain.sent();
    }

    /** Over how many shards the hot SKU is spread, at each of its places. */
    public Map<ItemKey, Integer> shards() {
        return shards;
    }

    public Map<String, String> reports() {
        return reports;
    }

    /** A function measures something of itself, in this minute. */
    public void measure(Figure figure, double value) {
        measured.computeIfAbsent(figure, _ -> new TreeMap<>()).put(clock.instant(), value);
    }

    public int wakesOfSync() {
        return wakesOfSync;
    }

    public int comparisons() {
        return comparisons.size();
    }

    /** What an operator wants; operators are not killed. */
    public Commanded command(SaleModeCommand wish) {
        return new SaleModeRequests(this, _ -> {}, DynamoNetStock.retries((_, _) -> {}), clock)
                .command(wish, Shop.call());
    }

    /** A shelf runs low meanwhile: as replenishment does, its request waits, or goes out. */
    public void runLow(String sku) {
        if (mode.held().requestsWait()) {
            StockEvent request = request(sku);
            waiting.put(request.id(), new HeldRequest(request.id(), EventJson.write(request)));
        }
    }

    /** A worker walks as far as it can, unless it is killed. */
    public void walk() {
        walking("worker-" + ++workers).walk(Shop.call(Duration.ofMinutes(10)));
    }

    /** A whole sale, entered and left by a worker each minute. */
    public void sell() {
        command(new SaleModeCommand.On(plan("autumn")));
        walkUntil(Phase.ON);
        command(new SaleModeCommand.Off());
        walkUntil(Phase.OFF);
    }

    private void walkUntil(Phase phase) {
        for (int minute = 0; minute < MINUTES_MAX && mode.phase() != phase; minute++) {
            walk();
            clock.advance(Duration.ofMinutes(1));
        }
        if (mode.phase() != phase) {
            throw new AssertionError("The sale stays in the phase " + mode.phase());
        }
    }

    /** A worker that walks under this name. */
    public SaleModeWorkflow walking(String name) {
        EventPublisher publisher = topic.publisher();
        var retries = DynamoNetStock.retries((_, _) -> {});
        var releasing = new ReleaseRequestsStep(this, publisher, supplyChain.sender(), retries);
        return new SaleModeWorkflow(
                this, works(publisher, releasing), releasing, retries, clock, () -> name);
    }

    private Map<Step, StepWork> works(EventPublisher publisher, ReleaseRequestsStep releasing) {
        Places places =
                (sku, _) ->
                        lifeline.send(
                                () ->
                                        PLACES.stream()
                                                .map(at -> new Places.Place(ItemKey.of(sku, at), 3))
                                                .toList());
        return StepWorks.of(
                new PreflightStep((_, _) -> lifeline.send(SaleDay::premises), clock),
                new SpreadSkusStep(places, this, clock),
                new MallRuleStep(publisher),
                new ResumeSyncStep(_ -> lifeline.run(() -> wakesOfSync++)),
                releasing,
                new ReconcileStep(this),
                new ReportStep(
                        (from, _, _) -> lifeline.send(() -> List.of(new Minute(from, 7, 9, 1))),
                        places,
                        (_, _) -> lifeline.send(() -> measured),
                        (key, json) -> lifeline.run(() -> reports.put(key, json)),
                        clock));
    }

    private static PreflightInputs premises() {
        return new PreflightInputs(
                List.of(), Optional.of(500L), 5_000, Set.of(), Map.of(), Optional.empty());
    }

    private StockEvent request(String sku) {
        return new StockEvent(
                "replenishment.requested#" + sku + "#east#1",
                clock.instant(),
                Optional.empty(),
                Optional.of("replenishment"),
                new ReplenishmentRequested(sku + "/east/1", sku, "east", 1, 9, 1, 10, false));
    }

    /** Whether all is as on a day like any other. */
    public boolean isClean() {
        return mode.held().equals(ActiveOverrides.NOTHING)
                && waiting.isEmpty()
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
        waiting.put(request.key(), request);
    }

    @Override
    public List<HeldRequest> first(int most) {
        return lifeline.send(() -> waiting.values().stream().limit(most).toList());
    }

    @Override
    public void remove(String key) {
        lifeline.run(() -> waiting.remove(key));
    }

    @Override
    public int atLeast(ItemKey item, int many, Call call) {
        return lifeline.send(
                () -> {
                    wishes.put(item, many);
                    return many;
                });
    }

    @Override
    public int open(ItemKey item, Call call) {
        return lifeline.send(() -> shards.getOrDefault(item, 1));
    }

    /** The function of shards does what was wished at its next look. */
    @Override
    public void hurry(Collection<ItemKey> items, Call call) {
        lifeline.run(() -> shards.putAll(wishes));
    }

    @Override
    public Optional<Standing> newest(Call call) {
        return lifeline.send(
                () ->
                        comparisons.isEmpty()
                                ? Optional.empty()
                                : Optional.of(standing(comparisons.getLast())));
    }

    private Standing standing(Instant startedAt) {
        Instant end = startedAt.plus(COMPARES_FOR);
        return new Standing(
                startedAt, Optional.of(end).filter(at -> !clock.instant().isBefore(at)), 0);
    }

    @Override
    public void start(Call call) {
        lifeline.run(() -> comparisons.add(clock.instant()));
    }
}
