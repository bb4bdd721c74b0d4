package dev.netstock.sales;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.platform.http.Times;
import dev.netstock.platform.json.JsonWriter;
import dev.netstock.sales.figures.Sales;
import dev.netstock.sales.figures.Sales.Sold;
import dev.netstock.sales.figures.SalesQuery;

import java.io.IOException;

/** Writes sales. */
final class SalesJson {
    private SalesJson() {}

    static JsonWriter.Part of(SalesQuery query, Sales sales) {
        return json -> {
            writeQuery(json, query);
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

    private static void writeQuery(JsonGenerator json, SalesQuery query) throws IOException {
        json.writeStringField("from", Times.text(query.from()));
        json.writeStringField("to", Times.text(query.to()));
        if (query.sku().isPresent()) {
            json.writeStringField("sku", query.sku().get().value());
        }
        if (query.channel().isPresent()) {
            json.writeStringField("channel", query.channel().get().value());
        }
        if (query.location().isPresent()) {
            json.writeStringField("location", query.location().get().value());
        }
    }

    private static void write(JsonGenerator json, Sold sold) throws IOException {
        json.writeNumberField("orders", sold.orders());
        json.writeNumberField("units", sold.units());
        json.writeNumberField("givenBack", sold.givenBack());
    }
}
