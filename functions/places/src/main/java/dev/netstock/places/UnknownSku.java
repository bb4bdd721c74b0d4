package dev.netstock.places;

import dev.netstock.platform.http.Answer;
import dev.netstock.platform.http.Problem;
import dev.netstock.platform.http.ProblemType;

/** The response for a SKU that is not at the location. */
final class UnknownSku {
    private static final ProblemType TYPE = new ProblemType("unknown-sku", 404, "Unknown SKU");

    private UnknownSku() {}

    static Answer answer() {
        return Problem.of(TYPE, "No changes were made. The location has never had this SKU.");
    }
}
