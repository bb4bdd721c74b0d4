package dev.netstock.stock.capacity;

import static dev.netstock.stock.testing.Shop.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.stock.Consistency;
import dev.netstock.stock.Sku;
import dev.netstock.stock.capacity.CapacityMeter.Metered;
import dev.netstock.stock.dynamodb.DynamoClients;
import dev.netstock.stock.reservation.RequestedLine;
import dev.netstock.stock.reservation.ReserveCommand;
import dev.netstock.stock.testing.LocalTables;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

/** What each operation costs: requests and units, by the cost model. */
class CostOfOperationsTest {
    private static final String LONG_SKU = "9".repeat(64);
    private static final String LONG_ORDER = "o".repeat(64);

    private final CapacityMeter meter = new CapacityMeter();
    private final Shop shop = metered();

    private Shop metered() {
        LocalTables tables = LocalTables.create();
        var client =
                LocalTables.clientBuilder(LocalTables.http())
                        .overrideConfiguration(
                                DynamoClients.overrides().addExecutionInterceptor(meter).build())
                        .build();
        return Shop.over(tables, client, Shop.open().clock());
    }

    @BeforeEach
    void stock() {
        shop.supply("tape", "east", 500, 1);
        shop.supply(LONG_SKU, "east", 500, 1);
        meter.drain();
    }

    @Test
    void reserve_ofOneLine_makesThreeRequestsForTwoWriteUnitsAndOneReadUnit() {
        shop.reserve("A-1", line("tape", "east", 1));

        assertCost(new CapacityUnits(1, 2), "Query", "UpdateItem", "PutItem");
    }

    @Test
    void reserve_ofOneLineWithTheLongestNames_costsNoMore() {
        shop.reserve(LONG_ORDER, line(LONG_SKU, "east", RequestedLine.QUANTITY_MAX / 100));

        assertCost(new CapacityUnits(1, 2), "Query", "UpdateItem", "PutItem");
    }

    @Test
    void reserve_thatIsRefused_costsOneReadAndOneWrite() {
        shop.reserve("A-1", line("tape", "east", 501));

        assertCost(new CapacityUnits(1, 1), "Query", "UpdateItem");
    }

    @Test
    void reserve_askedAgain_costsOneRead() {
        shop.reserve("A-1", line("tape", "east", 1));
        meter.drain();

        shop.reserve("A-1", line("tape", "east", 1));

        assertCost(new CapacityUnits(1, 0), "Query");
    }

    @Test
    void reserve_of99Lines_costsAWriteEachAndARowOfSomeKilobytes() {
        RequestedLine[] lines =
                IntStream.range(0, ReserveCommand.LINES_MAX)
                        .mapToObj(i -> line("sku-" + i, "east", 1))
                        .toArray(RequestedLine[]::new);
        IntStream.range(0, ReserveCommand.LINES_MAX)
                .forEach(i -> shop.supply("sku-" + i, "east", 1, 1));
        meter.drain();

        shop.reserve("A-1", lines);

        CapacityUnits units = CapacityMeter.sum(meter.drain());
        assertThat(units.read()).isEqualTo(1 + 99);
        assertThat(units.write()).isBetween(99.0 + 2, 99.0 + 8);
    }

    @Test
    void confirm_costsOneReadAndOneWrite() {
        shop.reserve("A-1", line("tape", "east", 1));
        meter.drain();

        shop.confirm("A-1");

        assertCost(new CapacityUnits(1, 1), "Query", "PutItem");
    }

    @Test
    void release_costsOneReadAndATransactionOfTwoWrites() {
        shop.reserve("A-1", line("tape", "east", 1));
        meter.drain();

        shop.release("A-1");

        assertCost(new CapacityUnits(1, 4), "Query", "TransactWriteItems");
    }

    @Test
    void supply_ofAnItemThatIsThere_costsTwoReadsAndTwoWrites() {
        shop.supply("tape", "east", 501, 2);

        assertCost(
                new CapacityUnits(2, 2), "BatchGetItem", "BatchGetItem", "UpdateItem", "PutItem");
    }

    @Test
    void levels_ofOneSku_costHalfAReadUnlessStronglyConsistent() {
        shop.stock().readingLevels().one(new Sku("tape"), Consistency.EVENTUAL, Shop.call());
        assertCost(new CapacityUnits(0.5, 0), "Query");

        shop.stock().readingLevels().one(new Sku("tape"), Consistency.STRONG, Shop.call());
        assertCost(new CapacityUnits(1, 0), "Query");
    }

    private void assertCost(CapacityUnits units, String... operations) {
        List<Metered> calls = meter.drain();
        assertThat(calls).extracting(Metered::operation).containsExactly(operations);
        assertThat(CapacityMeter.sum(calls)).isEqualTo(units);
    }
}
