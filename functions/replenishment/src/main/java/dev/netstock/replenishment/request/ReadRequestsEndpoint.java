package dev.netstock.replenishment.request;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.events.EventData.ReplenishmentRequested;
import dev.netstock.platform.call.Operation;
import dev.netstock.platform.call.Retries;
import dev.netstock.platform.http.Answer;
import dev.netstock.platform.http.Endpoint;
import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.http.Problem;
import dev.netstock.platform.http.Query;
import dev.netstock.platform.http.Times;
import dev.netstock.platform.json.DateFormat;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.IntegerFormat;
import dev.netstock.platform.json.JsonWriter;
import dev.netstock.platform.json.TextFormat;
import dev.netstock.platform.json.ValidationErrors;
import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;
import dev.netstock.stock.format.StockFormats;

import java.io.IOException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** {@code GET /v1/replenishment-requests?day=&sku=&location=&limit=&cursor=}. */
public final class ReadRequestsEndpoint implements Endpoint {
    private static final IntegerFormat LIMIT = new IntegerFormat(1, 100);
    private static final long LIMIT_DEFAULT = 50;
    private static final DateFormat DAY = new DateFormat(1, 9_999);
    private static final TextFormat<RequestCursor> CURSOR =
            new TextFormat<>(
                    "Must be a cursor from an earlier response.",
                    text -> RequestCursor.parse(text).isPresent(),
                    text -> RequestCursor.parse(text).orElseThrow());

    private final DynamoRequestTable table;
    private final Retries retries;
    private final InstantSource clock;

    public ReadRequestsEndpoint(DynamoRequestTable table, Retries retries, InstantSource clock) {
        this.table = table;
        this.retries = retries;
        this.clock = clock;
    }

    @Override
    public Answer answer(HttpRequest request) {
        return switch (decode(request)) {
            case Decoded.Invalid(var errors) -> Problem.invalidRequest(errors);
            case Decoded.Valid(var query) ->
                    Answer.of(
                            200,
                            "read",
                            json(
                                    retries.run(
                                            Operation.READ,
                                            () -> table.page(query),
                                            request.call())));
        };
    }

    private Decoded<RequestQuery> decode(HttpRequest request) {
        ValidationErrors errors = new ValidationErrors();
        Query query = request.query(errors);
        LocalDate day = query.optional("day", DAY).orElseGet(this::today);
        Optional<Sku> sku = query.optional("sku", StockFormats.SKU);
        Optional<Location> location = query.optional("location", StockFormats.LOCATION);
        long limit = query.optional("limit", LIMIT).orElse(LIMIT_DEFAULT);
        Optional<RequestCursor> cursor = query.optional("cursor", CURSOR);
        query.refuseOthers();
        return errors.orElse(() -> new RequestQuery(day, sku, location, (int) limit, cursor));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static JsonWriter.Part json(RequestPage page) {
        return json -> {
            JsonWriter.objects(json, "requests", page.requests(), ReadRequestsEndpoint::write);
            if (page.next().isPresent()) {
                json.writeStringField("next", page.next().get().token());
            }
        };
    }

    private static void write(JsonGenerator json, ReplenishmentRequest request) throws IOException {
        ReplenishmentRequested data = request.data();
        json.writeStringField("requestId", data.requestId());
        json.writeStringField("at", Times.text(request.at()));
        json.writeStringField("sku", data.sku());
        json.writeStringField("location", data.location());
        json.writeNumberField("episode", data.episode());
        json.writeNumberField("quantity", data.quantity());
        json.writeNumberField("available", data.available());
        json.writeNumberField("orderUpTo", data.orderUpTo());
        json.writeBooleanField("urgent", data.urgent());
    }
}
