package dev.netstock.malls.simulation;

/**
 * Prints the figures of docs/malls.md for many seeds. Arguments: the first seed, how many, and the
 * customers at each mall.
 */
final class Figures {
    private Figures() {}

    public static void main(String[] args) {
        long seed = Long.parseLong(args[0]);
        int runs = Integer.parseInt(args[1]);
        int customers = Integer.parseInt(args[2]);
        Plan plan = Plan.of(customers);
        sum("Set aside, exact", seed, runs, plan);
        sum(
                "Set aside, absolute-only malls risk 2 units a page",
                seed,
                runs,
                plan.withBlindUnits(2));
        sum("Naive absolute sync every 5 minutes", seed, runs, plan.naively());
    }

    private static void sum(String what, long seed, int runs, Plan plan) {
        Sums sums = new Sums();
        long violations = 0;
        for (int i = 0; i < runs; i++) {
            Simulation run = new Simulation(seed + i, plan).run();
            sums.add(run);
            violations += run.violations.size();
            for (String violation : run.violations) {
                System.out.printf("seed %d: %s%n", seed + i, violation);
            }
        }
        sums.print(what);
        System.out.printf("  violations: %,d%n", violations);
    }
}
