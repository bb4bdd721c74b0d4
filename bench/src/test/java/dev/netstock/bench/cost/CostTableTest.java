package dev.netstock.bench.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.stock.capacity.CapacityUnits;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.stream.Stream;

/** The measured costs are those that the stock model promises. */
class CostTableTest {
    private static final Map<Scenario, CostTable> MEASURED = new EnumMap<>(Scenario.class);
    private static final SequencedMap<String, Cost> OWN = OwnCosts.measure();
    private static final SequencedMap<String, RuleCosts.Rule> RULES = RuleCosts.measure();

    @Test
    void reserve_ofOneLine_costsTwoCallsAndTwoWrites() {
        CostTable costs = costs(Scenario.RESERVE_ONE_LINE);

        assertThat(costs.netStock()).isEqualTo(cost(2, 0, 2));
        assertThat(costs.netStock().ofMillion()).isEqualTo(2 * 0.625);
    }

    /** The look of every order would cost as much as the undo of one repeat in thirty orders. */
    @Test
    void reserve_withRepeats_costsLessThanLooksUpToThreePercent() {
        RepeatCosts costs = repeats();

        assertThat(costs.allUndone(0)).isLessThanOrEqualTo(1.26);
        assertThat(costs.allUndone(0.03)).isLessThanOrEqualTo(1.38);
        assertThat(costs.watched(0.03, false)).isLessThanOrEqualTo(1.38);
        assertThat(costs.allUndone(0.03)).isLessThan(costs.lookingFirst(0.03));
        assertThat(costs.allUndone(0.034)).isGreaterThan(costs.lookingFirst(0.034));
    }

    @Test
    void reserve_withAnyRepeats_costsAtMostFivePercentMoreThanWithLooks() {
        RepeatCosts costs = repeats();

        for (double share = 0; share <= 1; share += 0.01) {
            double most = 1.05 * costs.lookingFirst(share);
            assertThat(costs.allDeclared(share)).isLessThan(costs.lookingFirst(share));
            assertThat(costs.watched(share, false)).as("%f", share).isLessThanOrEqualTo(most);
            assertThat(costs.watched(share, true)).as("%f", share).isLessThanOrEqualTo(most);
        }
    }

    private static RepeatCosts repeats() {
        return RepeatCosts.of(costs(Scenario.RESERVE_ONE_LINE).netStock(), OWN);
    }

    @Test
    void reserve_ofOneLineInOtherDesigns_costsAsTheyMust() {
        CostTable costs = costs(Scenario.RESERVE_ONE_LINE);

        assertThat(costs.floor()).isEqualTo(cost(2, 0, 2));
        assertThat(costs.transaction()).isEqualTo(cost(1, 0, 4));
        assertThat(costs.idempotency()).isEqualTo(cost(3, 0, 6));
    }

    @Test
    void reserve_ofThreeLines_costsAReadAndAWriteForEachItemAndOneOfEachForTheOrder() {
        CostTable costs = costs(Scenario.RESERVE_THREE_LINES);

        assertThat(costs.netStock()).isEqualTo(cost(6, 4, 4));
        assertThat(costs.transaction()).isEqualTo(cost(1, 0, 8));
    }

    @Test
    void reserve_thatIsRefused_costsTheWriteThatFailedAndTheLook() {
        CostTable costs = costs(Scenario.RESERVE_REFUSED);

        assertThat(costs.netStock()).isEqualTo(cost(2, 1, 1));
        assertThat(costs.floor()).isEqualTo(cost(1, 0, 1));
        assertThat(costs.transaction()).isEqualTo(cost(1, 0, 4));
    }

    @Test
    void release_ofOneLine_costsNoMoreThanInOneTransaction() {
        CostTable costs = costs(Scenario.RELEASE_ONE_LINE);

        assertThat(costs.netStock()).isEqualTo(cost(2, 1, 4)).isEqualTo(costs.transaction());
        assertThat(costs.idempotency()).isEqualTo(cost(4, 1, 6));
    }

