package dev.netstock.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import static java.util.stream.Collectors.toMap;

import dev.netstock.stock.table.StockItem;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Checkout's JVMs are killed under load, in the middle of what they do. */
@ExtendWith(SharedCloud.class)
@Execution(ExecutionMode.CONCURRENT)
@Order(1)
class KilledFunctionTest {
    /** Each costs a cold start, which is most of the time that this takes: {@code -Dkills=100}. */
    private static final int KILLS = Integer.getInteger("kills", 10);

    private static final int ANSWERS_BETWEEN = 5;
    private static final int SHOPPERS = 4;
    private static final int UNITS = 60;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration SWEPT_WITHIN = Duration.ofSeconds(90);
    private static final List<String> SKUS = List.of("lantern", "stool", "shelf");

    private final RealCloud real;

    KilledFunctionTest(RealCloud real) {
        this.real = real;
    }

    @Test
    void reservation_whenFunctionsAreKilledInMidCall_isNeverSoldTwiceAndTheSweepClosesTheRest()
            throws Exception {
        for (String sku : SKUS) {
            real.supply(sku, "shinjuku", UNITS);
        }
        var shoppers = new Shoppers(real.caller("netstock/reserve"), SKUS);

        SharedCloud.alone(() -> killUnderLoad(real, shoppers));

        requireFaultsOfTheGateway(shoppers.faults());
        try (var dynamoDb = real.clients().dynamoDb(real.cloud().endpoints().dynamoDb())) {
            awaitTheSweep(real, dynamoDb);
            requireBothSidesToldTheSame(real, shoppers, dynamoDb);
            for (String sku : SKUS) {
                requireSoldOut(real, shoppers, dynamoDb, sku);
            }
        }
    }

    /** A take is looked after when it is a minute old. */
    private static void awaitTheSweep(RealCloud real, DynamoDbClient dynamoDb) {
        await().atMost(SWEPT_WITHIN)
                .pollInterval(1, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(journal(real, dynamoDb).open()).isZero());
        assertThat(journal(real, dynamoDb).items()).hasSize(3).allMatch(Journal::isConserved);
    }

    private static Journal journal(RealCloud real, DynamoDbClient dynamoDb) {
        return Journal.read(dynamoDb, real.output("NetStockTable"), real.output("StockDeltasTable"))
                .of(SKUS);
    }

    /** A killed function is answered as API Gateway answers it; a slow table by the function. */
    private static void requireFaultsOfTheGateway(List<HttpResponse<String>> faults) {
        assertThat(faults)
                .filteredOn(fault -> fault.statusCode() == 500)
                .hasSizeGreaterThanOrEqualTo(KILLS / 2)
                .allMatch(fault -> fault.body().equals("{\"message\":\"Internal Server Error\"}"));
        assertThat(faults)
                .filteredOn(fault -> fault.statusCode() != 500)
                .allSatisfy(fault -> assertThat(fault.body()).contains("/problems/try-again"));
    }

    private static void killUnderLoad(RealCloud real, Shoppers shoppers) throws Exception {
        var killer = new Killer(real.cloud().lambda(), "Checkout");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<? extends Future<?>> shopping =
                    IntStream.range(0, SHOPPERS)
                            .mapToObj(_ -> threads.submit(shoppers::shop))
                            .toList();
            try {
                for (int kill = 0; kill < KILLS; kill++) {
                    killer.killOne();
                    awaitTrueAnswers(shoppers.trueAnswers() + ANSWERS_BETWEEN, shoppers);
                }
            } finally {
                shoppers.close();
            }
            for (Future<?> shopper : shopping) {
                shopper.get();
            }
        }
    }

    /** The next calls work. */
    private static void awaitTrueAnswers(int count, Shoppers shoppers) {
        await().atMost(LIMIT)
                .pollInterval(2, TimeUnit.MILLISECONDS)
                .until(() -> shoppers.trueAnswers() >= count);
    }

    /** Who holds a unit was told so, and who was told so holds one. */
    private static void requireBothSidesToldTheSame(
            RealCloud real, Shoppers shoppers, DynamoDbClient dynamoDb) {
        Journal journal = journal(real, dynamoDb);
        for (StockItem item : journal.items()) {
            String sku = item.key().sku().value();
            assertThat(journal.owners(item))
                    .as(() -> "who owns %s; %s".formatted(sku, disputes(journal, item, shoppers)))
                    .isEqualTo(shoppers.holders(sku));
        }
    }

    /** What shoppers were told who own what they do not know of, or do not own what they think. */
    private static Map<String, List<String>> disputes(
            Journal journal, StockItem item, Shoppers shoppers) {
        Set<String> owners = journal.owners(item);
        Set<String> holders = shoppers.holders(item.key().sku().value());
        return Stream.concat(owners.stream(), holders.stream())
                .filter(order -> !owners.contains(order) || !holders.contains(order))
                .collect(toMap(order -> order, shoppers::told));
    }

    /** What an attempt that got no answer in time still holds is sold after the sweep. */
    private static void requireSoldOut(
            RealCloud real, Shoppers shoppers, DynamoDbClient dynamoDb, String sku) {
        await().atMost(SWEPT_WITHIN)
                .pollInterval(1, TimeUnit.SECONDS)
                .untilAsserted(
                        () -> {
                            shoppers.buyAll(sku);
                            assertThat(shoppers.holders(sku))
                                    .as("who owns %s in the end", sku)
                                    .hasSize(UNITS);
                        });
        requireBothSidesToldTheSame(real, shoppers, dynamoDb);
    }
}
