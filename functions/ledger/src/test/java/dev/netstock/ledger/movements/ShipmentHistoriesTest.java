package dev.netstock.ledger.movements;

import static dev.netstock.ledger.movements.TestMovements.TODAY;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.events.StockEvent;
import dev.netstock.events.movement.Movement;
import dev.netstock.events.movement.MovementKind;
import dev.netstock.ledger.posting.LedgerPosting;
import dev.netstock.ledger.sync.Pace;
import dev.netstock.ledger.sync.ShipmentSync;
import dev.netstock.ledger.sync.SupplySender;
import dev.netstock.ledger.testing.TestLedger;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Parallel;
import dev.netstock.platform.testing.Length;
import dev.netstock.platform.testing.Seed;
import dev.netstock.stock.delta.Cause;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.delta.DeltaLine;
import dev.netstock.stock.event.StockEvents;
import dev.netstock.stock.model.ModelShop;
import dev.netstock.stock.reservation.RequestedLine;
import dev.netstock.stock.reservation.ShipFlow;
import dev.netstock.stock.reservation.TransferFlow;
import dev.netstock.stock.supply.SupplyChange;
import dev.netstock.stock.supply.SupplyOutcome;
import dev.netstock.stock.table.StockItem;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Random histories of orders, cancellations, shipments, returns and books on both sides, with
 * shipments that no reservation covers: too many units, duplicates, unknown orders, other
 * locations, orders that were given back. Deltas and movements reach the ledger late, repeated and
 * in any order. When all has settled, net stock promises exactly what is on the shelf and not owed
 * to an order: {@code available = onHand − samples − Σ max(0, held − shipped)}. {@code
 * -Dtest.seed=S} runs others.
 */
class ShipmentHistoriesTest {
    private static final int HISTORIES = Length.of(100, 10_000);
    private static final int ON_DYNAMODB = Length.of(25, 100);
    private static final Duration AFTER_HOLD = Shop.HOLD.plus(Duration.ofSeconds(1));
    private static final long SEED = Seed.or(20_261_128);
    private static final int GROUP = 100;
    private static final List<String> LOCATIONS = List.of("east", "west");

    private record Held(String order, String sku, String location) {}

    @Test
    void available_afterHistoriesOnDynamoDb_isOnHandLessUnshipped() {
        System.out.printf(
                ">> shipment histories on DynamoDB Local: %d, seed %d%n", ON_DYNAMODB, SEED);
        for (int from = 0; from < ON_DYNAMODB; from += GROUP) {
            try (Shop shop = Shop.open()) {
                run(new OnDynamoDb(shop), from, Math.min(ON_DYNAMODB, from + GROUP));
            }
        }
    }

    @Test
    void available_afterHistoriesInMemory_isOnHandLessUnshipped() {
        System.out.printf(">> shipment histories in memory: %d, seed %d%n", HISTORIES, SEED);
        for (int from = 0; from < HISTORIES; from += GROUP) {
            run(new InMemory(new ModelShop()), from, Math.min(HISTORIES, from + GROUP));
        }
    }

    private static void run(NetStock netStock, int from, int to) {
        try (TestLedger ledger = TestLedger.create()) {
            var group = new Group(ledger, netStock, new SplittableRandom(SEED + from));
            group.open(from, to);
            group.trade();
            group.settle();
            group.check();
        }
    }

    /** Net stock's side, over tables in DynamoDB Local or in memory; the flows are the same. */
    private interface NetStock {
        void reserve(String order, RequestedLine... lines);

        void confirm(String order);

        void release(String order);

        /** Expires the order once its hold has run out. */
        void expire(String order);

        void cancel(String order, String cancellation, RequestedLine... lines);

        void extend(String order);

        void transfer(String order, String transfer, String to);

        ShipFlow shipFlow();

        TransferFlow transferFlow();

        List<SupplyOutcome> supply(List<SupplyChange> changes, Call call);

        Call call();

        List<Delta> deltas();

        List<StockItem> items();
    }

    private record OnDynamoDb(Shop shop) implements NetStock {
        @Override
        public void reserve(String order, RequestedLine... lines) {
            shop.reserve(order, lines);
        }

        @Override
        public void confirm(String order) {
            shop.confirm(order);
        }

        @Override
        public void release(String order) {
            shop.release(order);
        }

        @Override
        public void expire(String order) {
            shop.clock().advance(AFTER_HOLD);
            shop.expire(order);
        }

        @Override
        public void cancel(String order, String cancellation, RequestedLine... lines) {
            shop.cancel(order, cancellation, lines);
        }

        @Override
        public void extend(String order) {
            shop.extend(order, Shop.HOLD);
        }

        @Override
        public void transfer(String order, String transfer, String to) {
            shop.transfer(order, transfer, to);
        }

