package dev.netstock.inquiry;

import dev.netstock.platform.http.Answer;
import dev.netstock.platform.http.Problem;
import dev.netstock.platform.http.ProblemType;

/** The response for an unknown SKU. */
final class UnknownSku {
    private static final ProblemType TYPE = new ProblemType("unknown-sku", 404, "Unknown SKU");

    private UnknownSku() {}

    static Answer answer() {
        return Problem.of(TYPE, "No location has, or ever had, this SKU. Check the SKU.");
    }
}
