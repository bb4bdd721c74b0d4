package dev.netstock.ledger.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.stock.OrderId;
import dev.netstock.stock.dynamodb.AllowanceCodec;
import dev.netstock.stock.limit.Allowance;
import dev.netstock.stock.limit.PurchaseLimit;
import dev.netstock.stock.testing.Crowd;
import dev.netstock.stock.testing.Invariants;
import dev.netstock.stock.testing.SettableClock;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/** Allowances of purchase limits that were changed outside of the protocol. */
class AllowanceFindingsTest {
    private final Company company = Company.open();
    private final Shop shop = shop();

    /** Its clock is that of the company's runs. */
    private Shop shop() {
        var clock = new SettableClock();
        clock.advance(
                Duration.between(clock.instant(), Instant.now()).minus(PurchaseLimit.LEAD_TIME));
        return Shop.over(company.tables(), company.tables().client(), clock);
    }

    @BeforeEach
    void stock() {
        company.book(1_000, "jar");
        shop.limit("jar", 5);
        shop.clock().advance(PurchaseLimit.LEAD_TIME);
        order("ann", "A-1", 2);
        order("ann", "A-2", 1);
        order("bob", "B-1", 1);
    }

    @AfterEach
    void close() {
        Invariants.allowances(allowances(), shop.deltas());
        company.close();
    }

    private void order(String customer, String order, int units) {
        shop.reserveFor(customer, order, Shop.line("jar", "east", units));
        company.post(company.eventsOf(order));
    }

    @Test
    void allowances_thatAreWhatOrdersHold_areNoFinding() {
        shop.release("B-1");
        company.post(company.eventsOf("B-1"));
        assertThat(run(false)).isEmpty();
    }

    @Test
    void allowance_thatCountsOtherUnits_isFoundAndCountedAgain() {
        edit("A-1", "SET held = held + :n", Map.of(":n", AttributeValue.fromN("4")));

        assertThat(run(false)).containsExactly("wrong-allowance " + key("A-1") + " -");
        assertThat(run(true)).containsExactly("wrong-allowance " + key("A-1") + " recounted");
        assertThat(run(true)).isEmpty();
        assertThat(allowance("A-1").held()).isEqualTo(3);
    }

    @Test
    void allowance_thatNamesTooManyOrders_isFoundAndCountedAgain() {
        edit("A-1", "ADD orders :more", Map.of(":more", AttributeValue.fromSs(List.of("B-1"))));

        assertThat(run(true)).containsExactly("wrong-allowance " + key("A-1") + " recounted");
        assertThat(allowance("A-1").orders())
                .containsExactlyInAnyOrder(new OrderId("A-1"), new OrderId("A-2"));
    }

    @Test
    void allowance_thatIsLost_isFoundByTheRowsOfItsOrders_andCountedAgain() {
        String key = key("A-1");
        company.tables()
                .client()
                .deleteItem(
                        it ->
                                it.tableName(company.tables().names().allowances())
                                        .key(Map.of("allowance", AttributeValue.fromS(key))));

        assertThat(run(true))
                .containsExactly(
                        "wrong-allowance " + key + " A-1 recounted",
                        "wrong-allowance " + key + " A-2 recounted");
        assertThat(run(true)).isEmpty();
        assertThat(allowance("A-1").held()).isEqualTo(3);
    }

    /** It is found that something is wrong, and nothing else. */
    @Test
    void allowances_whileOrdersComeAndGo_areNoFindings_andTheDriftIsRepaired() throws Exception {
        edit("B-1", "SET held = held + :n", Map.of(":n", AttributeValue.fromN("1")));
        var random = new SplittableRandom(7);
        List<Callable<Object>> trade =
                IntStream.range(0, 60)
                        .<Callable<Object>>mapToObj(
                                i ->
                                        () -> {
                                            String order = "T-" + i;
                                            shop.reserveFor(
                                                    "eve" + i % 3,
                                                    order,
                                                    Shop.line("jar", "east", 1));
                                            return shop.release(order);
                                        })
                        .toList();
        Thread traders = Thread.ofVirtual().start(() -> Crowd.of(3).run(trade));
        List<String> found = RunDriver.faulty(company, random).run(true);
        traders.join();

        assertThat(found)
                .filteredOn(it -> it.startsWith("wrong-allowance"))
                .containsExactly("wrong-allowance " + key("B-1") + " recounted");
    }

    private List<String> run(boolean repair) {
        return RunDriver.calm(company).run(repair);
    }

    private void edit(String order, String update, Map<String, AttributeValue> values) {
        String key = key(order);
        company.tables()
                .client()
                .updateItem(
                        it ->
                                it.tableName(company.tables().names().allowances())
                                        .key(Map.of("allowance", AttributeValue.fromS(key)))
                                        .updateExpression(update)
                                        .expressionAttributeValues(values));
    }

    /** The key of the allowance that an order took. */
    private String key(String order) {
        return company.rowsOf(order).getFirst().allowances().getFirst().key().text();
    }

    private Allowance allowance(String order) {
        String key = key(order);
        return allowances().stream()
                .filter(it -> it.key().text().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private List<Allowance> allowances() {
        return company.tables().scan(company.tables().names().allowances()).stream()
                .map(AllowanceCodec::decode)
                .toList();
    }
}
