package dev.netstock.salemode.http;

import static dev.netstock.salemode.http.StoredMode.number;
import static dev.netstock.salemode.http.StoredMode.text;

import dev.netstock.platform.json.JsonMembers;
import dev.netstock.salemode.mode.SaleMeasurements;
import dev.netstock.salemode.mode.SaleMeasurements.CallPeak;
import dev.netstock.salemode.mode.SaleMeasurements.Checkout;
import dev.netstock.salemode.mode.SaleMeasurements.Refusals;
import dev.netstock.salemode.mode.SaleMeasurements.Reservations;

import java.time.Instant;

/** Reads what was measured of a sale, as it was written. */
final class StoredMeasured {
    private StoredMeasured() {}

    static SaleMeasurements read(JsonMembers measured) {
        return new SaleMeasurements(
                measured.optionalObject("checkout").map(StoredMeasured::checkout),
                measured.optionalObject("reservations").map(StoredMeasured::reservations),
                measured.optional("expiredUnitSeconds", StoredMode.NUMBER),
                measured.optional("sweptUnitSeconds", StoredMode.NUMBER));
    }

    private static Checkout checkout(JsonMembers checkout) {
        return new Checkout(
                number(checkout, "calls"),
                new CallPeak(
                        Instant.parse(text(checkout, "peakMinute")), number(checkout, "peakCalls")),
                new Refusals(
                        number(checkout, "refused"),
                        number(checkout, "outOfStock"),
                        number(checkout, "unitsRefusedByMemory"),
                        number(checkout, "tryAgain"),
                        number(checkout, "failed")),
                number(checkout, "throttles"),
                number(checkout, "conflicts"));
    }

    private static Reservations reservations(JsonMembers reservations) {
        return new Reservations(
                number(reservations, "p99Ms"),
                Instant.parse(text(reservations, "slowestMinute")),
                number(reservations, "slowestP99Ms"));
    }
}
