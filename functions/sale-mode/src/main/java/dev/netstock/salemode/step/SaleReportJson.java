package dev.netstock.salemode.step;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.salemode.mode.SaleMeasurements;
import dev.netstock.salemode.mode.SaleMeasurements.Checkout;
import dev.netstock.salemode.mode.SaleMeasurements.Reservations;
import dev.netstock.salemode.mode.SaleReport;

import java.io.IOException;
import java.util.Optional;

/** Writes the totals of a sale. Figures that are unknown are left out. */
public final class SaleReportJson {
    private SaleReportJson() {}

    /** Writes the members of an object. */
    public static void members(JsonGenerator json, SaleReport report) throws IOException {
        json.writeStringField("from", report.from().toString());
        json.writeStringField("to", report.to().toString());
        json.writeNumberField("orders", report.orders());
        json.writeNumberField("units", report.units());
        json.writeNumberField("givenBack", report.givenBack());
        if (report.peak().isPresent()) {
            json.writeStringField("peakMinute", report.peak().get().minute().toString());
            json.writeNumberField("peakOrders", report.peak().get().orders());
        }
        json.writeNumberField("oversold", report.oversold());
        json.writeNumberField("unsold", report.unsold());
        json.writeNumberField("drift", report.drift());
        json.writeObjectFieldStart("measured");
        measured(json, report.measured());
        json.writeEndObject();
        json.writeStringField("report", report.key());
    }

    private static void measured(JsonGenerator json, SaleMeasurements measured) throws IOException {
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
        json.writeNumberField("unitsRefusedByMemory", checkout.refusals().unitsFromCache());
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
