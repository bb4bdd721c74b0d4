package dev.netstock.salemode.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.messages.ShardNotifier;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Retries;
import dev.netstock.salemode.aws.DynamoSaleModeTable;
import dev.netstock.salemode.aws.NetStockPlaces;
import dev.netstock.salemode.aws.PlannedShards;
import dev.netstock.salemode.mode.MallRule;
import dev.netstock.salemode.mode.Plan;
import dev.netstock.salemode.mode.Plan.Requests;
import dev.netstock.salemode.mode.PreflightInputs;
import dev.netstock.salemode.mode.SaleMode;
import dev.netstock.salemode.mode.SaleModeCommand;
import dev.netstock.salemode.step.Comparison;
import dev.netstock.salemode.step.MallRuleStep;
import dev.netstock.salemode.step.PreflightStep;
import dev.netstock.salemode.step.ReconcileStep;
import dev.netstock.salemode.step.ReleaseRequestsStep;
import dev.netstock.salemode.step.ReportStep;
import dev.netstock.salemode.step.ResumeSyncStep;
import dev.netstock.salemode.step.SaleModeRequests;
import dev.netstock.salemode.step.SaleModeRequests.Accepted;
import dev.netstock.salemode.step.SaleModeTable;
import dev.netstock.salemode.step.SaleModeWorkflow;
import dev.netstock.salemode.step.SaleShards;
import dev.netstock.salemode.step.SpreadSkusStep;
import dev.netstock.salemode.step.StepWorks;
import dev.netstock.salemode.testing.Lifeline.Killed;
import dev.netstock.salerules.DynamoHeldRequests;
import dev.netstock.salerules.DynamoSaleRules;
import dev.netstock.salerules.SaleRules;
import dev.netstock.salerules.SupplyPace;
import dev.netstock.shards.dynamodb.DynamoShards;
import dev.netstock.shards.plan.ShardScaler;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.dynamodb.DynamoLevels;
import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.stock.testing.Shop;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Sale mode over real tables of net stock, with the function that spreads; what is behind topics,
 * queues and the ledger is in memory. Not thread-safe, save that the shop sells meanwhile.
 */
public final class RealSale implements AutoCloseable {
    private static final long SUPPLY = 1_000_000;
    private static final Duration COMPARES_FOR = Duration.ofMinutes(5);
    private static final int LOOKS_MAX = 60;

    private final Lifeline lifeline = new Lifeline();
    private final Shop shop = Shop.open();
    private final DynamoDbClient client = shop.tables().client();
    private final Retries retries = DynamoNetStock.retries((_, _) -> {});
    private final String saleMode = shop.tables().createMore("SaleMode", "part", "entry");
    private final String shards = shop.tables().createMore("Shards", "sku", "location");
    private final List<Instant> comparisons = new ArrayList<>();

    private RealSale() {
        shop.supply(SaleDay.HOT.value(), "east", SUPPLY, 1);
    }

    /** A shop with plenty of the hot SKU. */
    public static RealSale open() {
        return new RealSale();
    }

    public Shop shop() {
        return shop;
    }

    public SaleMode mode() {
        return new DynamoSaleModeTable(client, saleMode).read();
    }

    /** What the sync and replenishment obey. */
    public SaleRules rules() {
        return new DynamoSaleRules(client, saleMode).read();
    }

    public int openShards() {
        return shop.stockOf(SaleDay.HOT.value(), "east").openShards();
    }

    /** An operator wants a sale by hand. */
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

    /** An operator wants it to end. */
    public void leave() {
        command(new SaleModeCommand.Off());
    }

    private void command(SaleModeCommand wish) {
        var table = new DynamoSaleModeTable(client, saleMode);
        assertThat(
                        new SaleModeRequests(table, _ -> {}, retries, shop.clock())
                                .command(wish, Shop.call()))
                .isInstanceOf(Accepted.class);
    }