    @Test
    void confirm_costsOneReadAndOneWrite() {
        CostTable costs = costs(Scenario.CONFIRM);

        assertThat(costs.netStock()).isEqualTo(cost(2, 1, 1));
        assertThat(costs.floor()).isEqualTo(cost(1, 0, 1));
    }

    /**
     * Buffers, pools and limits per order cost an order nothing, once an environment knows them.
     */
    @Test
    void rules_thatAreKnown_costNothingExceptALimitPerCustomer() {
        assertThat(rule("order without rules").netStock()).isEqualTo(cost(2, 0, 2));
        for (String rule :
                List.of(
                        "order beside a buffer",
                        "order from a pool",
                        "order under a limit per order")) {
            assertThat(rule(rule).netStock()).as(rule).isEqualTo(cost(2, 0, 2));
            assertThat(rule(rule).netStock()).as(rule).isEqualTo(rule(rule).floor());
        }
        assertThat(rule("order under a limit per customer").netStock()).isEqualTo(cost(3, 1, 5));
    }

    private static RuleCosts.Rule rule(String name) {
        return Objects.requireNonNull(RULES.get(name), name);
    }

    @Test
    void text_tellsCallsUnitsAndDollars() {
        assertThat(cost(3, 1, 2).text()).isEqualTo("3: 2 W + 1 R, $1.375");
        assertThat(cost(1, 0.5, 0).text()).isEqualTo("1: 0 W + 0.5 R, $0.063");
    }

    /** Each figure of the guide is measured, and none is missing. */
    @Test
    void guide_toBenchmarks_hasTheseVeryCosts() throws IOException {
        Map<String, List<String>> expected = new LinkedHashMap<>();
        for (Scenario scenario : Scenario.values()) {
            CostTable costs = costs(scenario);
            expected.put(
                    scenario.title(),
                    Stream.of(
                                    costs.netStock(),
                                    costs.floor(),
                                    costs.transaction(),
                                    costs.idempotency())
                            .map(CostTableTest::inGuide)
                            .toList());
        }
        OWN.forEach((name, cost) -> expected.put(name, List.of(inGuide(cost))));
        RULES.forEach(
                (name, cost) ->
                        expected.put(
                                name, List.of(inGuide(cost.netStock()), inGuide(cost.floor()))));
        assertThat(rowsOfGuide("\\d+: .*[WR], \\$[0-9.]+")).isEqualTo(expected);
    }

    @Test
    void guide_toBenchmarks_hasTheCurveOfRepeats() throws IOException {
        assertThat(rowsOfGuide("\\$[0-9.]+")).isEqualTo(repeats().curve());
    }

    /** Measured once. */
    private static CostTable costs(Scenario scenario) {
        return MEASURED.computeIfAbsent(scenario, CostTable::of);
    }

    /** The guide omits zero figures, and prints net stock's dollars in bold. */
    private static String inGuide(Cost cost) {
        return cost.text().replace(" 0 W + ", " ").replace(" + 0 R", "");
    }

    private static Map<String, List<String>> rowsOfGuide(String cell) throws IOException {
        Map<String, List<String>> costs = new LinkedHashMap<>();
        for (String line : Files.readAllLines(guide(Path.of("").toAbsolutePath()))) {
            List<String> cells =
                    Arrays.stream(line.replace("**", "").split("\\|", -1))
                            .map(String::strip)
                            .toList();
            if (cells.size() > 3 && cells.get(2).matches(cell)) {
                costs.put(cells.get(1), cells.subList(2, cells.size() - 1));
            }
        }
        return costs;
    }

    private static Path guide(Path folder) {
        Path guide = folder.resolve("docs/benchmarks.md");
        return Files.exists(guide)
                ? guide
                : guide(Objects.requireNonNull(folder.getParent(), "No docs/benchmarks.md"));
    }

    private static Cost cost(int calls, double read, double write) {
        return new Cost(calls, new CapacityUnits(read, write));
    }
}
