package dev.netstock.projection.rebuild;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.platform.json.JsonWriter;
import dev.netstock.projection.Generations;
import dev.netstock.projection.UnfinishedGeneration;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** The result of a step of a rebuild. */
public sealed interface RebuildAnswer {
    /** A generation is being built. */
    record Started(UnfinishedGeneration building, Instant now) implements RebuildAnswer {}

    /** A segment was replayed, to its end or up to a cursor. */
    record Replayed(long events, Optional<ReplayCursor> next) implements RebuildAnswer {}

    /** This generation serves. */
    record Switched(int serving) implements RebuildAnswer {}

    /** Rows were deleted, all of them or up to a cursor. */
    record Retired(long rows, Optional<RowKey> next) implements RebuildAnswer {}

    /** The current state. */
    record Status(Generations generations, Instant now) implements RebuildAnswer {}

    /** The response as a JSON object. */
    default String json() {
        return JsonWriter.object(
                json -> {
                    switch (this) {
                        case Started(UnfinishedGeneration building, Instant now) -> {
                            json.writeNumberField("generation", building.generation());
                            writeState(json, building, now);
                        }
                        case Replayed(long events, var next) -> {
                            json.writeNumberField("events", events);
                            writeCursor(json, next.map(ReplayCursor::token));
                        }
                        case Switched(int serving) -> json.writeNumberField("serving", serving);
                        case Retired(long rows, var next) -> {
                            json.writeNumberField("rows", rows);
                            writeCursor(json, next.map(RowKey::token));
                        }
                        case Status(Generations generations, Instant now) ->
                                writeStatus(json, generations, now);
                    }
                });
    }

    private static void writeStatus(JsonGenerator json, Generations generations, Instant now)
            throws IOException {
        json.writeNumberField("serving", generations.serving());
        writeNumbers(json, "toRetire", generations.toRetire());
        if (generations.building().isEmpty()) {
            json.writeStringField("state", "SERVING");
            return;
        }
        UnfinishedGeneration building = generations.building().get();
        json.writeNumberField("building", building.generation());
        writeState(json, building, now);
        json.writeStringField("startedAt", building.startedAt().toString());
        json.writeStringField("archiveBefore", building.archiveBefore().toString());
        writeNumbers(json, "replayed", building.replayed());
    }

    private static void writeNumbers(JsonGenerator json, String name, Set<Integer> numbers)
            throws IOException {
        json.writeArrayFieldStart(name);
        for (int number : numbers.stream().sorted().toList()) {
            json.writeNumber(number);
        }
        json.writeEndArray();
    }

    private static void writeState(JsonGenerator json, UnfinishedGeneration building, Instant now)
            throws IOException {
        long waitSeconds = secondsUp(Duration.between(now, building.replayFrom()));
        json.writeStringField("state", state(building, waitSeconds));
        json.writeNumberField("waitSeconds", waitSeconds);
        json.writeNumberField("segments", building.segments());
    }

    private static String state(UnfinishedGeneration building, long waitSeconds) {
        if (waitSeconds > 0) {
            return "WAITING";
        }
        return building.isComplete() ? "REPLAYED" : "REPLAYING";
    }

    private static void writeCursor(JsonGenerator json, Optional<String> token) throws IOException {
        if (token.isPresent()) {
            json.writeStringField("cursor", token.get());
        } else {
            json.writeNullField("cursor");
        }
    }

    private static long secondsUp(Duration duration) {
        return Math.max(0, duration.plusSeconds(1).minusNanos(1).toSeconds());
    }
}
