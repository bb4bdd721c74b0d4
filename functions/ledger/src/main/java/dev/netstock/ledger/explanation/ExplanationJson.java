package dev.netstock.ledger.explanation;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.ledger.explanation.LedgerSide.Adjustment;
import dev.netstock.mallcounts.DynamoMallCounts.OfMall;
import dev.netstock.mallcounts.MallCountJson;
import dev.netstock.platform.http.Times;
import dev.netstock.platform.json.JsonWriter;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.table.PoolRule;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Writes an explanation as JSON. */
final class ExplanationJson {
    private ExplanationJson() {}

    static JsonWriter.Part of(
            ItemKey item,
            Optional<LedgerSide> ledger,
            Optional<NetStockSide> netStock,
            List<OfMall> malls) {
        return json -> {
            json.writeStringField("sku", item.sku().value());
            json.writeStringField("location", item.location().value());
            if (ledger.isPresent()) {
                write(json, ledger.get());
            }
            if (netStock.isPresent()) {
                write(json, netStock.get());
            }
            if (!malls.isEmpty()) {
                JsonWriter.objects(json, "malls", malls, ExplanationJson::write);
            }
        };
    }

    private static void write(JsonGenerator json, LedgerSide side) throws IOException {
        json.writeObjectFieldStart("ledger");
        if (side.businessDate().isPresent()) {
            json.writeStringField("businessDate", side.businessDate().get().toString());
        }
        writeLines(json, ExplanationLine.of(side));
        json.writeNumberField("version", side.version());
        json.writeNumberField("sentVersion", side.sentVersion());
        if (side.sentAt().isPresent()) {
            json.writeStringField("sentAt", Times.text(side.sentAt().get()));
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, OfMall mall) throws IOException {
        json.writeStringField("mall", mall.mall().value());
        json.writeStringField("state", mall.state().text());
        JsonWriter.objects(json, "items", mall.items(), MallCountJson::write);
    }

    private static void write(JsonGenerator json, NetStockSide side) throws IOException {
        json.writeObjectFieldStart("netStock");
        writeLines(json, ExplanationLine.of(side));
        json.writeNumberField("ledgerVersion", side.ledgerVersion());
        if (!side.channels().isEmpty()) {
            JsonWriter.objects(json, "channels", side.channels(), ExplanationJson::write);
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, NetStockSide.OfChannel of) throws IOException {
        json.writeStringField("channel", of.channel().value());
        if (of.buffer().isPresent()) {
            json.writeNumberField("buffer", of.buffer().get());
        }
        if (of.pool().isPresent()) {
            json.writeNumberField("pool", of.pool().get());
        }
        if (of.rule().isPresent()) {
            json.writeBooleanField("spillover", of.rule().get() == PoolRule.SPILLOVER);
        }
    }

    private static void write(JsonGenerator json, Adjustment adjustment) throws IOException {
        json.writeStringField("source", adjustment.source());
        json.writeStringField("movementId", adjustment.movementId());
        json.writeStringField("businessDate", adjustment.businessDate().toString());
        json.writeNumberField("units", adjustment.units());
        json.writeStringField("occurredAt", Times.text(adjustment.occurredAt()));
        write(json, "reasonCode", adjustment.reasonCode());
        write(json, "reasonNote", adjustment.reasonNote());
        write(json, "recordedBy", adjustment.recordedBy());
        write(json, "approvedBy", adjustment.approvedBy());
    }

    private static void write(JsonGenerator json, String name, Optional<String> text)
            throws IOException {
        if (text.isPresent()) {
            json.writeStringField(name, text.get());
        }
    }

    private static void writeLines(JsonGenerator json, List<ExplanationLine> lines)
            throws IOException {
        JsonWriter.objects(
                json,
                "lines",
                lines,
                (each, line) -> {
                    each.writeStringField("name", line.name());
                    each.writeNumberField("units", line.units());
                    if (line.is().isPresent()) {
                        each.writeStringField("is", line.is().get());
                    }
                    if (line.heardAt().isPresent()) {
                        each.writeStringField("heardAt", Times.text(line.heardAt().get()));
                    }
                    if (!line.adjustments().isEmpty()) {
                        JsonWriter.objects(
                                each, "adjustments", line.adjustments(), ExplanationJson::write);
                    }
                    if (!line.orders().isEmpty()) {
                        JsonWriter.objects(
                                each,
                                "orders",
                                line.orders(),
                                (of, order) -> {
                                    of.writeStringField("orderId", order.orderId());
                                    of.writeNumberField("units", order.units());
                                });
                    }
                });
    }
}
