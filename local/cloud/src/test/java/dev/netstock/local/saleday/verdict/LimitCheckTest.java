package dev.netstock.local.saleday.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.local.saleday.Buyer;
import dev.netstock.local.saleday.Intent;
import dev.netstock.local.saleday.OrderLine;
import dev.netstock.local.saleday.snapshot.AllowanceRow;
import dev.netstock.local.saleday.snapshot.DeltaRow;
import dev.netstock.local.saleday.snapshot.ItemKey;
import dev.netstock.local.saleday.snapshot.StockSnapshot;
import dev.netstock.local.saleday.traffic.OrderAction;
import dev.netstock.local.saleday.traffic.OrderCall;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A limit of two pens per customer. */
class LimitCheckTest {
    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");

    private final List<Buyer> buyers = new ArrayList<>();
    private final List<OrderCall> calls = new ArrayList<>();
    private final List<DeltaRow> rows = new ArrayList<>();
    private final List<AllowanceRow> allowances = new ArrayList<>();

    @Test
    void check_ofCustomersWithinTheLimit_isGood() {
        reserve("a", "ann", 1, 0);
        reserve("b", "ann", 1, 1);
        reserve("c", "bob", 2, 2);
        back("c", 2, 3);
        reserve("d", "bob", 2, 4);
        allowances.add(new AllowanceRow("pen#sale#1", "pen", 2, Set.of("a", "b")));
        allowances.add(new AllowanceRow("pen#sale#2", "pen", 2, Set.of("d")));
        allowances.add(new AllowanceRow("pen#sale#3", "pen", 0, Set.of()));

        assertThat(violations()).isEmpty();
    }

    @Test
    void check_ofACustomerWithThreeUnits_fails() {
        reserve("a", "ann", 2, 0);
        reserve("b", "ann", 1, 1);
        allowances.add(new AllowanceRow("pen#sale#1", "pen", 3, Set.of("a", "b")));

        assertThat(violations()).singleElement().asString().contains("ann", "holds 3");
    }

    @Test
    void check_ofACustomerWhoHeldThreeUnitsForAMoment_fails() {
        reserve("a", "ann", 2, 0);
        reserve("b", "ann", 1, 1);
        back("a", 2, 5);
        back("b", 1, 6);

        assertThat(violations()).singleElement().asString().contains("ann", "held 3");
    }

    @Test
    void check_ofAllowancesThatDisagree_fails() {
        reserve("a", "ann", 1, 0);
        reserve("b", "bob", 1, 0);
        allowances.add(new AllowanceRow("pen#sale#1", "pen", 2, Set.of("a")));

        assertThat(violations()).hasSize(2);
    }

    @Test
    void check_ofAnAllowanceOfTwoCustomers_fails() {
        reserve("a", "ann", 1, 0);
        reserve("b", "bob", 1, 0);
        allowances.add(new AllowanceRow("pen#sale#1", "pen", 2, Set.of("a", "b")));

        assertThat(violations()).isNotEmpty();
    }

    private List<String> violations() {
        var snapshot = new StockSnapshot(List.of(), rows, allowances);
        return new LimitCheck(Evidence.of(buyers, calls, snapshot), 2).check().violations();
    }

    private void reserve(String order, String customer, int units, int second) {
        buyers.add(
                new Buyer(
                        second,
                        order,
                        "storefront",
                        List.of(new OrderLine("pen", Optional.empty(), units)),
                        60,
                        Intent.PAYS,
                        false,
                        Duration.ZERO,
                        Optional.of(customer)));
        Instant at = NOON.plusSeconds(second);
        calls.add(new OrderCall(order, OrderAction.RESERVE, at, Duration.ZERO, 201, ""));
        row(order, "0001", "RESERVED", -units, at);
    }

    private void back(String order, int units, int second) {
        row(order, "0002", "RELEASED", units, NOON.plusSeconds(second));
    }

    private void row(String order, String step, String type, long units, Instant at) {
        rows.add(
                new DeltaRow(
                        "order#" + order,
                        step,
                        type,
                        List.of(new DeltaRow.Entry(new ItemKey("pen", "east", 0), units, 0)),
                        at,
                        Optional.empty(),
                        Optional.empty(),
                        0));
    }
}
