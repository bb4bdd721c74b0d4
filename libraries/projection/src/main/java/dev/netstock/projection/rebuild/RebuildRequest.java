package dev.netstock.projection.rebuild;

import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.IntegerFormat;
import dev.netstock.platform.json.Json;
import dev.netstock.platform.json.Json.JsonNull;
import dev.netstock.platform.json.Json.JsonObject;
import dev.netstock.platform.json.JsonMembers;
import dev.netstock.platform.json.JsonReader;
import dev.netstock.platform.json.TextFormat;
import dev.netstock.platform.json.TimeFormat;
import dev.netstock.platform.json.ValidationErrors;
import dev.netstock.projection.rebuild.RebuildCommand.Abandon;
import dev.netstock.projection.rebuild.RebuildCommand.Replay;
import dev.netstock.projection.rebuild.RebuildCommand.Retire;
import dev.netstock.projection.rebuild.RebuildCommand.Start;
import dev.netstock.projection.rebuild.RebuildCommand.Status;
import dev.netstock.projection.rebuild.RebuildCommand.Switch;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Decodes {@code {"action": "start" | "replay" | "switch" | "retire" | "abandon" | "status", …}}. A
 * cursor may be null, as in responses.
 */
final class RebuildRequest {
    private static final IntegerFormat GENERATION = new IntegerFormat(1, 1_000_000);
    private static final IntegerFormat SEGMENT = new IntegerFormat(0, RebuildFlow.SEGMENTS - 1);

    /** Archive objects are named by days with a four-digit year. */
    private static final TimeFormat TIME = TimeFormat.ofYears(2_000, 2_199);

    private static final TextFormat<ReplayCursor> REPLAY_CURSOR = cursor(ReplayCursor::parse);
    private static final TextFormat<RowKey> ROW_CURSOR = cursor(RowKey::parse);

    private static final Map<String, Function<JsonMembers, Supplier<RebuildCommand>>> ACTIONS =
            Map.of(
                    "start", RebuildRequest::start,
                    "replay", RebuildRequest::replay,
                    "switch", RebuildRequest::switchOver,
                    "retire", RebuildRequest::retire,
                    "abandon", _ -> Abandon::new,
                    "status", _ -> Status::new);
    private static final TextFormat<Function<JsonMembers, Supplier<RebuildCommand>>> ACTION =
            new TextFormat<>(
                    "Must be one of start, replay, switch, retire, abandon, status.",
                    ACTIONS::containsKey,
                    text -> ACTIONS.getOrDefault(text, _ -> Status::new));

    private RebuildRequest() {}

    static Decoded<RebuildCommand> decode(byte[] request) {
        ValidationErrors errors = new ValidationErrors();
        Optional<Supplier<RebuildCommand>> command =
                JsonReader.read(request, errors)
                        .flatMap(json -> JsonMembers.of(withoutNullCursor(json), "", errors))
                        .flatMap(RebuildRequest::command);
        return errors.orElse(() -> command.orElseThrow().get());
    }

    private static Optional<Supplier<RebuildCommand>> command(JsonMembers request) {
        var action = request.required("action", ACTION);
        var command = action.map(members -> members.apply(request));
        if (command.isPresent()) {
            request.refuseOthers();
        }
        return command;
    }

    private static Supplier<RebuildCommand> start(JsonMembers request) {
        Optional<Instant> archiveBefore = request.optional("archiveBefore", TIME);
        return () -> new Start(archiveBefore);
    }

    private static Supplier<RebuildCommand> replay(JsonMembers request) {
        Supplier<Long> generation = request.needed("generation", GENERATION);
        Supplier<Long> segment = request.needed("segment", SEGMENT);
        Optional<ReplayCursor> cursor = request.optional("cursor", REPLAY_CURSOR);
        return () -> new Replay(generation.get().intValue(), segment.get().intValue(), cursor);
    }

    private static Supplier<RebuildCommand> switchOver(JsonMembers request) {
        Supplier<Long> generation = request.needed("generation", GENERATION);
        return () -> new Switch(generation.get().intValue());
    }

    private static Supplier<RebuildCommand> retire(JsonMembers request) {
        Supplier<Long> generation = request.needed("generation", GENERATION);
        Optional<RowKey> cursor = request.optional("cursor", ROW_CURSOR);
        return () -> new Retire(generation.get().intValue(), cursor);
    }

    private static Json withoutNullCursor(Json request) {
        if (request instanceof JsonObject(Map<String, Json> members)
                && members.get("cursor") instanceof JsonNull) {
            Map<String, Json> others = new LinkedHashMap<>(members);
            others.remove("cursor");
            return new JsonObject(others);
        }
        return request;
    }

    private static <T> TextFormat<T> cursor(Function<String, Optional<T>> parse) {
        return new TextFormat<>(
                "Must be a cursor from an earlier response.",
                text -> parse.apply(text).isPresent(),
                text -> parse.apply(text).orElseThrow());
    }
}
