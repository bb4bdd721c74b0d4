package dev.netstock.places;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.http.Answer;
import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.http.Problem;
import dev.netstock.platform.http.ProblemType;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.JsonWriter;
import dev.netstock.platform.json.ValidationErrors;
import dev.netstock.stock.Channel;
import dev.netstock.stock.format.StockFormats;
import dev.netstock.stock.place.Places;
import dev.netstock.stock.place.SalesChannel;

import java.util.Collection;
import java.util.Optional;

/**
 * {@code GET /v1/channels}, {@code GET} and {@code PUT /v1/channels/{channel}}. A channel without
 * settings has the default ones; only those with settings are listed.
 *
 * @param commands reads and changes channels
 */
record ChannelEndpoints(PlaceCommands commands) {
    private static final ProblemType TOO_MANY =
            new ProblemType("too-many-channels", 409, "Too many channels");

    Answer list(HttpRequest request) {
        ValidationErrors errors = new ValidationErrors();
        request.refuseQuery(errors);
        return switch (errors.orElse(request::call)) {
            case Decoded.Invalid(var all) -> Problem.invalidRequest(all);
            case Decoded.Valid(Call call) -> {
                Collection<SalesChannel> channels = commands.read(call).channels();
                yield Answer.of(
                        200,
                        "read",
                        json -> JsonWriter.objects(json, "items", channels, ChannelJson::write));
            }
        };
    }

    Answer read(HttpRequest request) {
        ValidationErrors errors = new ValidationErrors();
        Optional<Channel> channel = request.path("channel", StockFormats.CHANNEL, errors);
        request.refuseQuery(errors);
        return switch (errors.orElse(channel::orElseThrow)) {
            case Decoded.Invalid(var all) -> Problem.invalidRequest(all);
            case Decoded.Valid(Channel id) ->
                    answer("read", commands.read(request.call()).channel(id));
        };
    }

    Answer replace(HttpRequest request) {
        return switch (ChannelJson.decode(request)) {
            case Decoded.Invalid(var all) -> Problem.invalidRequest(all);
            case Decoded.Valid(SalesChannel channel) ->
                    commands.replace(channel, request.call())
                            .map(stored -> answer("replaced", stored))
                            .orElseGet(ChannelEndpoints::tooMany);
        };
    }

    private static Answer answer(String outcome, SalesChannel channel) {
        return Answer.of(200, outcome, json -> ChannelJson.write(json, channel));
    }

    private static Answer tooMany() {
        return Problem.of(
                TOO_MANY,
                "No changes were made. A stage has at most " + Places.CHANNELS_MAX + " channels.");
    }
}
