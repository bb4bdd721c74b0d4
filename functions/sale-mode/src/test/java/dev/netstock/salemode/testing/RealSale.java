package dev.netstock.salemode.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.messages.ShardNotifier;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Parallel;
import dev.netstock.platform.call.Retries;
import dev.netstock.salemode.aws.DynamoSaleModeTable;
import dev.netstock.salemode.aws.PlannedShards;
import dev.netstock.salemode.aws.StoredSaleLimits;
import dev.netstock.salemode.aws.StoredSalePools;
import dev.netstock.salemode.mode.MallRule;
import dev.netstock.salemode.mode.Plan;
import dev.netstock.salemode.mode.Plan.Requests;
import dev.netstock.salemode.mode.PreflightInputs;
import dev.netstock.salemode.mode.PreflightInputs.StageLimits;
import dev.netstock.salemode.mode.PreflightInputs.TableCapacity;
import dev.netstock.salemode.mode.SaleMode;
import dev.netstock.salemode.mode.SaleModeCommand;
import dev.netstock.salemode.step.LimitsStep;
import dev.netstock.salemode.step.MallRuleStep;
import dev.netstock.salemode.step.PoolsStep;
import dev.netstock.salemode.step.PreflightStep;
import dev.netstock.salemode.step.ReconcileControl;
import dev.netstock.salemode.step.ReconcileStep;
import dev.netstock.salemode.step.ReleaseRequestsStep;
import dev.netstock.salemode.step.ReportStep;
import dev.netstock.salemode.step.SaleLimits;
import dev.netstock.salemode.step.SaleModeCommands;
import dev.netstock.salemode.step.SaleModeCommands.Accepted;
import dev.netstock.salemode.step.SaleModeSteps;
import dev.netstock.salemode.step.SaleModeTable;
import dev.netstock.salemode.step.SaleModeWorkflow;
import dev.netstock.salemode.step.SaleShards;
import dev.netstock.salemode.step.ShardsStep;
import dev.netstock.salemode.step.SkuLevels;
import dev.netstock.salemode.testing.Lifeline.Killed;
import dev.netstock.salerules.DynamoHeldRequests;
import dev.netstock.salerules.DynamoSaleRules;
import dev.netstock.salerules.SaleRules;
import dev.netstock.salerules.SupplyPace;
import dev.netstock.shards.dynamodb.DynamoShards;
import dev.netstock.shards.plan.ShardScaler;
import dev.netstock.stock.Sku;
import dev.netstock.stock.dynamodb.DynamoLevels;
import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.stock.dynamodb.DynamoPoolPlans;
import dev.netstock.stock.level.ShardTotals;
import dev.netstock.stock.place.PlaceSource;
import dev.netstock.stock.place.Places;
import dev.netstock.stock.testing.Shop;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Sale mode over real tables of net stock, with the shards function; topics, queues and the ledger
 * are in memory. Not thread-safe, except that the shop may sell at the same time.
 */
public final class RealSale implements AutoCloseable {
    private static final long SUPPLY = 1_000_000;
    private static final Duration RECONCILE_DURATION = Duration.ofMinutes(5);
    private static final int RUNS_MAX = 60;

    private final Lifeline lifeline = new Lifeline();
    private final Shop shop = Shop.open();
    private final DynamoDbClient client = shop.tables().client();
    private final Retries retries = DynamoNetStock.retries((_, _) -> {});
    private final String saleMode = shop.tables().createMore("SaleMode", "part", "entry");
    private final String places = shop.tables().createMore("Places", "kind", "id");
    private final String shards = shop.tables().createMore("Shards", "sku", "location");
    private final List<Instant> reconcileRuns = new ArrayList<>();

    private RealSale() {
        shop.supply(SaleDay.HOT.value(), "east", SUPPLY, 1);
    }

    /** Opens a shop with plenty of units of the hot SKU. */
    public static RealSale open() {
        return new RealSale();
    }

    public Shop shop() {
        return shop;
    }

    public SaleMode mode() {
        return new DynamoSaleModeTable(client, saleMode).read();
    }

    /** The rules for the supply sync and for replenishment. */
    public SaleRules rules() {
        return new DynamoSaleRules(client, saleMode).read();
    }

    public int openShards() {
        return shop.stockOf(SaleDay.HOT.value(), "east").openShards();
    }

    /** An operator starts a sale that has no end time. */
    public void plan(String sale, int many) {
        command(
                new SaleModeCommand.On(
                        new Plan(
                                sale,
                                Optional.empty(),
                                Optional.empty(),
                                List.of(SaleDay.HOT),
                                many,
                                1_000,
                                SupplyPace.PAUSED,
                                MallRule.SUSPENDED,
                                new Requests(true, Optional.empty()))));
    }

    /** An operator ends the sale. */
    public void end() {
        command(new SaleModeCommand.Off());
    }

    private void command(SaleModeCommand command) {
        var table = new DynamoSaleModeTable(client, saleMode);
        assertThat(
                        new SaleModeCommands(table, _ -> {}, retries, shop.clock())
                                .execute(command, Shop.call()))
                .isInstanceOf(Accepted.class);
    }

