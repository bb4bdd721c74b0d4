package dev.netstock.ledger.reconcile;

import static dev.netstock.stock.testing.Shop.line;

import dev.netstock.events.StockEvent;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.stock.CancellationId;
import dev.netstock.stock.Channel;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Location;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.TransferId;
import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.stock.pool.ChannelPools;
import dev.netstock.stock.reservation.CancelCommand;
import dev.netstock.stock.reservation.ExtendCommand;
import dev.netstock.stock.reservation.ReserveCommand;
import dev.netstock.stock.reservation.ReserveResult;
import dev.netstock.stock.reservation.TransferCommand;
import dev.netstock.stock.sweep.OpenTake;
import dev.netstock.stock.table.StockItem;
import dev.netstock.stock.testing.Fault;
import dev.netstock.stock.testing.FaultyHttp;
import dev.netstock.stock.testing.LocalTables;
import dev.netstock.stock.testing.Shop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Buyers who reserve, pay, release and cancel at full speed, and extend and move their orders. Some
 * of their functions are killed between take and claim, and swept later. The events of their orders
 * reach the ledger late, out of order and partly twice. Supply changes at the same time.
 */
final class Trade implements AutoCloseable {
    /** SKUs whose units are also given back. */
    static final List<String> LIVELY = List.of("hot", "warm", "mild");

    /** The SKU of orders that are killed. */
    static final String DOOMED = "doomed";

    private static final String ELSEWHERE = "west";
    private static final Channel MALL = new Channel("mall");

    private final Company company;
    private final DynamoNetStock stock;
    private final List<String> quiet;
    private final long seed;
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger orders = new AtomicInteger();
    private final DelayQueue<DelayedEvents> delayed = new DelayQueue<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> running = new ArrayList<>();

