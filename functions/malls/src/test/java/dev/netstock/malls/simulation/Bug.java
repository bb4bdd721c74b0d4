package dev.netstock.malls.simulation;

import dev.netstock.malls.orders.OrderRow;
import dev.netstock.malls.port.CountChange;
import dev.netstock.malls.port.CountReading;
import dev.netstock.malls.port.Mall;
import dev.netstock.malls.port.MallCapabilities;
import dev.netstock.malls.port.MallItem;
import dev.netstock.malls.port.MallOrder;
import dev.netstock.malls.port.OrderPage;
import dev.netstock.malls.port.OrderQuery;
import dev.netstock.malls.port.StockWrite;
import dev.netstock.malls.port.WriteMode;
import dev.netstock.malls.port.WriteResult;
import dev.netstock.malls.sync.ItemRow;
import dev.netstock.malls.sync.MallRow;
import dev.netstock.malls.sync.MallStore;
import dev.netstock.malls.sync.PoolMove;
import dev.netstock.malls.sync.Row;
import dev.netstock.malls.sync.SaleRow;
import dev.netstock.malls.sync.SkuLevel;
import dev.netstock.malls.sync.StockSide;
import dev.netstock.malls.sync.Urgency;
import dev.netstock.stock.CancellationId;
import dev.netstock.stock.Channel;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.Sku;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Bugs that are planted between the workers and the world, to see that a simulation finds them.
 * Each is what the sync would do without one of its rules.
 */
enum Bug {
    NONE,
    /** A raise reads the count and writes the sum: what is sold in between is sold again. */
    ABSOLUTE_RAISE,
    /** A write without an answer counts as done. */
    DOUBT_IS_DONE,
    /** A write without an answer counts as not done, and is sent again. */
    DOUBT_IS_NOT_DONE,
    /** Units go back to general stock while the lower count is still on its way. */
    GIVE_BACK_BEFORE_ACKNOWLEDGED,
    /** Taking an order does not change what the mall is expected to show. */
    ECHO_NOT_SUPPRESSED,
    /** Lists begin where the last one ended. */
    CURSOR_WITHOUT_OVERLAP,
    /** A reading is trusted before the orders that the mall holds back can be known. */
    READING_TRUSTED_TOO_EARLY,
    /** A reservation that is repeated has another id. */
    ORDER_ID_NOT_IDEMPOTENT,
    /** A move that is repeated has another id. */
    MOVE_ID_NOT_IDEMPOTENT,
    /** Cancellations of orders are not looked for. */
    OPEN_ORDERS_NOT_READ_AGAIN,
    /** Counts are sent to a mall that is paused. */
    PAUSE_IGNORED,
    /** Another mapping takes effect while the mall still shows the item. */
    MAPPING_CHANGES_BEFORE_ZERO,
    /** An order is held as its items are mapped now, not as they were when it was taken. */
    ORDER_FOLLOWS_THE_MAPPING;

    /** Whether it needs operators to show. */
    boolean isOfOperators() {
        return compareTo(PAUSE_IGNORED) >= 0;
    }

    Mall mall(SimulatedMall mall, World world) {
        return switch (this) {
            case ABSOLUTE_RAISE,
                    DOUBT_IS_DONE,
                    DOUBT_IS_NOT_DONE,
                    GIVE_BACK_BEFORE_ACKNOWLEDGED,
                    CURSOR_WITHOUT_OVERLAP,
                    READING_TRUSTED_TOO_EARLY ->
                    new BuggyMall(this, mall, world);
            default -> mall;
        };
    }

    MallStore store(MallStore store) {
        return switch (this) {
            case ECHO_NOT_SUPPRESSED,
                    OPEN_ORDERS_NOT_READ_AGAIN,
                    PAUSE_IGNORED,
                    MAPPING_CHANGES_BEFORE_ZERO,
                    ORDER_FOLLOWS_THE_MAPPING ->
                    new BuggyStore(this, store);
            default -> store;
        };
    }

    StockSide stock(StockSide stock) {
        return switch (this) {
            case ORDER_ID_NOT_IDEMPOTENT, MOVE_ID_NOT_IDEMPOTENT -> new BuggyStock(this, stock);
            default -> stock;
        };
    }

