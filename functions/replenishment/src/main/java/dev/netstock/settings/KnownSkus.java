package dev.netstock.settings;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.http.Answer;
import dev.netstock.platform.http.Problem;
import dev.netstock.platform.http.ProblemType;
import dev.netstock.stock.Consistency;
import dev.netstock.stock.Sku;
import dev.netstock.stock.level.LevelReader;

/** The SKUs that net stock knows: only those can have settings. Thread-safe. */
final class KnownSkus {
    private static final ProblemType UNKNOWN_SKU =
            new ProblemType("unknown-sku", 404, "Unknown SKU");

    private final LevelReader levels;

    KnownSkus(LevelReader levels) {
        this.levels = levels;
    }

    boolean contains(Sku sku, Call call) {
        return levels.one(sku, Consistency.EVENTUAL, call).isPresent();
    }

    /** The response for an unknown SKU. */
    static Answer unknown() {
        return Problem.of(UNKNOWN_SKU, "No location has, or ever had, this SKU. Check the SKU.");
    }
}
