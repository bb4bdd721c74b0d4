package dev.netstock.bench.cost;

import dev.netstock.bench.Benchmark;
import dev.netstock.bench.Length;
import dev.netstock.bench.TextTable;

import java.io.PrintStream;
import java.util.SequencedMap;

/** Prints the cost of each operation. It is exact, so one run is enough. */
public final class CostBenchmark implements Benchmark {
    @Override
    public void run(Length length, PrintStream out) {
        out.printf(
                "cost: DynamoDB calls, write and read request units, US dollars for a million%n"
                        + "(on-demand, us-east-1), by the cost model, from the requests made%n%n");
        out.println(designs());
        out.println();
        SequencedMap<String, Cost> own = OwnCosts.measure();
        out.println(own(own));
        out.println();
        out.println(rules());
        out.println();
        Cost first = CostTable.of(Scenario.RESERVE_ONE_LINE).netStock();
        out.println(RepeatCosts.of(first, own).table());
    }

    private static TextTable designs() {
        var table =
                new TextTable(
                        "operation",
                        "net stock",
                        "floor",
                        "one transaction",
                        "idempotency table + transaction");
        for (Scenario scenario : Scenario.values()) {
            CostTable costs = CostTable.of(scenario);
            table.add(
                    scenario.title(),
                    costs.netStock().text(),
                    costs.floor().text(),
                    costs.transaction().text(),
                    costs.idempotency().text());
        }
        return table;
    }

    private static TextTable rules() {
        var table = new TextTable("order of one line", "net stock", "floor");
        RuleCosts.measure()
                .forEach(
                        (name, cost) ->
                                table.add(name, cost.netStock().text(), cost.floor().text()));
        return table;
    }

    private static TextTable own(SequencedMap<String, Cost> costs) {
        var table = new TextTable("operation", "net stock");
        costs.forEach((name, cost) -> table.add(name, cost.text()));
        return table;
    }
}
