package dev.netstock.places;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.platform.http.Answer;
import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.http.Problem;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.JsonMembers;
import dev.netstock.platform.json.JsonWriter;
import dev.netstock.platform.json.ValidationErrors;
import dev.netstock.stock.Channel;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;
import dev.netstock.stock.format.StockFormats;
import dev.netstock.stock.pool.BufferSetting;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * {@code GET} and {@code PUT /v1/stock/{sku}/buffers/{location}}.
 *
 * @param setting reads and changes buffers
 */
record BufferEndpoints(BufferSetting setting) {
    Answer read(HttpRequest request) {
        ValidationErrors errors = new ValidationErrors();
        Optional<ItemKey> place = place(request, errors);
        request.refuseQuery(errors);
        return switch (errors.orElse(place::orElseThrow)) {
            case Decoded.Invalid(var all) -> Problem.invalidRequest(all);
            case Decoded.Valid(ItemKey known) ->
                    setting.buffers(known, request.call())
                            .map(buffers -> Answer.of(200, "read", of(known, buffers)))
                            .orElseGet(UnknownSku::answer);
        };
    }

    Answer replace(HttpRequest request) {
        ValidationErrors errors = new ValidationErrors();
        Optional<ItemKey> place = place(request, errors);
        request.refuseQuery(errors);
        Optional<SortedMap<Channel, Integer>> buffers =
                request.body(errors).map(BufferEndpoints::read);
        return switch (errors.orElse(place::orElseThrow)) {
            case Decoded.Invalid(var all) -> Problem.invalidRequest(all);
            case Decoded.Valid(ItemKey known) ->
                    setting.replace(known, buffers.orElseThrow(), request.call())
                            ? Answer.of(200, "replaced", of(known, buffers.orElseThrow()))
                            : UnknownSku.answer();
        };
    }

    private static Optional<ItemKey> place(HttpRequest request, ValidationErrors errors) {
        Optional<Sku> sku = request.path("sku", StockFormats.SKU, errors);
        Optional<Location> location = request.path("location", StockFormats.LOCATION, errors);
        return sku.flatMap(known -> location.map(where -> ItemKey.of(known, where)));
    }

    private static SortedMap<Channel, Integer> read(JsonMembers body) {
        SortedMap<Channel, Integer> buffers = LocationJson.readBuffers(body, true);
        body.refuseOthers();
        return buffers;
    }

    private static JsonWriter.Part of(ItemKey place, Map<Channel, Integer> buffers) {
        return (JsonGenerator json) -> {
            json.writeStringField("sku", place.sku().value());
            json.writeStringField("location", place.location().value());
            LocationJson.writeBuffers(json, new TreeMap<>(buffers));
        };
    }
}
