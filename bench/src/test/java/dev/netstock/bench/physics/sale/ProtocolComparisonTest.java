package dev.netstock.bench.physics.sale;

import static dev.netstock.stock.testing.Shop.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.bench.physics.dynamodb.Answer;
import dev.netstock.bench.physics.dynamodb.DynamoDb;
import dev.netstock.bench.physics.dynamodb.Item;
import dev.netstock.bench.physics.dynamodb.Physics;
import dev.netstock.bench.physics.dynamodb.VirtualTime;
import dev.netstock.bench.physics.dynamodb.Write;
import dev.netstock.platform.call.Backoff;
import dev.netstock.platform.call.CallFailure;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.model.ModelShop;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * Compares the requests of the simulated protocol with those of net stock's own flows, one by one,
 * so that the model cannot drift from the product.
 */
class ProtocolComparisonTest {
    private static final long BUDGET = VirtualTime.SECOND;

    @ParameterizedTest(name = "{0} items, {1} units, orders of {2}: {3}")
    @CsvSource({
        "1,    5,   3,     take append",
        "2,    4,   3,     take deltas items take take append",
        "2,    4,   5,     take deltas items items",
        "2,    4,   5 5,   take deltas items items - deltas items",
        "2,    4,   5 5 5, take deltas items items - deltas items - deltas",
        "64,   256, 5,     take deltas items take take append",
        "64,   256, 300,   take deltas items items",
        "150,  600, 700,   take deltas items items items items",
    })
    void orders_makeTheSameRequestsInBoth(int items, int units, String orders, String requests) {
        assertThat(netStock(items, units, orders)).isEqualTo(requests);
        assertThat(model(items, units, orders)).isEqualTo(requests);
    }

    /**
     * The only difference: net stock refuses by the failed take of a SKU with one item. The model
     * reads the item once more, so its cost of such a refusal is an upper bound.
     */
    @Test
    void order_thatIsShortAtTheOnlyItem_readsOnceMoreInTheModel() {
        assertThat(netStock(1, 5, "6")).isEqualTo("take deltas");
        assertThat(model(1, 5, "6")).isEqualTo("take deltas items");
    }

    @Test
    void take_whenThrottled_readsTheFirstItemAndRetriesInBoth() {
        var shop = shop(2, 4);
        shop.before("take", ModelShop.failing(CallFailure.Kind.THROTTLED));
        shop.reserve("A-1", line("tape", "east", 1));
        var model = new Model(2, 4);
        model.database.throttleTheNextTake();
        model.sell(1);

        assertThat(shop.drainRequests())
                .containsExactly("take", "deltas", "items", "take", "append");
        assertThat(model.database.requests)
                .isEqualTo(List.of("take", "deltas", "items", "take", "append"));
    }

    @Test
    void order_thatIsGivenBack_makesTheSameRequestsInBoth() {
        var shop = shop(1, 5);
        shop.reserve("A-1", line("tape", "east", 3));
        shop.environment().releaseFlow().release(new OrderId("A-1"), shop.call());
        var model = new Model(1, 5);
        new GiveBack(model.market).giveBackAfter(0, model.sell(3));
        model.market.time().run();

        List<String> requests = List.of("take", "append", "deltas", "giveBack");
        assertThat(shop.drainRequests()).isEqualTo(requests);
        assertThat(model.database.requests).isEqualTo(requests);
    }

    /**
     * A repeat reaches another environment: at once, after another change of the item, and with the
     * caller's word.
     */
    @Test
    void order_thatIsRepeated_makesTheSameRequestsInBoth() {
        var shop = shop(1, 9);
        var model = new Model(1, 9);
        shop.reserve("A-1", line("tape", "east", 1));
        model.sell(1);
        shop.drainRequests();
        model.database.requests.clear();

        var order = Shop.order("A-1", line("tape", "east", 1));
        shop.environment().reserveFlow().reserve(order, shop.call());
        model.sell(1, new Environment(Duration.ofMillis(500)), false);
        assertThat(shop.drainRequests()).containsExactly("take", "deltas");
        assertThat(model.database.requests).isEqualTo(List.of("take", "deltas"));
        model.database.requests.clear();

        shop.supply("tape", "east", 10, 2);
        shop.drainRequests();
        model.market.shards().first().supply(1);
        model.market.shards().first().supply(-1);
        shop.environment().reserveFlow().reserve(order, shop.call());
        model.sell(1, new Environment(Duration.ofMillis(500)), false);
        assertThat(shop.drainRequests())
                .containsExactlyInAnyOrder("take", "append", "giveBack", "deltas");
        assertThat(model.database.requests)
                .containsExactlyInAnyOrder("take", "append", "giveBack", "deltas");
        model.database.requests.clear();

        shop.environment().reserveFlow().reserveAgain(order, shop.call());
        model.sell(1, new Environment(Duration.ofMillis(500)), true);
        assertThat(shop.drainRequests()).containsExactly("deltas");
        assertThat(model.database.requests).isEqualTo(List.of("deltas"));
    }