    private static final class BuggyMall implements Mall {
        private final Bug bug;
        private final SimulatedMall mall;
        private final World world;
        private Instant lastUntil = Instant.EPOCH;

        BuggyMall(Bug bug, SimulatedMall mall, World world) {
            this.bug = bug;
            this.mall = mall;
            this.world = world;
        }

        @Override
        public MallCapabilities capabilities() {
            MallCapabilities real = mall.capabilities();
            return bug != READING_TRUSTED_TOO_EARLY
                    ? real
                    : new MallCapabilities(
                            real.writeModes(),
                            real.idempotencyKeys(),
                            real.echoesCount(),
                            real.applyLag(),
                            real.writeBatch(),
                            real.writeRate(),
                            real.readBatch(),
                            real.readRate(),
                            real.orderRate(),
                            real.detailBatch(),
                            real.detailRate(),
                            real.updatedSince(),
                            real.visibilityLag(),
                            Duration.ofSeconds(-30),
                            real.window(),
                            real.pageLimit(),
                            real.restocksOnCancel(),
                            real.push(),
                            real.credentialLife());
        }

        @Override
        public List<WriteResult> write(List<StockWrite> writes) {
            return switch (bug) {
                case ABSOLUTE_RAISE -> writeSums(writes);
                case GIVE_BACK_BEFORE_ACKNOWLEDGED -> writeLater(writes);
                case DOUBT_IS_DONE ->
                        replaceDoubt(writes, new WriteResult.Done(OptionalLong.empty()));
                case DOUBT_IS_NOT_DONE ->
                        replaceDoubt(writes, new WriteResult.Throttled(Duration.ofSeconds(1)));
                default -> mall.write(writes);
            };
        }

        private List<WriteResult> replaceDoubt(List<StockWrite> writes, WriteResult instead) {
            return mall.write(writes).stream()
                    .map(result -> result instanceof WriteResult.InDoubt ? instead : result)
                    .toList();
        }

        private List<WriteResult> writeSums(List<StockWrite> writes) {
            if (!mall.capabilities().writeModes().contains(WriteMode.RELATIVE)) {
                return mall.write(writes);
            }
            List<CountReading> counts = mall.read(writes.stream().map(StockWrite::item).toList());
            List<StockWrite> sums = new ArrayList<>();
            for (int i = 0; i < writes.size(); i++) {
                StockWrite write = writes.get(i);
                long before = counts.get(i).count().orElse(0);
                sums.add(
                        write.change() instanceof CountChange.Relative raise && raise.units() > 0
                                ? new StockWrite(
                                        write.item(),
                                        new CountChange.Absolute(before + raise.units()),
                                        write.key())
                                : write);
            }
            return mall.write(sums);
        }

        private List<WriteResult> writeLater(List<StockWrite> writes) {
            if (writes.stream()
                    .anyMatch(
                            write ->
                                    !(write.change() instanceof CountChange.Relative lower)
                                            || lower.units() > 0)) {
                return mall.write(writes);
            }
            world.after(3000, () -> mall.applyAll(writes));
            return writes.stream()
                    .<WriteResult>map(_ -> new WriteResult.Done(OptionalLong.empty()))
                    .toList();
        }

        @Override
        public List<CountReading> read(List<MallItem> items) {
            return mall.read(items);
        }

        @Override
        public OrderPage orders(OrderQuery query) {
            if (bug != CURSOR_WITHOUT_OVERLAP || query.page().isPresent()) {
                return mall.orders(query);
            }
            Instant from = lastUntil.isAfter(query.from()) ? lastUntil : query.from();
            OrderPage page = mall.orders(new OrderQuery(from, query.until(), query.page()));
            lastUntil = query.until();
            return page;
        }

        @Override
        public List<MallOrder> orders(List<String> numbers) {
            return mall.orders(numbers);
        }
    }

    private static final class BuggyStock implements StockSide {
        private final Bug bug;
        private final StockSide stock;
        private long attempts;

        BuggyStock(Bug bug, StockSide stock) {
            this.bug = bug;
            this.stock = stock;
        }

        @Override
        public List<SkuLevel> levels(Collection<Sku> skus) {
            return stock.levels(skus);
        }

