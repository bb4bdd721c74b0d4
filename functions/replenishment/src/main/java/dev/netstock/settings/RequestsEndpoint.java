package dev.netstock.settings;

import dev.netstock.platform.http.Answer;
import dev.netstock.platform.http.Endpoint;
import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.http.Problem;
import dev.netstock.platform.http.Query;
import dev.netstock.platform.json.DateFormat;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.IntegerFormat;
import dev.netstock.platform.json.TextFormat;
import dev.netstock.platform.json.ValidationErrors;
import dev.netstock.replenishment.request.RequestCursor;
import dev.netstock.replenishment.request.RequestPage;
import dev.netstock.replenishment.request.RequestQuestion;
import dev.netstock.replenishment.request.RequestReader;
import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;
import dev.netstock.stock.format.StockFormats;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * {@code GET /v1/replenishment-requests?day=&sku=&location=&limit=&cursor=}.
 *
 * @param reading reads a page
 * @param clock tells what day it is
 */
public record RequestsEndpoint(RequestReader reading, InstantSource clock) implements Endpoint {
    private static final IntegerFormat LIMIT = new IntegerFormat(1, 100);
    private static final long LIMIT_DEFAULT = 50;
    private static final DateFormat DAY = new DateFormat(1, 9_999);
    private static final TextFormat<RequestCursor> CURSOR =
            new TextFormat<>(
                    "Must be a cursor from an earlier response.",
                    text -> RequestCursor.parse(text).isPresent(),
                    text -> RequestCursor.parse(text).orElseThrow());

    @Override
    public Answer answer(HttpRequest request) {
        return switch (decode(request)) {
            case Decoded.Invalid(var faults) -> Problem.invalidRequest(faults);
            case Decoded.Valid(var question) -> {
                RequestPage page = reading.page(question, request.call());
                yield Answer.of(200, "read", RequestsJson.of(page));
            }
        };
    }

    private Decoded<RequestQuestion> decode(HttpRequest request) {
        ValidationErrors faults = new ValidationErrors();
        Query query = request.query(faults);
        LocalDate day = query.optional("day", DAY).orElseGet(this::today);
        Optional<Sku> sku = query.optional("sku", StockFormats.SKU);
        Optional<Location> location = query.optional("location", StockFormats.LOCATION);
        long limit = query.optional("limit", LIMIT).orElse(LIMIT_DEFAULT);
        Optional<RequestCursor> cursor = query.optional("cursor", CURSOR);
        query.refuseOthers();
        return faults.orElse(() -> new RequestQuestion(day, sku, location, (int) limit, cursor));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
