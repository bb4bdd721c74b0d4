package dev.netstock.bench.cost;

import dev.netstock.stock.capacity.CapacityMeter;
import dev.netstock.stock.capacity.CapacityMeter.Metered;
import dev.netstock.stock.capacity.CapacityUnits;
import dev.netstock.stock.capacity.Prices;

import java.util.List;
import java.util.Locale;

/**
 * The cost of one operation.
 *
 * @param calls requests to DynamoDB
 * @param units capacity units by the cost model
 */
record Cost(int calls, CapacityUnits units) {
    /** The cost of the requests that an operation made. */
    static Cost of(List<Metered> calls) {
        return new Cost(calls.size(), CapacityMeter.sum(calls));
    }

    Cost plus(Cost other) {
        return new Cost(calls + other.calls, units.plus(other.units));
    }

    /** US dollars per million such operations. */
    double ofMillion() {
        return Prices.US_EAST_1.ofMillion(units);
    }

    /** For example {@code 3 calls, 2 W + 1 R, $1.375}. */
    String text() {
        return String.format(
                Locale.ROOT,
                "%d: %.0f W + %s R, $%.3f",
                calls,
                units.write(),
                readUnits(),
                ofMillion());
    }

    private String readUnits() {
        double read = units.read();
        return read == Math.rint(read)
                ? Long.toString(Math.round(read))
                : String.format(Locale.ROOT, "%.1f", read);
    }
}
