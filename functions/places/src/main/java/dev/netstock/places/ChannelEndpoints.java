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

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@code GET /v1/channels}, {@code GET} and {@code PUT /v1/channels/{channel}}. A channel without
 * settings has the default ones; only those with settings are listed.
 *
 * @param commands reads and changes channels
 * @param currentKey the id of the key that hashes the customers of new limits
 * @param clock the time of day
 */
record ChannelEndpoints(PlaceCommands commands, Supplier<String> currentKey, InstantSource clock) {
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
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return switch (ChannelJson.decode(request, now)) {
            case Decoded.Invalid(var all) -> Problem.invalidRequest(all);
            case Decoded.Valid(ChannelJson.Replacement replacement) ->
                    replace(replacement, now, request.call());
        };
    }

    private Answer replace(ChannelJson.Replacement replacement, Instant now, Call call) {
        String key = replacement.limit().isPresent() ? currentKey.get() : "";
        return commands.replace(
                        replacement.channel().channel(),
                        before -> replacement.after(before, key, now),
                        call)
                .map(stored -> answer("replaced", stored))
                .orElseGet(ChannelEndpoints::tooMany);
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