    /**
     * A worker walks, unless it is killed.
     *
     * @param requests it has so many, and no more
     * @return whether it was killed
     */
    public boolean walk(int requests) {
        lifeline.dieAfter(requests);
        try {
            walking().walk(Shop.call(Duration.ofMinutes(10)));
            return false;
        } catch (Killed _) {
            return true;
        }
    }

    /** Time goes by, and the function of shards looks. */
    public void aMinuteLater() {
        shop.clock().advance(Duration.ofMinutes(1));
        ShardScaler scaler = scaler();
        scaler.due(Shop.call()).forEach(item -> scaler.review(item, Shop.call()));
    }

    /** Lets time go by until the units are together again. */
    public void merge() {
        for (int look = 0; look < LOOKS_MAX && openShards() > 1; look++) {
            aMinuteLater();
        }
    }

    @Override
    public void close() {
        shop.close();
    }

    private SaleModeWorkflow walking() {
        var table = new DynamoSaleModeTable(client, saleMode);
        var topic = new MemoryTopic(lifeline).publisher();
        var releasing =
                new ReleaseRequestsStep(
                        new DynamoHeldRequests(client, saleMode),
                        topic,
                        new MemoryQueue(lifeline).sender(),
                        retries);
        var places = new NetStockPlaces(shop.stock().readingLevels());
        var works =
                StepWorks.of(
                        new PreflightStep((_, _) -> nothingKnown(), shop.clock()),
                        new SpreadSkusStep(places, mortal(shards()), shop.clock()),
                        new MallRuleStep(topic),
                        new ResumeSyncStep(_ -> lifeline.run(() -> {})),
                        releasing,
                        new ReconcileStep(comparison()),
                        new ReportStep(
                                (_, _, _) -> List.of(),
                                places,
                                (_, _) -> Map.of(),
                                (_, _) -> {},
                                shop.clock()));
        return new SaleModeWorkflow(
                mortal(table),
                works,
                releasing,
                retries,
                shop.clock(),
                () -> UUID.randomUUID().toString());
    }

    private SaleShards shards() {
        return new PlannedShards(
                DynamoShards.targets(client, shards, (_, _) -> {}),
                new DynamoLevels(client, shop.tables().names().netStock(), (_, _) -> {})
                        .summingShards(),
                new ShardNotifier(new MemoryQueue(lifeline).sender()));
    }

    private ShardScaler scaler() {
        var names = shop.tables().names();
        var tables = new DynamoShards.Tables(names.netStock(), names.stockDeltas(), shards);
        return new DynamoShards(client, tables, Shop.LOCATIONS, (_, _) -> {}).scaler(shop.clock());
    }

    private static PreflightInputs nothingKnown() {
        return new PreflightInputs(
                List.of(), Optional.empty(), 1_000, Set.of(), Map.of(), Optional.empty());
    }

    private SaleModeTable mortal(SaleModeTable table) {
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

    private SaleShards mortal(SaleShards real) {
        return new SaleShards() {
            @Override
            public int atLeast(ItemKey firstItem, int many, Call call) {
                return lifeline.send(() -> real.atLeast(firstItem, many, call));
            }

            @Override
            public int open(ItemKey firstItem, Call call) {
                return lifeline.send(() -> real.open(firstItem, call));
            }

            @Override
            public void hurry(Collection<ItemKey> items, Call call) {
                real.hurry(items, call);
            }
        };
    }

    private Comparison comparison() {
        return new Comparison() {
            @Override
            public Optional<Standing> newest(Call call) {
                return lifeline.send(
                        () ->
                                comparisons.isEmpty()
                                        ? Optional.empty()
                                        : Optional.of(standing(comparisons.getLast())));
            }

            @Override
            public void start(Call call) {
                lifeline.run(() -> comparisons.add(shop.clock().instant()));
            }
        };
    }

    private Comparison.Standing standing(Instant startedAt) {
        Instant end = startedAt.plus(COMPARES_FOR);
        boolean isOver = !shop.clock().instant().isBefore(end);
        return new Comparison.Standing(startedAt, isOver ? Optional.of(end) : Optional.empty(), 0);
    }
}
