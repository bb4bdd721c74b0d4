package dev.netstock.manualsupply;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.platform.json.JsonWriter;
import dev.netstock.platform.telemetry.CallReport;
import dev.netstock.stock.supply.SupplyChange;
import dev.netstock.stock.supply.SupplyOutcome;
import dev.netstock.stock.supply.SupplyOutcome.AlreadyApplied;
import dev.netstock.stock.supply.SupplyOutcome.Applied;
import dev.netstock.stock.supply.SupplyOutcome.TryAgain;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The result of the changes of one call.
 *
 * @param applied the number of changes that took effect
 * @param alreadyApplied the number of changes that net stock already had, in the same version or a
 *     newer one
 * @param tryAgain the indexes of the changes to be retried
 * @param oversold the items whose supply is below the units sold
 */
record SupplyAnswer(
        long applied, long alreadyApplied, List<Integer> tryAgain, List<Oversold> oversold) {
    /** An item whose supply is below the units sold. */
    record Oversold(SupplyChange change, long available) {}

    static SupplyAnswer of(List<SupplyChange> changes, List<SupplyOutcome> outcomes) {
        long applied = 0;
        long alreadyApplied = 0;
        List<Integer> tryAgain = new ArrayList<>();
        List<Oversold> oversold = new ArrayList<>();
        for (int index = 0; index < outcomes.size(); index++) {
            switch (outcomes.get(index)) {
                case Applied(_, long available) -> {
                    applied++;
                    if (available < 0) {
                        oversold.add(new Oversold(changes.get(index), available));
                    }
                }
                case AlreadyApplied _ -> alreadyApplied++;
                case TryAgain _ -> tryAgain.add(index);
            }
        }
        return new SupplyAnswer(applied, alreadyApplied, tryAgain, oversold);
    }

    CallReport report(Duration latency) {
        return new CallReport(
                "applySupply",
                tryAgain.isEmpty() ? "applied" : "try-again",
                Map.of(
                        "Applied",
                        applied,
                        "AlreadyApplied",
                        alreadyApplied,
                        "TryAgain",
                        (long) tryAgain.size(),
                        "Oversold",
                        (long) oversold.size()),
                latency);
    }

    String json() {
        return JsonWriter.object(
                json -> {
                    json.writeNumberField("applied", applied);
                    json.writeNumberField("alreadyApplied", alreadyApplied);
                    json.writeArrayFieldStart("tryAgain");
                    for (int index : tryAgain) {
                        json.writeNumber(index);
                    }
                    json.writeEndArray();
                    JsonWriter.objects(json, "oversold", oversold, SupplyAnswer::write);
                });
    }

    private static void write(JsonGenerator json, Oversold item) throws IOException {
        json.writeStringField("sku", item.change().sku().value());
        json.writeStringField("location", item.change().location().value());
        json.writeNumberField("available", item.available());
    }
}