    /**
     * Runs a worker that is killed after some requests.
     *
     * @param requests how many requests it can send
     * @return whether it was killed
     */
    public boolean run(int requests) {
        lifeline.killAfter(requests);
        try {
            workflow().run(Shop.call(Duration.ofMinutes(10)));
            return false;
        } catch (Killed _) {
            return true;
        }
    }

    /** Advances the clock by a minute, and runs the shards function. */
    public void aMinuteLater() {
        shop.clock().advance(Duration.ofMinutes(1));
        ShardScaler scaler = scaler();
        scaler.due(Shop.call()).forEach(item -> scaler.review(item, Shop.call()));
    }

    /** Advances the clock until the shards are merged. */
    public void merge() {
        for (int run = 0; run < RUNS_MAX && openShards() > 1; run++) {
            aMinuteLater();
        }
    }

    @Override
    public void close() {
        shop.close();
    }

    private SaleModeWorkflow workflow() {
        var table = new DynamoSaleModeTable(client, saleMode);
        var topic = new MemoryTopic(lifeline).publisher();
        var levels = SkuLevels.of(shop.stock().levelReader());
        var steps =
                new SaleModeSteps(
                        new PreflightStep((_, _) -> unknownInputs(), shop.clock()),
                        new LimitsStep(
                                killable(
                                        new StoredSaleLimits(
                                                shop.stock().purchaseLimits(),
                                                Shop.KEYS::current,
                                                shop.clock()))),
                        new PoolsStep(
                                new StoredSalePools(
                                        new DynamoPoolPlans(client, places, retries),
                                        totals(),
                                        new MemoryQueue(lifeline).sender(),
                                        Set.of(),
                                        shop.clock())),
                        new ShardsStep(killable(shards()), shop.clock()),
                        new MallRuleStep(topic),
                        _ -> lifeline.run(() -> {}),
                        new ReleaseRequestsStep(
                                new DynamoHeldRequests(client, saleMode),
                                topic,
                                new MemoryQueue(lifeline).sender(),
                                retries),
                        new ReconcileStep(reconcile()),
                        new ReportStep(
                                (_, _, _) -> List.of(),
                                levels,
                                (_, _) -> Map.of(),
                                new MemoryReports(new Lifeline()),
                                shop.clock()));
        return new SaleModeWorkflow(
                killable(table), steps, retries, shop.clock(), () -> UUID.randomUUID().toString());
    }

    private SaleShards shards() {
        return new PlannedShards(
                DynamoShards.targets(client, shards, (_, _) -> {}),
                totals(),
                PlaceSource.of(Places.planned(Shop.LOCATIONS)),
                Parallel.NONE,
                new ShardNotifier(new MemoryQueue(lifeline).sender()));
    }

    private ShardTotals totals() {
        return new DynamoLevels(client, shop.tables().names().netStock(), (_, _) -> {})
                .shardTotals();
    }

    private ShardScaler scaler() {
        var names = shop.tables().names();
        var tables = new DynamoShards.Tables(names.netStock(), names.stockDeltas(), shards);
        return new DynamoShards(client, tables, Shop.LOCATIONS, (_, _) -> {}).scaler(shop.clock());
    }

    private static PreflightInputs unknownInputs() {
        return new PreflightInputs(
                new StageLimits(Optional.empty(), 100, 1_000, 10_000, 1_500, 3),
                Map.of(),
                new TableCapacity("NetStock", Optional.empty()),
                new TableCapacity("StockDeltas", Optional.empty()),
                Set.of(),
                Set.of(),
                List.of(),
                Map.of(),
                Optional.empty());
    }

    private SaleLimits killable(SaleLimits limits) {
        return new SaleLimits() {
            @Override
            public boolean set(Sku sku, Plan plan, Call call) {
                return lifeline.send(() -> limits.set(sku, plan, call));
            }

            @Override
            public void lift(Sku sku, String sale, Call call) {
                lifeline.run(() -> limits.lift(sku, sale, call));
            }
        };
    }

    private SaleModeTable killable(SaleModeTable table) {
        return new SaleModeTable() {
            @Override
            public SaleMode read() {
                return lifeline.send(table::read);
            }

            @Override
            public boolean write(SaleMode next) {
                return lifeline.send(() -> table.write(next));
            }
        };
    }

    private SaleShards killable(SaleShards real) {
        return (sku, many, call) -> lifeline.send(() -> real.atLeast(sku, many, call));
    }

    private ReconcileControl reconcile() {
        return new ReconcileControl() {
            @Override
            public Optional<ReconcileRun> latest(Call call) {
                return lifeline.send(
                        () ->
                                reconcileRuns.isEmpty()
                                        ? Optional.empty()
                                        : Optional.of(run(reconcileRuns.getLast())));
            }

            @Override
            public void start(Call call) {
                lifeline.run(() -> reconcileRuns.add(shop.clock().instant()));
            }
        };
    }

    private ReconcileControl.ReconcileRun run(Instant startedAt) {
        Instant end = startedAt.plus(RECONCILE_DURATION);
        boolean isFinished = !shop.clock().instant().isBefore(end);
        return new ReconcileControl.ReconcileRun(
                startedAt, isFinished ? Optional.of(end) : Optional.empty(), 0);
    }
}