        @Override
        public ShipFlow shipFlow() {
            return shop.stock().shipFlow();
        }

        @Override
        public TransferFlow transferFlow() {
            return shop.stock().transferFlow();
        }

        @Override
        public List<SupplyOutcome> supply(List<SupplyChange> changes, Call call) {
            return shop.stock().supplyApplier().apply(changes, call);
        }

        @Override
        public Call call() {
            return Shop.call();
        }

        @Override
        public List<Delta> deltas() {
            return shop.deltas();
        }

        @Override
        public List<StockItem> items() {
            return shop.items();
        }
    }

    private record InMemory(ModelShop shop) implements NetStock {
        @Override
        public void reserve(String order, RequestedLine... lines) {
            shop.reserve(order, lines);
        }

        @Override
        public void confirm(String order) {
            shop.confirm(order);
        }

        @Override
        public void release(String order) {
            shop.release(order);
        }

        @Override
        public void expire(String order) {
            shop.pass(AFTER_HOLD);
            shop.expire(order);
        }

        @Override
        public void cancel(String order, String cancellation, RequestedLine... lines) {
            shop.cancel(order, cancellation, lines);
        }

        @Override
        public void extend(String order) {
            shop.extend(order, Shop.HOLD);
        }

        @Override
        public void transfer(String order, String transfer, String to) {
            shop.transfer(order, transfer, to);
        }

        @Override
        public ShipFlow shipFlow() {
            return shop.reservations().shipFlow();
        }

        @Override
        public TransferFlow transferFlow() {
            return shop.reservations().transferFlow();
        }

        @Override
        public List<SupplyOutcome> supply(List<SupplyChange> changes, Call call) {
            return shop.supply(changes.toArray(SupplyChange[]::new));
        }

        @Override
        public Call call() {
            return shop.call();
        }

        @Override
        public List<Delta> deltas() {
            return shop.deltas();
        }

        @Override
        public List<StockItem> items() {
            return shop.items();
        }
    }

    /** Histories of SKUs of their own, in one shop with one ledger. To be used by one thread. */
    private static final class Group {
        private final TestLedger ledger;
        private final NetStock shop;
        private final SplittableRandom random;
        private final List<List<Runnable>> histories = new ArrayList<>();
        private final Set<String> collected = new HashSet<>();
        private final List<StockEvent> events = new ArrayList<>();
        private final List<Movement> movements = new ArrayList<>();
        private final List<Movement> reported = new ArrayList<>();
        private final List<String> skus = new ArrayList<>();
        private int lastMovement;

        Group(TestLedger ledger, NetStock shop, SplittableRandom random) {
            this.ledger = ledger;
            this.shop = shop;
            this.random = random;
        }

        void open(int from, int to) {
            for (int history = from; history < to; history++) {
                skus.add("H" + history);
            }
            ledger.addItems(skus.toArray(String[]::new));
            for (String location : LOCATIONS) {
                book(TODAY.minusDays(1).toString(), location, 8);
            }
            sync();
            skus.forEach(sku -> histories.add(history(sku)));
        }

        private void book(String date, String location, long units) {
            ledger.execute(
                    """
                    INSERT INTO book_stock (sku, location, business_date, units)
                    SELECT sku, l, d, u FROM items, (VALUES (?, ?::date, ?::bigint)) AS v (l, d, u);
                    SELECT touch(array_agg(sku), array_agg(?::text)) FROM items;
                    SELECT recalculate(array_agg(sku), array_agg(?::text)) FROM items
                    """,
                    location,
                    date,
                    units,
                    location,
                    location);
        }

        /** The events of a SKU, each after its cause. */
        private List<Runnable> history(String sku) {
            List<Runnable> steps = new ArrayList<>();
            int orders = random.nextInt(1, 4);
            for (int order = 0; order < orders; order++) {
                interleave(steps, order(sku, sku + "-o" + order));
            }
            if (random.nextInt(3) == 0) {
                int units = random.nextInt(1, 3);
                interleave(steps, List.of(() -> ship(sku + "-stranger", sku, units)));
            }
            for (int i = random.nextInt(3); i > 0; i--) {
                MovementKind kind =
                        List.of(MovementKind.RECEIPT, MovementKind.RETURN, MovementKind.ADJUSTMENT)
                                .get(random.nextInt(3));
                int units = random.nextInt(1, 4);
                String location = location();
                interleave(steps, List.of(() -> move(kind, sku, location, units)));
            }
            return steps;
        }

