package dev.netstock.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import static java.util.stream.Collectors.toMap;

import dev.netstock.platform.testing.Length;
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

/** Kills checkout's JVMs under load while they process requests. */
@ExtendWith(SharedCloud.class)
@Execution(ExecutionMode.CONCURRENT)
@Order(2)
class KilledFunctionTest {
    /** Each kill costs a cold start. */
    private static final int KILLS = Length.of(3, 100);

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
    void reservation_whenFunctionsAreKilledMidCall_isNeverSoldTwiceAndTheSweepUndoesOrphanedTakes()
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

    /** The sweep handles takes that are a minute old. */
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

    /** API Gateway responds for a killed function; the function responds for a slow table. */
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

    /** The next calls succeed. */
    private static void awaitTrueAnswers(int count, Shoppers shoppers) {
        await().atMost(LIMIT)
                .pollInterval(2, TimeUnit.MILLISECONDS)
                .until(() -> shoppers.trueAnswers() >= count);
    }

    /** Every shopper with a positive response owns a unit, and no one else does. */
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

    /** The responses of shoppers whose units do not match. */
    private static Map<String, List<String>> disputes(
            Journal journal, StockItem item, Shoppers shoppers) {
        Set<String> owners = journal.owners(item);
        Set<String> holders = shoppers.holders(item.key().sku().value());
        return Stream.concat(owners.stream(), holders.stream())
                .filter(order -> !owners.contains(order) || !holders.contains(order))
                .collect(toMap(order -> order, shoppers::responses));
    }

    /** Units of attempts without a response are sold after the sweep. */
    private static void requireSoldOut(
            RealCloud real, Shoppers shoppers, DynamoDbClient dynamoDb, String sku) {
        await().atMost(SWEPT_WITHIN)
                .pollInterval(1, TimeUnit.SECONDS)
                .untilAsserted(
                        () -> {
                            shoppers.buyAll(sku);
                            assertThat(shoppers.holders(sku))
                                    .as("final owners of %s", sku)
                                    .hasSize(UNITS);
                        });
        requireBothSidesToldTheSame(real, shoppers, dynamoDb);
    }
}
