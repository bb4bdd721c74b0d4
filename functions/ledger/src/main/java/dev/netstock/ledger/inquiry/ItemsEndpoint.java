package dev.netstock.ledger.inquiry;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.ledger.database.Transactions;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.http.Answer;
import dev.netstock.platform.http.Endpoint;
import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.http.Problem;
import dev.netstock.platform.http.Times;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.JsonWriter;
import dev.netstock.platform.json.ValidationError;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code GET /v1/items?query=&state=&category=&location=&sort=&limit=&cursor=}.
 *
 * @param ledger the database
 */
record ItemsEndpoint(Transactions ledger, HotSkus hotSkus, InstantSource clock)
        implements Endpoint {
    static final String TOO_MANY_TO_SORT =
            "More than %,d items match. Narrow the selection, or sort by sku."
                    .formatted(ItemSearch.SORTED_MAX);

    @Override
    public Answer answer(HttpRequest request) {
        return switch (ItemQuery.decode(request)) {
            case Decoded.Invalid(var errors) -> Problem.invalidRequest(errors);
            case Decoded.Valid(ItemQuery query) -> answer(query, request.call());
        };
    }

    private Answer answer(ItemQuery query, Call call) {
        Set<String> hot = hotSkus.read(call);
        Instant asOf = clock.instant();
        Optional<ItemPage> page =
                ledger.inTransaction(
                        sql ->
                                new ItemSearch(
                                                sql,
                                                query,
                                                hot,
                                                ItemSearch.STRETCH,
                                                ItemSearch.SORTED_MAX)
                                        .page());
        return page.map(found -> Answer.of(200, "read", json -> members(json, found, asOf)))
                .orElseGet(
                        () ->
                                Problem.invalidRequest(
                                        List.of(
                                                new ValidationError(
                                                        "query:/sort", TOO_MANY_TO_SORT))));
    }

    private static void members(JsonGenerator json, ItemPage page, Instant asOf)
            throws IOException {
        JsonWriter.objects(json, "items", page.items(), ItemsEndpoint::members);
        json.writeStringField("asOf", Times.text(asOf));
        if (page.next().isPresent()) {
            json.writeStringField("next", PageToken.of(page.next().get().text()));
        }
    }

    private static void members(JsonGenerator json, FoundItem item) throws IOException {
        json.writeStringField("sku", item.sku());
        if (!item.name().isEmpty()) {
            json.writeStringField("name", item.name());
        }
        if (item.category().isPresent()) {
            json.writeStringField("category", item.category().get());
        }
        json.writeNumberField("available", item.available());
        json.writeNumberField("onHand", item.onHand());
        json.writeArrayFieldStart("states");
        for (ItemState state : ItemState.values()) {
            if (item.states().contains(state)) {
                json.writeString(state.text());
            }
        }
        json.writeEndArray();
    }
}
