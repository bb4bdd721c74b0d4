package dev.netstock.malls.simulation;

/** Sums over runs, to print. */
final class Sums {
    private long runs;
    private long mallOrders;
    private long storefrontOrders;
    private long killed;
    long oversold;
    private long oversoldRuns;
    private long worstRun;
    private long worstBreach;
    private long reported;

    void add(Simulation run) {
        runs++;
        mallOrders += run.mallSold;
        storefrontOrders += run.storefrontSold;
        killed += run.world.killed;
        oversold += run.oversold();
        oversoldRuns += run.oversold() > 0 ? 1 : 0;
        worstRun = Math.max(worstRun, run.oversold());
        worstBreach = Math.max(worstBreach, run.worstBreach);
        reported += run.stock.oversold;
    }

    void print(String what) {
        System.out.printf(
                "%s: %,d runs, %,d mall orders, %,d storefront orders, %,d processes killed;"
                        + " oversold %,d units in %,d runs (worst run %,d, reported %,d);"
                        + " largest M + U - P: %,d%n",
                what,
                runs,
                mallOrders,
                storefrontOrders,
                killed,
                oversold,
                oversoldRuns,
                worstRun,
                reported,
                worstBreach);
    }
}