        private List<Runnable> order(String sku, String order) {
            List<Runnable> steps = new ArrayList<>();
            RequestedLine[] lines = lines(sku);
            steps.add(() -> shop.reserve(order, lines));
            List<Runnable> shipments = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                int units = random.nextInt(1, 4);
                shipments.add(() -> ship(order, sku, units));
            }
            List<Runnable> commands = new ArrayList<>();
            switch (random.nextInt(8)) {
                case 0 -> commands.add(() -> shop.release(order));
                case 1 -> commands.add(() -> shop.expire(order));
                case 2 -> {
                    commands.add(() -> shop.expire(order));
                    commands.add(() -> shop.confirm(order));
                }
                default -> commands.add(() -> shop.confirm(order));
            }
            for (int i = random.nextInt(3); i > 0; i--) {
                String id = "c" + i;
                RequestedLine[] part =
                        random.nextInt(3) == 0
                                ? new RequestedLine[0]
                                : new RequestedLine[] {Shop.line(sku, location(), 1)};
                commands.add(() -> shop.cancel(order, id, part));
            }
            for (int i = random.nextInt(3); i > 0; i--) {
                String id = "t" + i;
                String to = location();
                interleave(commands, List.of(() -> shop.transfer(order, id, to)));
            }
            if (random.nextInt(3) == 0) {
                interleave(commands, List.of(() -> shop.extend(order)));
            }
            interleave(commands, shipments);
            steps.addAll(commands);
            return steps;
        }

        private RequestedLine[] lines(String sku) {
            var east = Shop.line(sku, "east", random.nextInt(1, 4));
            var west = Shop.line(sku, "west", random.nextInt(1, 4));
            return switch (random.nextInt(3)) {
                case 0 -> new RequestedLine[] {east};
                case 1 -> new RequestedLine[] {west};
                default -> new RequestedLine[] {east, west};
            };
        }

        private String location() {
            return LOCATIONS.get(random.nextInt(LOCATIONS.size()));
        }

        /** The warehouse reports it, or the books do, or both. */
        private void ship(String order, String sku, int units) {
            String location = location();
            int reporters = random.nextInt(4);
            if (reporters != 0) {
                report(
                        TestMovements.ofOrder(
                                order, next(MovementKind.SHIPMENT, sku, location, units)));
            }
            if (reporters < 2) {
                report(TestMovements.ofOrder(order, next(MovementKind.SALE, sku, location, units)));
            }
        }

        private void move(MovementKind kind, String sku, String location, int units) {
            report(next(kind, sku, location, units));
        }

        private Movement next(MovementKind kind, String sku, String location, int units) {
            lastMovement++;
            return TestMovements.at(sku, location, kind, "m-" + lastMovement, units);
        }

        private void report(Movement movement) {
            reported.add(movement);
            movements.addAll(Collections.nCopies(random.nextInt(1, 3), movement));
        }

        private void interleave(List<Runnable> into, List<Runnable> others) {
            int at = 0;
            for (Runnable other : others) {
                at = random.nextInt(at, into.size() + 1);
                into.add(at, other);
                at++;
            }
        }

        /** Runs all histories concurrently, while the ledger receives some of the events late. */
        void trade() {
            List<List<Runnable>> open = new ArrayList<>(histories);
            int rounds = 0;
            while (!open.isEmpty()) {
                List<Runnable> history = open.get(random.nextInt(open.size()));
                if (history.isEmpty()) {
                    open.remove(history);
                    continue;
                }
                history.removeFirst().run();
                rounds++;
                if (rounds % 300 == 0) {
                    collect();
                    deliver(2);
                    sync();
                }
            }
        }

        private void collect() {
            for (Delta delta : shop.deltas()) {
                StockEvents.of(delta)
                        .filter(event -> collected.add(event.id()))
                        .ifPresent(
                                event ->
                                        events.addAll(
                                                Collections.nCopies(random.nextInt(1, 3), event)));
            }
        }

        /** Delivers one of the pending messages. */
        private void deliver(int oneOf) {
            Collections.shuffle(events, random);
            Collections.shuffle(movements, random);
            List<StockEvent> late = cut(events, events.size() / oneOf);
            List<Movement> moved = cut(movements, movements.size() / oneOf);
            while (!late.isEmpty() || !moved.isEmpty()) {
                if (random.nextBoolean()) {
                    post(cut(late, batch(late.size(), random)));
                } else {
                    new MovementRecorder(ledger.database())
                            .record(cut(moved, batch(moved.size(), random)));
                }
            }
        }

        private void post(List<StockEvent> batch) {
            new LedgerPosting(ledger.database(), _ -> {}).post(batch);
        }

        private static int batch(int size, RandomGenerator random) {
            return Math.min(size, random.nextInt(1, 40));
        }

        private static <T> List<T> cut(List<T> from, int count) {
            List<T> part = new ArrayList<>(from.subList(0, count));
            from.subList(0, count).clear();
            return part;
        }

