package dev.netstock.salemode.step;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.salemode.mode.DayReport;

import java.io.IOException;

/** Writes the sums of a report. */
public final class DayReportJson {
    private DayReportJson() {}

    /** Its members. */
    public static void members(JsonGenerator json, DayReport report) throws IOException {
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
        MeasuredJson.members(json, report.measured());
        json.writeEndObject();
        json.writeStringField("report", report.key());
    }
}
