package dev.netstock.malls.simulation;

/**
 * What a run is like.
 *
 * @param mallCustomers at each mall
 * @param storefrontCustomers at the storefront
 * @param mostUnits how many units of a SKU there are at most, before deliveries
 * @param faults how likely each misbehaviour is
 * @param kills how likely a process dies before or after a request
 * @param blindUnits the risk that absolute-only malls may take
 * @param edits whether people change counts and quantities at the malls
 * @param naive instead of the sync: absolute counts of general stock every five minutes
 * @param changes whether operators change mappings, pause and push
 * @param bug wraps what the workers talk to, to plant a bug
 */
record Plan(
        int mallCustomers,
        int storefrontCustomers,
        long mostUnits,
        double faults,
        double kills,
        long blindUnits,
        boolean edits,
        boolean naive,
        boolean changes,
        Bug bug) {
    static Plan of(int customers) {
        return new Plan(
                customers,
                customers,
                20 + customers / 3,
                0.03,
                0.0007,
                0,
                true,
                false,
                false,
                Bug.NONE);
    }

    Plan withBlindUnits(long units) {
        return new Plan(
                mallCustomers,
                storefrontCustomers,
                mostUnits,
                faults,
                kills,
                units,
                edits,
                naive,
                changes,
                bug);
    }

    Plan withoutEdits() {
        return new Plan(
                mallCustomers,
                storefrontCustomers,
                mostUnits,
                faults,
                kills,
                blindUnits,
                false,
                naive,
                changes,
                bug);
    }

    Plan naively() {
        return new Plan(
                mallCustomers,
                storefrontCustomers,
                mostUnits,
                faults,
                kills,
                blindUnits,
                edits,
                true,
                changes,
                bug);
    }

    Plan with(Bug planted) {
        return new Plan(
                mallCustomers,
                storefrontCustomers,
                mostUnits,
                faults,
                kills,
                blindUnits,
                edits,
                naive,
                changes,
                planted);
    }

    Plan withChanges() {
        return new Plan(
                mallCustomers,
                storefrontCustomers,
                mostUnits,
                faults,
                kills,
                blindUnits,
                edits,
                naive,
                true,
                bug);
    }
}