        /** Leases are over: holds follow the shipments of the sync before. */
        private void sync() {
            ledger.execute("UPDATE shipped_orders SET send_at = now() WHERE send_at IS NOT NULL");
            new ShipmentSync(ledger.database(), shop.shipFlow(), shop.transferFlow(), Parallel.NONE)
                    .run(shop.call());
            new SupplySender(ledger.database(), shop::supply, Pace.of(1_000_000)).run(shop.call());
        }

        /**
         * Closes some books, then delivers all pending messages; shipments cause further events.
         */
        void settle() {
            if (random.nextBoolean()) {
                book(TODAY.plusDays(1).toString(), location(), 9);
            }
            do {
                collect();
                deliver(1);
                sync();
                collect();
            } while (!events.isEmpty());
        }

        void check() {
            Map<Held, Long> held = held();
            Map<Held, Long> shipped = shipped();
            Map<String, Long> onHand = onHand();
            Map<String, Long> available = new HashMap<>();
            for (StockItem item : shop.items()) {
                available.put(item.key().sku() + " " + item.key().location(), item.available());
            }
            for (String sku : skus) {
                for (String location : LOCATIONS) {
                    String key = sku + " " + location;
                    long unshipped =
                            held.entrySet().stream()
                                    .filter(it -> isAt(it.getKey(), sku, location))
                                    .mapToLong(
                                            it ->
                                                    Math.max(
                                                            0,
                                                            it.getValue()
                                                                    - shipped.getOrDefault(
                                                                            it.getKey(), 0L)))
                                    .sum();
                    assertThat(available.get(key))
                            .as("available of %s, seed %d", key, SEED)
                            .isEqualTo(onHand.getOrDefault(key, 0L) - unshipped);
                }
            }
            assertThat(
                            ledger.number(
                                    "SELECT count(*) FROM net_stock WHERE covered <> (SELECT"
                                            + " coalesce(sum(covered), 0) FROM order_lines l WHERE"
                                            + " l.sku = net_stock.sku AND l.location ="
                                            + " net_stock.location)"))
                    .isZero();
        }

        private static boolean isAt(Held held, String sku, String location) {
            return held.sku().equals(sku) && held.location().equals(location);
        }

        /** The units that orders hold, from net stock's rows. */
        private Map<Held, Long> held() {
            Map<Held, Long> held = new HashMap<>();
            for (Delta delta : shop.deltas()) {
                if (delta.cause().kind() == Cause.Kind.ORDER && delta.isNumbered()) {
                    for (DeltaLine line : delta.lines()) {
                        held.merge(
                                new Held(
                                        delta.cause().id(),
                                        line.item().sku().value(),
                                        line.item().location().value()),
                                -line.units(),
                                Long::sum);
                    }
                }
            }
            return held;
        }

        /** The shipped units: the greater of the reports of warehouse and books. */
        private Map<Held, Long> shipped() {
            Map<Held, Long> byBooks = new HashMap<>();
            Map<Held, Long> byWarehouse = new HashMap<>();
            for (Movement movement : reported) {
                movement.orderId()
                        .ifPresent(
                                order ->
                                        (movement.kind() == MovementKind.SALE
                                                        ? byBooks
                                                        : byWarehouse)
                                                .merge(
                                                        new Held(
                                                                order,
                                                                movement.sku(),
                                                                movement.location()),
                                                        movement.units(),
                                                        Long::sum));
            }
            Map<Held, Long> shipped = new HashMap<>(byBooks);
            byWarehouse.forEach((key, units) -> shipped.merge(key, units, Math::max));
            return shipped;
        }

        /** The units on the shelf: the newest book and the movements since. */
        private Map<String, Long> onHand() {
            Map<String, Long> onHand = new HashMap<>();
            for (String row :
                    ledger.rows(
                            """
                            SELECT DISTINCT ON (sku, location) sku, location, units, business_date
                            FROM book_stock ORDER BY sku, location, business_date DESC
                            """)) {
                String[] columns = row.split(" ", -1);
                boolean isOpenedLater = columns[3].compareTo(TODAY.toString()) > 0;
                onHand.put(
                        columns[0] + " " + columns[1],
                        Long.parseLong(columns[2])
                                + (isOpenedLater ? 0 : moved(columns[0], columns[1])));
            }
            return onHand;
        }

        private long moved(String sku, String location) {
            long moved =
                    reported.stream()
                            .filter(it -> it.sku().equals(sku) && it.location().equals(location))
                            .filter(it -> it.orderId().isEmpty())
                            .mapToLong(Movement::units)
                            .sum();
            return moved
                    - shipped().entrySet().stream()
                            .filter(it -> isAt(it.getKey(), sku, location))
                            .mapToLong(Map.Entry::getValue)
                            .sum();
        }
    }
}
