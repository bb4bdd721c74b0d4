package dev.netstock.bench.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.stock.capacity.CapacityUnits;

import org.junit.jupiter.api.Test;

/** The table's own numbers are what the model promises. */
class CostTableTest {
    @Test
    void reserve_ofOneLine_costsThreeCallsTwoWritesAndOneRead() {
        CostTable costs = CostTable.of(Scenario.RESERVE_ONE_LINE);

        assertThat(costs.netStock()).isEqualTo(cost(3, 1, 2));
        assertThat(costs.netStock().ofMillion()).isEqualTo(0.125 + 2 * 0.625);
    }

    @Test
    void reserve_ofOneLineInOtherDesigns_costsAsTheyMust() {
        CostTable costs = CostTable.of(Scenario.RESERVE_ONE_LINE);

        assertThat(costs.floor()).isEqualTo(cost(2, 0, 2));
        assertThat(costs.transaction()).isEqualTo(cost(1, 0, 4));
        assertThat(costs.idempotency()).isEqualTo(cost(3, 0, 6));
    }

    @Test
    void reserve_ofThreeLines_costsAReadAndAWriteForEachItemAndOneOfEachForTheOrder() {
        CostTable costs = CostTable.of(Scenario.RESERVE_THREE_LINES);

        assertThat(costs.netStock()).isEqualTo(cost(6, 4, 4));
        assertThat(costs.transaction()).isEqualTo(cost(1, 0, 8));
    }

    @Test
    void reserve_thatIsRefused_costsTheLookAndTheWriteThatFailed() {
        CostTable costs = CostTable.of(Scenario.RESERVE_REFUSED);

        assertThat(costs.netStock()).isEqualTo(cost(2, 1, 1));
        assertThat(costs.floor()).isEqualTo(cost(1, 0, 1));
        assertThat(costs.transaction()).isEqualTo(cost(1, 0, 4));
    }

    @Test
    void release_ofOneLine_costsNoMoreThanInOneTransaction() {
        CostTable costs = CostTable.of(Scenario.RELEASE_ONE_LINE);

        assertThat(costs.netStock()).isEqualTo(cost(2, 1, 4)).isEqualTo(costs.transaction());
        assertThat(costs.idempotency()).isEqualTo(cost(4, 1, 6));
    }

    @Test
    void confirm_costsOneReadAndOneWrite() {
        CostTable costs = CostTable.of(Scenario.CONFIRM);

        assertThat(costs.netStock()).isEqualTo(cost(2, 1, 1));
        assertThat(costs.floor()).isEqualTo(cost(1, 0, 1));
    }

    @Test
    void text_tellsCallsUnitsAndDollars() {
        assertThat(cost(3, 1, 2).text()).isEqualTo("3: 2 W + 1 R, $1.375");
        assertThat(cost(1, 0.5, 0).text()).isEqualTo("1: 0 W + 0.5 R, $0.063");
    }

    private static Cost cost(int calls, double read, double write) {
        return new Cost(calls, new CapacityUnits(read, write));
    }
}
