package dev.netstock.bench.physics.sale;

import dev.netstock.bench.physics.dynamodb.DynamoDb;
import dev.netstock.bench.physics.dynamodb.Meter;
import dev.netstock.bench.physics.dynamodb.VirtualTime;
import dev.netstock.bench.physics.dynamodb.Write;
import dev.netstock.bench.physics.sale.Order.Part;
import dev.netstock.platform.call.Backoff;

import java.util.SplittableRandom;

/** One run of a sale: sends orders, and counts their results. Not thread-safe. */
final class SaleRun implements OrderSale.Ending {
    /** A failed payment fails within this many seconds. */
    private static final double GIVE_BACK_SECONDS = 2;

    /** How long orders arrive after the last unit is sold; they are refused. */
    private static final long AFTERWARDS = VirtualTime.SECOND / 5;

    /** A buyer who clicks twice does so within this time. */
    private static final double CLICK_SECONDS = 0.3;

    /** A caller whose request was not answered repeats it within this time. */
    private static final double REPEAT_SECONDS = 2;

    private static final long HASHES = 1L << 32;

    private final Sale sale;
    private final Offer offer;
    private final VirtualTime time = new VirtualTime();
    private final SplittableRandom random;
    private final Environments environments;
    private final Market market;
    private final AutomaticSharding automatic;
    private final GiveBack giveBack;
    private final OrderSale selling;
    private final Tally tally;
    private boolean restocked;
    private long soldOutAt = Long.MAX_VALUE;

    SaleRun(Sale sale, long seed) {
        this.sale = sale;
        this.offer = sale.offer();
        this.random = new SplittableRandom(seed);
        this.market = market(sale);
        this.automatic = new AutomaticSharding(market);
        this.giveBack = new GiveBack(market);
        this.tally = new Tally(time, offer);
        this.restocked = offer.restock() == 0;
        this.selling = new OrderSale(market, sale.design().protocol().over(market), this);
        this.environments =
                new Environments(sale.environments(), sale.design().soldOutCache(), random);
    }

    private Market market(Sale sale) {
        var database = new DynamoDb(sale.physics(), time, random);
        var shards = new Shards(database.table(), sale.design().shards(), offer.units(), random);
        return new Market(
                sale.design(),
                time,
                database,
                database.table(),
                shards,
                new Books(shards.items(), time),
                new VirtualRetries(time, Backoff.standard(random)),
                this::throttled,
                random);
    }

    private void throttled() {
        if (sale.design().automatic()) {
            automatic.throttled();
        }
    }

    SaleResult run() {
        time.after(nextArrival(), this::arrive);
        if (sale.design().automatic()) {
            time.after(VirtualTime.SECOND, this::count);
        }
        if (!restocked) {
            time.after(offer.restockAfter().toNanos(), this::restock);
        }
        time.run();
        return result();
    }

    private void count() {
        if (!isArrivalOver()) {
            automatic.count();
            time.after(VirtualTime.SECOND, this::count);
        }
    }

    private void arrive() {
        if (isArrivalOver()) {
            return;
        }
        tally.offered();
        Environment environment = environments.enter();
        if (environment == null) {
            tally.failed();
        } else {
            Order order =
                    order(
                            random.nextLong(HASHES),
                            1 + random.nextInt(offer.unitsMax()),
                            false,
                            environment);
            selling.sell(order);
            again(offer.doubleClicks(), CLICK_SECONDS, () -> repeat(order, false));
            again(offer.repeats(), REPEAT_SECONDS, () -> repeat(order, true));
        }
        time.after(nextArrival(), this::arrive);
    }

    /** Draws nothing if there are no such requests, so that the other sales stay as they were. */
    private void again(double share, double seconds, Runnable request) {
        if (share > 0 && random.nextDouble() < share) {
            time.after((long) (random.nextDouble() * seconds * VirtualTime.SECOND), request);
        }
    }

    /** If no environment is free, the first request of the order counts. */
    private void repeat(Order order, boolean isDeclared) {
        Environment environment = environments.enter();
        if (environment != null) {
            selling.sell(order(order.hash(), order.units(), isDeclared, environment));
        }
    }

    private Order order(long hash, int units, boolean isDeclared, Environment environment) {
        return new Order(
                hash,
                units,
                isDeclared,
                environment,
                time.now(),
                time.now() + sale.budget().toNanos());
    }

    private long nextArrival() {
        return (long) (random.nextExponential() * VirtualTime.SECOND / offer.perSecond());
    }

    private boolean isArrivalOver() {
        return time.now() > offer.seconds() * VirtualTime.SECOND || isOver();
    }

    private boolean isOver() {
        boolean soldOut = market.books().allClaimed() && !giveBack.isPending() && restocked;
        soldOutAt = soldOut ? Math.min(soldOutAt, time.now()) : Long.MAX_VALUE;
        return soldOut && time.now() - soldOutAt > AFTERWARDS;
    }

    private void restock() {
        var part = new Part(market.shards().first(), offer.restock());
        Write supply =
                Market.giving(
                        part,
                        () -> {
                            market.books().restock(part.item(), part.units());
                            restocked = true;
                        });
        market.retries()
                .run(
                        Long.MAX_VALUE,
                        (_, answered) -> market.database().write(supply, answered),
                        _ -> {});
    }

    @Override
    public void accepted(Order order) {
        environments.leave(order.environment());
        tally.accepted(order);
        if (random.nextDouble() < offer.givenBack()) {
            double seconds = random.nextDouble() * GIVE_BACK_SECONDS;
            giveBack.giveBackAfter((long) (seconds * VirtualTime.SECOND), order);
        }
    }

    @Override
    public void refused(Order order) {
        environments.leave(order.environment());
        tally.refused(order);
        market.books().undersell().refused(order.units(), order.arrivedAt());
        if (!order.taken().isEmpty()) {
            giveBack.undo(order);
        }
    }

    /** The environment answers when the takes are undone. */
    @Override
    public void repeated(Order order) {
        order.environment().remember(order);
        if (order.taken().isEmpty()) {
            environments.leave(order.environment());
        } else {
            giveBack.undo(order, () -> environments.leave(order.environment()));
        }
    }

    @Override
    public void failed(Order order) {
        environments.leave(order.environment());
        tally.failed();
        if (!order.claimed() && !order.taken().isEmpty()) {
            giveBack.abandon(order);
        }
    }

    @Override
    public boolean crashes() {
        return random.nextDouble() < offer.crashes();
    }

    private SaleResult result() {
        Meter meter = market.database().meter();
        Books books = market.books();
        return new SaleResult(
                tally.offeredCount(),
                tally.acceptedCount(),
                tally.refusedCount(),
                tally.failedCount(),
                tally.perSecond(),
                tally.earlyMillis(50),
                tally.earlyMillis(99),
                tally.acceptedMillis(99),
                tally.refusedMillis(50),
                tally.refusedMillis(99),
                meter.conflicts(),
                meter.throttles(),
                meter.writeUnits(),
                meter.readUnits(),
                market.shards().open(),
                books.supply() - books.claimed(),
                books.oversold(),
                books.undersell().wrongRefusals(),
                books.undersell().wrongRefusalUnitSeconds(),
                books.undersell().heldUnitSeconds(),
                books.undersell().lapsedUnitSeconds(),
                tally.restockFirstMillis(),
                tally.restockLastMillis(),
                time.events());
    }
}