        @Override
        public List<Long> move(List<PoolMove> moves) {
            return stock.move(
                    bug != MOVE_ID_NOT_IDEMPOTENT
                            ? moves
                            : moves.stream()
                                    .map(
                                            move ->
                                                    new PoolMove(
                                                            move.id() + ++attempts,
                                                            move.channel(),
                                                            move.sku(),
                                                            move.units()))
                                    .toList());
        }

        @Override
        public Reservation reserve(
                OrderId order, Channel channel, Map<Sku, Long> units, boolean forced) {
            OrderId id =
                    bug == ORDER_ID_NOT_IDEMPOTENT
                            ? new OrderId(order.value() + "_" + ++attempts)
                            : order;
            return stock.reserve(id, channel, units, forced);
        }

        @Override
        public Map<Sku, Long> cancel(
                OrderId order, CancellationId cancellation, Map<Sku, Long> units) {
            return bug == ORDER_ID_NOT_IDEMPOTENT
                    ? Map.of()
                    : stock.cancel(order, cancellation, units);
        }
    }

    private static final class BuggyStore implements MallStore {
        private final Bug bug;
        private final MallStore store;

        BuggyStore(Bug bug, MallStore store) {
            this.bug = bug;
            this.store = store;
        }

        @Override
        public Optional<MallRow> mall() {
            Optional<MallRow> row = store.mall();
            return bug == PAUSE_IGNORED ? row.map(it -> it.withPaused(false)) : row;
        }

        @Override
        public SaleRow sale() {
            return store.sale();
        }

        @Override
        public List<ItemRow> items(Collection<MallItem> items) {
            return store.items(items);
        }

        @Override
        public List<ItemRow> itemsOf(Sku sku) {
            return store.itemsOf(sku);
        }

        @Override
        public List<ItemRow> due(Instant now, int limit) {
            return store.due(now, limit);
        }

        @Override
        public Optional<ItemRow> longestDue(Urgency urgency, Instant now) {
            return store.longestDue(urgency, now);
        }

        @Override
        public List<ItemRow> itemsAfter(Optional<MallItem> last, int limit) {
            return store.itemsAfter(last, limit);
        }

        @Override
        public List<OrderRow> orders(Collection<String> numbers) {
            return store.orders(numbers).stream().map(this::forgetful).toList();
        }

        @Override
        public List<OrderRow> unsettledOrders() {
            return store.unsettledOrders().stream().map(this::forgetful).toList();
        }

        @Override
        public List<OrderRow> unmappedOrders(String after, int limit) {
            return store.unmappedOrders(after, limit);
        }

        @Override
        public List<OrderRow> openOrders(String after, int limit) {
            return bug == OPEN_ORDERS_NOT_READ_AGAIN ? List.of() : store.openOrders(after, limit);
        }

        @Override
        public List<Boolean> save(List<? extends Row> rows) {
            return store.save(rows.stream().map(this::hasty).toList());
        }

        @Override
        public boolean saveTogether(List<? extends Row> rows) {
            return store.saveTogether(
                    bug != ECHO_NOT_SUPPRESSED ? rows : rows.stream().map(this::same).toList());
        }

        private Row hasty(Row row) {
            if (!(row instanceof ItemRow item) || item.mapping().change().isEmpty()) {
                return row;
            }
            return bug == MAPPING_CHANGES_BEFORE_ZERO ? item.changed(List.of()) : row;
        }

        private OrderRow forgetful(OrderRow row) {
            return bug != ORDER_FOLLOWS_THE_MAPPING
                    ? row
                    : new OrderRow(
                            row.number(),
                            row.version(),
                            row.parts(),
                            row.counted(),
                            row.countedAt(),
                            row.holds(),
                            row.command(),
                            row.waits(),
                            row.unmapped(),
                            Map.of());
        }

        private Row same(Row row) {
            return row instanceof ItemRow item
                    ? new ItemRow(
                            item.item(),
                            item.mapping(),
                            item.version(),
                            item.levels(),
                            item.held(),
                            store.items(List.of(item.item())).getFirst().estimate(),
                            item.progress(),
                            item.urgency(),
                            item.due(),
                            item.goal())
                    : row;
        }
    }
}
