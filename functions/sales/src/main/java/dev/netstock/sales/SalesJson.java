package dev.netstock.sales;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.platform.http.Times;
import dev.netstock.platform.json.JsonWriter;
import dev.netstock.sales.figures.Sales;
import dev.netstock.sales.figures.Sales.Sold;
import dev.netstock.sales.figures.SalesQuestion;

import java.io.IOException;

/** Writes sales. */
final class SalesJson {
    private SalesJson() {}

    static JsonWriter.Part of(SalesQuestion asked, Sales sales) {
        return json -> {
            writeQuestion(json, asked);
            json.writeObjectFieldStart("total");
            write(json, sales.total());
            json.writeEndObject();
            JsonWriter.objects(
                    json,
                    "minutes",
                    sales.minutes().entrySet(),
                    (each, minute) -> {
                        each.writeStringField("minute", Times.text(minute.getKey()));
                        write(each, minute.getValue());
                    });
        };
    }

    private static void writeQuestion(JsonGenerator json, SalesQuestion asked) throws IOException {
        json.writeStringField("from", Times.text(asked.from()));
        json.writeStringField("to", Times.text(asked.to()));
        if (asked.sku().isPresent()) {
            json.writeStringField("sku", asked.sku().get().value());
        }
        if (asked.channel().isPresent()) {
            json.writeStringField("channel", asked.channel().get().value());
        }
        if (asked.location().isPresent()) {
            json.writeStringField("location", asked.location().get().value());
        }
    }

    private static void write(JsonGenerator json, Sold sold) throws IOException {
        json.writeNumberField("orders", sold.orders());
        json.writeNumberField("units", sold.units());
        json.writeNumberField("givenBack", sold.givenBack());
    }
}
