package dev.netstock.malls.api;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.malls.dynamodb.DynamoMallStore.Findings;
import dev.netstock.malls.orders.OrderRow;
import dev.netstock.malls.port.MallItem;
import dev.netstock.platform.http.Answer;
import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.http.Query;
import dev.netstock.platform.http.Times;
import dev.netstock.platform.json.JsonWriter;
import dev.netstock.platform.json.TextFormat;
import dev.netstock.platform.json.ValidationErrors;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The orders of a mall that net stock could not take yet, or not all of. */
final class OrdersEndpoint {
    private static final int PAGE = 100;
    private static final TextFormat<Findings> STATE =
            new TextFormat<>(
                    "Must be unmapped or unsettled.",
                    text -> text.equals("unmapped") || text.equals("unsettled"),
                    text -> text.equals("unmapped") ? Findings.REFUSED : Findings.UNSETTLED);

    private OrdersEndpoint() {}

    record Page(Findings state, String after) {}

    static MallEndpoint<Page> of(Malls malls) {
        return new MallEndpoint<>(
                malls,
                OrdersEndpoint::page,
                (mall, page, _) -> answer(mall.store().orders(page.state(), page.after(), PAGE)));
    }

    private static Optional<Page> page(HttpRequest request, ValidationErrors errors) {
        Query query = request.query(errors);
        Optional<Findings> state = query.required("state", STATE);
        Optional<String> after = query.optional("cursor", PageToken.ORDER);
        query.refuseOthers();
        return state.map(list -> new Page(list, after.orElse("")));
    }

    private static Answer answer(List<OrderRow> rows) {
        return Answer.of(
                200,
                "read",
                json -> {
                    JsonWriter.objects(json, "orders", rows, OrdersEndpoint::write);
                    if (rows.size() == PAGE) {
                        json.writeStringField("next", PageToken.of(rows.getLast().number()));
                    }
                });
    }

    private static void write(JsonGenerator json, OrderRow row) throws IOException {
        json.writeStringField("number", row.number());
        json.writeStringField("placedAt", Times.text(row.placedAt()));
        json.writeBooleanField("waits", row.waits());
        JsonWriter.objects(
                json,
                "items",
                row.quantities().entrySet(),
                (JsonGenerator item, Map.Entry<MallItem, Long> entry) -> {
                    item.writeStringField("item", entry.getKey().item());
                    item.writeStringField("variant", entry.getKey().variant());
                    item.writeNumberField("quantity", entry.getValue());
                    item.writeBooleanField("mapped", row.isTaken(entry.getKey()));
                });
        json.writeArrayFieldStart("reservations");
        for (var hold : row.holds()) {
            json.writeString(hold.id().value());
        }
        json.writeEndArray();
    }
}
