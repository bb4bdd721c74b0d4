package dev.netstock.bench.physics.local;

import dev.netstock.bench.NetStockCalls;
import dev.netstock.bench.physics.dynamodb.Physics;
import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.reservation.RequestedLine;
import dev.netstock.stock.reservation.ReserveResult;
import dev.netstock.stock.testing.LocalTables;

import org.HdrHistogram.ConcurrentHistogram;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/**
 * Sells a hot SKU through the deployed code, within the limits of the physics. Each buyer has an
 * execution environment of its own, and orders again after each answer until the SKU is sold out.
 *
 * @param units to sell
 * @param shards the number of shards at the start
 * @param buyers the number of concurrent buyers
 * @param givenBack share of the orders that are released immediately
 * @param physics the limits
 */
public record HotSku(int units, int shards, int buyers, double givenBack, Physics physics) {
    private static final String SKU = "hot";
    private static final int DIGITS = 3;
    private static final double NANOS_OF_MILLI = 1e6;

    /**
     * The result.
     *
     * @param perSecond orders accepted a second
     * @param millisP50 the median latency
     * @param millisP99 the 99th percentile of the latency
     * @param accepted accepted orders, including those that were given back
     * @param tryAgain orders whose caller had to retry
     * @param throttles throttled requests
     * @param conflicts requests that conflicted with a transaction
     * @param writeUnits consumed write units
     * @param claimed units of orders that exist at the end
     * @param available available units of all items at the end
     * @param reserved reserved units of all items at the end
     * @param lowest available units of the item that has the fewest
     */
    public record Result(
            double perSecond,
            double millisP50,
            double millisP99,
            long accepted,
            long tryAgain,
            double throttles,
            double conflicts,
            double writeUnits,
            long claimed,
            long available,
            long reserved,
            long lowest) {}

    /** Sells all units. */
    public Result sell() throws InterruptedException {
        LocalTables tables = LocalTables.create();
        var interceptor = new PhysicsInterceptor(physics);
        prepare(NetStockCalls.over(tables, tables.client()));
        DynamoDbClient client = client(interceptor);
        var run = new Run(tables, client);
        long startedAt = System.nanoTime();
        run.all();
        double seconds = (System.nanoTime() - startedAt) / 1e9;
        Result result = run.result(seconds, interceptor);
        tables.delete();
        return result;
    }

    private void prepare(NetStockCalls calls) {
        calls.supply(List.of(SKU), units);
        ItemKey first = first();
        calls.stock().shardSpreader().spread(first, shards, NetStockCalls.call());
    }

    private static ItemKey first() {
        RequestedLine line = NetStockCalls.line(SKU, 1);
        return ItemKey.of(line.sku(), line.location().orElseThrow());
    }

    private static DynamoDbClient client(PhysicsInterceptor interceptor) {
        return LocalTables.clientBuilder(LocalTables.http())
                .overrideConfiguration(
                        DynamoClients.overrides().addExecutionInterceptor(interceptor).build())
                .build();
    }

    /** One sale. Thread-safe. */
    private final class Run {
        private final LocalTables tables;
        private final DynamoDbClient client;
        private final ConcurrentHistogram latency = new ConcurrentHistogram(DIGITS);
        private final LongAdder tryAgain = new LongAdder();
        private final LongAdder claimed = new LongAdder();

        Run(LocalTables tables, DynamoDbClient client) {
            this.tables = tables;
            this.client = client;
        }

        void all() throws InterruptedException {
            try (var pool = Executors.newFixedThreadPool(buyers)) {
                List<Callable<Void>> buys =
                        IntStream.range(0, buyers).<Callable<Void>>mapToObj(this::buyer).toList();
                for (Future<Void> buyer : pool.invokeAll(buys)) {
                    buyer.get();
                }
            } catch (ExecutionException e) {
                throw new IllegalStateException("A buyer failed", e.getCause());
            }
        }

        private Callable<Void> buyer(int number) {
            return () -> {
                NetStockCalls calls = NetStockCalls.over(tables, client);
                var random = new Random(number);
                for (int order = 0; buys(calls, number + "-" + order, random); order++) {}
                return null;
            };
        }

        /** Whether units may be left. */
        private boolean buys(NetStockCalls calls, String order, Random random) {
            long startedAt = System.nanoTime();
            try {
                return switch (calls.reserve(order, List.of(NetStockCalls.line(SKU, 1)))) {
                    case ReserveResult.Reserved _, ReserveResult.AlreadyReserved _ -> {
                        latency.recordValue(System.nanoTime() - startedAt);
                        keep(calls, order, random);
                        yield true;
                    }
                    case ReserveResult.InsufficientStock _ -> false;
                    case ReserveResult.UnknownSkus _,
                            ReserveResult.OrderIdReused _,
                            ReserveResult.LimitExceeded _,
                            ReserveResult.CustomerRequired _,
                            ReserveResult.HoldTooLong _,
                            ReserveResult.PickupNotOffered _,
                            ReserveResult.ReservationClosed _ ->
                            throw new IllegalStateException("Unexpected result");
                };
            } catch (RetryLaterException e) {
                tryAgain.increment();
                return true;
            }
        }

        private void keep(NetStockCalls calls, String order, Random random) {
            if (random.nextDouble() < givenBack) {
                calls.release(order);
            } else {
                claimed.increment();
            }
        }

        Result result(double seconds, PhysicsInterceptor interceptor) {
            List<Map<String, AttributeValue>> items = tables.scan(tables.names().netStock());
            return new Result(
                    latency.getTotalCount() / seconds,
                    latency.getValueAtPercentile(50) / NANOS_OF_MILLI,
                    latency.getValueAtPercentile(99) / NANOS_OF_MILLI,
                    latency.getTotalCount(),
                    tryAgain.sum(),
                    interceptor.metered(meter -> meter.throttles()),
                    interceptor.metered(meter -> meter.conflicts()),
                    interceptor.metered(meter -> meter.writeUnits()),
                    claimed.sum(),
                    sum(items, item -> number(item, "available")),
                    sum(items, item -> number(item, "reserved")),
                    items.stream().mapToLong(item -> number(item, "available")).min().orElse(0));
        }

        private static long sum(
                List<Map<String, AttributeValue>> items,
                ToLongFunction<Map<String, AttributeValue>> number) {
            return items.stream().mapToLong(number).sum();
        }

        private static long number(Map<String, AttributeValue> item, String name) {
            AttributeValue value = item.get(name);
            if (value == null) {
                throw new IllegalStateException("An item without " + name);
            }
            return Long.parseLong(value.n());
        }
    }
}