    private static String netStock(int items, int units, String orders) {
        ModelShop shop = shop(items, units);
        var requests = new ArrayList<String>();
        for (String quantity : orders.split(" ", -1)) {
            shop.reserve("A-" + requests.size(), line("tape", "east", Integer.parseInt(quantity)));
            requests.add(String.join(" ", shop.drainRequests()));
        }
        return String.join(" - ", requests);
    }

    private static ModelShop shop(int items, int units) {
        var shop = new ModelShop();
        shop.supply("tape", "east", units, 1);
        shop.spread("tape", "east", items);
        shop.drainRequests();
        return shop;
    }

    private static String model(int items, int units, String orders) {
        var model = new Model(items, units);
        var requests = new ArrayList<String>();
        Arrays.stream(orders.split(" ", -1))
                .map(Integer::valueOf)
                .forEach(
                        quantity -> {
                            model.sell(quantity);
                            requests.add(String.join(" ", model.database.requests));
                            model.database.requests.clear();
                        });
        return String.join(" - ", requests);
    }

    /** The simulated protocol of one execution environment. */
    private static final class Model {
        private final SplittableRandom random = new SplittableRandom(1);
        private final VirtualTime time = new VirtualTime();
        private final RecordingDatabase database = new RecordingDatabase(time, random);
        private final Environment environment = new Environment(Duration.ofMillis(500));
        private final Market market;

        Model(int items, int units) {
            var shards = new Shards(database.table(), items, units, random);
            database.stock = shards.items();
            market =
                    new Market(
                            Design.of(Protocol.Kind.TAKE_AND_CLAIM, items),
                            time,
                            database,
                            database.table(),
                            shards,
                            new Books(shards.items(), time),
                            new VirtualRetries(time, Backoff.standard(random)),
                            () -> {},
                            random);
        }

        Order sell(int units) {
            return sell(units, environment, false);
        }

        Order sell(int units, Environment by, boolean isDeclared) {
            var order = new Order(0, units, isDeclared, by, time.now(), time.now() + BUDGET);
            Protocol protocol = Protocol.Kind.TAKE_AND_CLAIM.over(market);
            new OrderSale(market, protocol, new NoEnding(market)).sell(order);
            time.run();
            return order;
        }
    }

    private static final class NoEnding implements OrderSale.Ending {
        private final Market market;

        NoEnding(Market market) {
            this.market = market;
        }

        @Override
        public void repeated(Order order) {
            if (!order.taken().isEmpty()) {
                new GiveBack(market).undo(order);
            }
        }

        @Override
        public void accepted(Order order) {}

        @Override
        public void refused(Order order) {}

        @Override
        public void failed(Order order) {
            throw new AssertionError("The order ran out of time");
        }

        @Override
        public boolean crashes() {
            return false;
        }
    }

    /** Records requests by the names that net stock's tables have for them. */
    private static final class RecordingDatabase extends DynamoDb {
        private final List<String> requests = new ArrayList<>();
        private List<StockItem> stock = List.of();
        private boolean isNextTakeThrottled;

        RecordingDatabase(VirtualTime time, SplittableRandom random) {
            super(Physics.standard(), time, random);
        }

        void throttleTheNextTake() {
            isNextTakeThrottled = true;
        }

        @Override
        public void readAll(List<Item> items, IntConsumer reader, Consumer<List<Integer>> left) {
            requests.add(isStock(items.getFirst()) ? "items" : "deltas");
            super.readAll(items, reader, left);
        }

        @Override
        public void write(Write write, Consumer<Answer> then) {
            requests.add(isStock(write.item()) ? "take" : "append");
            if (isNextTakeThrottled && isStock(write.item())) {
                isNextTakeThrottled = false;
                then.accept(Answer.THROTTLED);
            } else {
                super.write(write, then);
            }
        }

        @Override
        public void transact(List<Write> writes, Consumer<Answer> then) {
            requests.add("giveBack");
            super.transact(writes, then);
        }

        private boolean isStock(Item item) {
            return stock.stream().anyMatch(one -> one.place().equals(item));
        }
    }
}
