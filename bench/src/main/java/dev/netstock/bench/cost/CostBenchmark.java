package dev.netstock.bench.cost;

import dev.netstock.bench.Benchmark;
import dev.netstock.bench.Length;
import dev.netstock.bench.TextTable;

import java.io.PrintStream;

/** Prints the cost of each operation. It is exact, so one run is enough. */
public final class CostBenchmark implements Benchmark {
    @Override
    public void run(Length length, PrintStream out) {
        out.printf(
                "cost: DynamoDB calls, write and read request units, US dollars for a million%n"
                        + "(on-demand, us-east-1), by the cost model, from the requests made%n%n");
        out.println(designs());
        out.println();
        out.println(own());
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

    private static TextTable own() {
        var table = new TextTable("operation", "net stock");
        OwnCosts.measure().forEach((name, cost) -> table.add(name, cost.text()));
        return table;
    }
}
