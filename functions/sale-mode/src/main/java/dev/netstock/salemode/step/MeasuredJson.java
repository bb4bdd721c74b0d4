package dev.netstock.salemode.step;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.salemode.mode.SaleMeasurements;
import dev.netstock.salemode.mode.SaleMeasurements.Checkout;
import dev.netstock.salemode.mode.SaleMeasurements.Reservations;

import java.io.IOException;
import java.util.Optional;

/** Writes what was measured; what is not known is left out. */
final class MeasuredJson {
    private MeasuredJson() {}

    static void members(JsonGenerator json, SaleMeasurements measured) throws IOException {
        if (measured.checkout().isPresent()) {
            json.writeObjectFieldStart("checkout");
            checkout(json, measured.checkout().get());
            json.writeEndObject();
        }
        if (measured.reservations().isPresent()) {
            json.writeObjectFieldStart("reservations");
            reservations(json, measured.reservations().get());
            json.writeEndObject();
        }
        number(json, "expiredUnitSeconds", measured.expiredUnitSeconds());
        number(json, "sweptUnitSeconds", measured.sweptUnitSeconds());
    }

    private static void checkout(JsonGenerator json, Checkout checkout) throws IOException {
        json.writeNumberField("calls", checkout.calls());
        json.writeStringField("peakMinute", checkout.peak().minute().toString());
        json.writeNumberField("peakCalls", checkout.peak().calls());
        json.writeNumberField("refused", checkout.refusals().refused());
        json.writeNumberField("outOfStock", checkout.refusals().outOfStock());
        json.writeNumberField("unitsRefusedByMemory", checkout.refusals().unitsByMemory());
        json.writeNumberField("tryAgain", checkout.refusals().tryAgain());
        json.writeNumberField("failed", checkout.refusals().failed());
        json.writeNumberField("throttles", checkout.throttles());
        json.writeNumberField("conflicts", checkout.conflicts());
    }

    private static void reservations(JsonGenerator json, Reservations reservations)
            throws IOException {
        json.writeNumberField("p99Ms", reservations.p99Ms());
        json.writeStringField("slowestMinute", reservations.slowestMinute().toString());
        json.writeNumberField("slowestP99Ms", reservations.slowestP99Ms());
    }

    private static void number(JsonGenerator json, String name, Optional<Long> known)
            throws IOException {
        if (known.isPresent()) {
            json.writeNumberField(name, known.get());
        }
    }
}