    /** Events, and when they reach the ledger. */
    private record DelayedEvents(List<StockEvent> events, long atNanos) implements Delayed {
        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(atNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(
                    getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }

    /**
     * @param quiet SKUs that are bought, and never given back
     */
    private Trade(Company company, List<String> quiet, long seed) {
        this.company = company;
        this.stock = company.stock();
        this.quiet = quiet;
        this.seed = seed;
    }

    static Trade open(Company company, List<String> quiet, long seed) {
        company.book(1_000_000, LIVELY.toArray(String[]::new));
        LIVELY.forEach(sku -> company.ledger().book(sku, ELSEWHERE, "2026-11-21", 1_000_000));
        company.book(1_000_000, DOOMED);
        var trade = new Trade(company, quiet, seed);
        for (int shopper = 0; shopper < 3; shopper++) {
            SplittableRandom random = new SplittableRandom(seed * 31 + shopper);
            trade.running.add(trade.threads.submit(() -> trade.shop(random)));
        }
        SplittableRandom random = new SplittableRandom(seed * 31 + 7);
        trade.running.add(trade.threads.submit(() -> trade.post(random)));
        trade.running.add(
                trade.threads.submit(() -> trade.reserveAndKill(new SplittableRandom(seed))));
        return trade;
    }

    int orders() {
        return orders.get();
    }

    /** Ends the trade, and delivers all events to the ledger. */
    @Override
    public void close() {
        over.set(true);
        try {
            for (Future<?> thread : running) {
                thread.get(60, TimeUnit.SECONDS);
            }
        } catch (Exception e) {
            throw new AssertionError("The trade failed, seed " + seed, e);
        } finally {
            threads.close();
        }
        delayed.forEach(last -> company.post(last.events()));
    }

    private void shop(SplittableRandom random) {
        while (!over.get()) {
            String order = "o-" + orders.incrementAndGet();
            boolean isGivenBack = random.nextInt(4) > 0 || quiet.isEmpty();
            String sku = pick(isGivenBack ? LIVELY : quiet, random);
            if (isGivenBack && random.nextInt(4) == 0) {
                move(sku, order, random);
            }
            ReserveResult result = reserve(order, sku, random);
            if (result instanceof ReserveResult.Reserved) {
                finish(order, sku, isGivenBack, random);
                delay(order, random);
            }
        }
    }

    /** Some orders come from a mall, which has already promised them. */
    private ReserveResult reserve(String order, String sku, SplittableRandom random) {
        ReserveCommand command = Shop.order(order, line(sku, "east", random.nextInt(1, 4)));
        return random.nextInt(3) == 0
                ? stock.promisedOrders(MALL, true)
                        .accept(
                                new ReserveCommand(
                                        command.orderId(),
                                        MALL,
                                        command.hold().orElseThrow(),
                                        command.lines()),
                                Shop.call())
                : stock.reserveFlow().reserve(command, Shop.call());
    }

    /** Units are set aside for the mall, or given back. */
    private void move(String sku, String id, SplittableRandom random) {
        ItemKey item = Shop.item(sku, "east");
        long units = random.nextInt(1, 10);
        ChannelPools.Result _ =
                random.nextBoolean()
                        ? stock.channelPools().setAside(List.of(item), MALL, units, id, Shop.call())
                        : stock.channelPools()
                                .giveBack(List.of(item), MALL, units, id, Shop.call());
    }

    private void finish(String order, String sku, boolean isGivenBack, SplittableRandom random) {
        var id = new OrderId(order);
        if (isGivenBack && random.nextInt(3) == 0) {
            extendAndTransfer(id, random);
        }
        switch (isGivenBack ? random.nextInt(4) : 1) {
            case 0 -> stock.releaseFlow().release(id, Shop.call());
            case 1 -> stock.confirmFlow().confirm(id, Shop.call());
            case 2 -> {
                stock.confirmFlow().confirm(id, Shop.call());
                var lines = List.of(line(sku, "east", 1));
                var cancel = new CancelCommand(id, new CancellationId("c"), lines);
                stock.cancelFlow().cancel(cancel, Shop.call());
            }
            default -> {}
        }
    }

    /** To another location, and sometimes back. */
    private void extendAndTransfer(OrderId id, SplittableRandom random) {
        stock.extendFlow(_ -> ReserveCommand.HOLD_MAX)
                .extend(new ExtendCommand(id, Duration.ofDays(1), false), Shop.call());
        List<String> way = random.nextBoolean() ? List.of(ELSEWHERE) : List.of(ELSEWHERE, "east");
        for (String location : way) {
            var transfer =
                    new TransferCommand(
                            id,
                            new TransferId("to-" + location),
                            new Location(location),
                            List.of());
            stock.transferFlow().transfer(transfer, Shop.call());
        }
    }

    private void delay(String order, SplittableRandom random) {
        List<StockEvent> events = new ArrayList<>(company.eventsOf(order));
        Collections.shuffle(events, random);
        int copies = random.nextInt(8) == 0 ? 2 : 1;
        for (int copy = 0; copy < copies; copy++) {
            long delay = Duration.ofMillis(random.nextInt(100)).toNanos();
            for (StockEvent event : events) {
                delayed.add(new DelayedEvents(List.of(event), System.nanoTime() + delay));
            }
        }
    }

    private void post(SplittableRandom random) {
        while (!over.get()) {
            List<DelayedEvents> due = new ArrayList<>();
            poll().ifPresent(due::add);
            delayed.drainTo(due, 200);
            Collections.shuffle(due, random);
            company.post(due.stream().flatMap(it -> it.events().stream()).toList());
            if (random.nextInt(10) == 0) {
                company.book(1_000_000 + random.nextInt(1_000), pick(LIVELY, random));
            }
        }
    }

    private Optional<DelayedEvents> poll() {
        try {
            return Optional.ofNullable(delayed.poll(50, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError("Interrupted", e);
        }
    }

    /** Takes, and gives up before the claim; the sweep comes a little later. */
    private void reserveAndKill(SplittableRandom random) {
        var http =
                new FaultyHttp(
                        LocalTables.http(),
                        (_, operation) ->
                                operation.equals("PutItem")
                                        ? Fault.TIMEOUT_BEFORE_COMMIT
                                        : Fault.NONE,
                        () -> {});
        DynamoNetStock dying = company.stock(LocalTables.client(http));
        while (!over.get()) {
            String order = "dead-" + orders.incrementAndGet();
            try {
                dying.reserveFlow()
                        .reserve(
                                Shop.order(order, line(DOOMED, "east", random.nextInt(1, 4))),
                                Shop.call(Duration.ofMillis(150)));
            } catch (RetryLaterException _) {
                doomedTake().ifPresent(take -> stock.sweepFlow().sweep(take, Shop.call()));
            }
        }
    }

    private Optional<OpenTake> doomedTake() {
        List<StockItem> items = stock.inspector().items(List.of(doomed()), Shop.call());
        return OpenTake.of(items.getFirst());
    }

    private static ItemKey doomed() {
        return Shop.item(DOOMED, "east");
    }

    private static String pick(List<String> skus, SplittableRandom random) {
        return skus.get(random.nextInt(skus.size()));
    }
}
