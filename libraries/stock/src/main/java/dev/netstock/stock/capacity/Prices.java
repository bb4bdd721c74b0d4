package dev.netstock.stock.capacity;

/**
 * Prices of request units, in US dollars per million.
 *
 * @param readMillion a million read request units
 * @param writeMillion a million write request units
 */
public record Prices(double readMillion, double writeMillion) {
    /**
     * On-demand capacity of the standard table class in us-east-1.
     *
     * @see <a href="https://aws.amazon.com/dynamodb/pricing/on-demand/">Pricing for on-demand
     *     capacity</a>
     */
    public static final Prices US_EAST_1 = new Prices(0.125, 0.625);

    /** The price of a million operations that use these units each. */
    public double ofMillion(CapacityUnits units) {
        return units.read() * readMillion + units.write() * writeMillion;
    }
}
