package dev.netstock.malls;

import dev.netstock.malls.port.Signal;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.Json;
import dev.netstock.platform.json.JsonMembers;
import dev.netstock.platform.json.JsonReader;
import dev.netstock.platform.json.JsonWriter;
import dev.netstock.platform.json.TextFormat;
import dev.netstock.platform.json.TimeFormat;
import dev.netstock.platform.json.ValidationErrors;
import dev.netstock.stock.Channel;

import java.util.Optional;
import java.util.function.Function;

/**
 * A message that wakes the sync of a mall: {@code {"mall":"amazon","signal":{"id","number","at"}}}.
 *
 * @param signal an order that the mall says has changed
 * @param scheduled whether the clock sent it, not something that has just happened
 */
public record SyncMessage(Channel mall, Optional<Signal> signal, boolean scheduled) {
    private static final TextFormat<Channel> CHANNEL =
            new TextFormat<>("Must be a channel.", Channel::isValid, Channel::new);
    private static final TextFormat<String> TEXT =
            new TextFormat<>("Must be a text.", text -> !text.isEmpty(), Function.identity());

    /** Something is due for a mall. */
    public static SyncMessage wake(Channel mall) {
        return new SyncMessage(mall, Optional.empty(), false);
    }

    /** A mall says that an order changed. */
    public static SyncMessage of(Channel mall, Signal signal) {
        return new SyncMessage(mall, Optional.of(signal), false);
    }

    /** Reads a body; empty if it is no such message. */
    static Optional<SyncMessage> read(String body) {
        var errors = new ValidationErrors();
        Optional<JsonMembers> message =
                JsonReader.read(body, errors)
                        .flatMap((Json json) -> JsonMembers.of(json, "", errors));
        Optional<Channel> mall = message.flatMap(members -> members.required("mall", CHANNEL));
        Optional<Signal> signal =
                message.flatMap(members -> members.optionalObject("signal"))
                        .flatMap(SyncMessage::signal);
        boolean scheduled =
                message.flatMap(members -> members.optional("schedule", TEXT)).isPresent();
        return errors.orElse(() -> new SyncMessage(mall.orElseThrow(), signal, scheduled))
                        instanceof Decoded.Valid<SyncMessage>(SyncMessage valid)
                ? Optional.of(valid)
                : Optional.empty();
    }

    private static Optional<Signal> signal(JsonMembers signal) {
        Optional<String> id = signal.required("id", TEXT);
        Optional<String> number = signal.required("number", TEXT);
        return signal.required("at", TimeFormat.ANY)
                .filter(_ -> id.isPresent() && number.isPresent())
                .map(at -> new Signal(id.orElseThrow(), number.orElseThrow(), at));
    }

    String json() {
        return JsonWriter.object(
                json -> {
                    json.writeStringField("mall", mall.value());
                    if (signal.isPresent()) {
                        json.writeObjectFieldStart("signal");
                        json.writeStringField("id", signal.get().id());
                        json.writeStringField("number", signal.get().number());
                        json.writeStringField("at", signal.get().at().toString());
                        json.writeEndObject();
                    }
                });
    }
}
