package dev.netstock.jobs.job;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.operations.job.Job;
import dev.netstock.operations.job.Progress;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Parallel;
import dev.netstock.platform.json.JsonWriter;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Rebuilds a projection through its rebuild function, as operators do. A step is one call of the
 * function for each segment that is left. Its memo has the cursors of the segments, so that nothing
 * is replayed twice but the step that was interrupted.
 *
 * @param parallel runs the segments of a step
 */
public record RebuildWork(StageFunctions functions, Parallel parallel) implements JobWork {
    private static final String WAIT = "waiting";
    private static final String REPLAY = "replaying";
    private static final String SWITCH = "switching";
    private static final String RETIRE = "retiring";
    private static final Duration WAIT_MAX = Duration.ofMinutes(5);

    /**
     * What the next step needs.
     *
     * @param generation the one that is being built
     * @param cursors of the segments that are left; empty at their beginning
     */
    private record Memo(int generation, Map<Integer, String> cursors) {
        static Memo of(String text) {
            FunctionAnswer json = FunctionAnswer.of(text);
            Map<Integer, String> cursors = new TreeMap<>();
            json.members()
                    .keySet()
                    .forEach(
                            name -> {
                                if (name.startsWith("segment-")) {
                                    cursors.put(
                                            Integer.valueOf(name.substring("segment-".length())),
                                            json.text(name).orElse(""));
                                }
                            });
            return new Memo((int) json.number("generation"), cursors);
        }

        String text() {
            return JsonWriter.object(
                    json -> {
                        json.writeNumberField("generation", generation);
                        for (var cursor : cursors.entrySet()) {
                            json.writeStringField("segment-" + cursor.getKey(), cursor.getValue());
                        }
                    });
        }
    }

    private record Replayed(int segment, long events, Optional<String> cursor) {}

    @Override
    public Progress step(Job job, Call call) {
        Progress before = job.progress();
        String projection = job.request().target();
        return switch (before.phase()) {
            case "" -> start(projection);
            case WAIT -> awaitConsumers(projection, before);
            case REPLAY -> replay(projection, before);
            case SWITCH -> switchOver(projection, before);
            default -> retire(projection, before);
        };
    }

    /** Abandons what is being built; then its rows are deleted as those of other generations. */
    @Override
    public Progress cancel(Job job, Call call) {
        Progress before = job.progress();
        String projection = job.request().target();
        if (before.phase().equals(RETIRE)) {
            return retire(projection, before);
        }
        if (functions.call(projection, action("status")).has("building")) {
            functions.call(projection, action("abandon"));
        }
        return new Progress(
                RETIRE, before.done(), before.total(), 0, "{}", Optional.of(Duration.ZERO));
    }

    private Progress start(String projection) {
        FunctionAnswer started = functions.call(projection, action("start"));
        return waiting(
                new Memo((int) started.number("generation"), Map.of()),
                started.number("waitSeconds"));
    }

    private Progress awaitConsumers(String projection, Progress before) {
        FunctionAnswer status = functions.call(projection, action("status"));
        Memo memo = Memo.of(before.memo());
        long wait = status.number("waitSeconds");
        if (wait > 0) {
            return waiting(memo, wait);
        }
        long segments = status.number("segments");
        Map<Integer, String> cursors = new TreeMap<>();
        List<Integer> replayed = status.numbers("replayed");
        for (int segment = 0; segment < segments; segment++) {
            if (!replayed.contains(segment)) {
                cursors.put(segment, "");
            }
        }
        return new Progress(
                cursors.isEmpty() ? SWITCH : REPLAY,
                0,
                0,
                0,
                new Memo(memo.generation(), cursors).text(),
                Optional.of(Duration.ZERO));
    }

    private static Progress waiting(Memo memo, long seconds) {
        Duration wait = Duration.ofSeconds(Math.min(seconds, WAIT_MAX.toSeconds()));
        return new Progress(WAIT, 0, 0, 0, memo.text(), Optional.of(wait));
    }

    private Progress replay(String projection, Progress before) {
        Memo memo = Memo.of(before.memo());
        List<Supplier<Replayed>> calls = new ArrayList<>();
        memo.cursors()
                .forEach(
                        (segment, cursor) ->
                                calls.add(
                                        () ->
                                                replay(
                                                        projection,
                                                        memo.generation(),
                                                        segment,
                                                        cursor)));
        Map<Integer, String> left = new TreeMap<>();
        long events = before.done();
        for (Replayed segment : parallel.run(calls)) {
            events += segment.events();
            segment.cursor().ifPresent(cursor -> left.put(segment.segment(), cursor));
        }
        return new Progress(
                left.isEmpty() ? SWITCH : REPLAY,
                events,
                0,
                0,
                new Memo(memo.generation(), left).text(),
                Optional.of(Duration.ZERO));
    }

    private Replayed replay(String projection, int generation, int segment, String cursor) {
        FunctionAnswer answer =
                functions.call(
                        projection,
                        JsonWriter.object(
                                json -> {
                                    json.writeStringField("action", "replay");
                                    json.writeNumberField("generation", generation);
                                    json.writeNumberField("segment", segment);
                                    writeCursor(json, cursor);
                                }));
        return new Replayed(segment, answer.number("events"), answer.text("cursor"));
    }

    private Progress switchOver(String projection, Progress before) {
        int generation = Memo.of(before.memo()).generation();
        functions.call(
                projection,
                JsonWriter.object(
                        json -> {
                            json.writeStringField("action", "switch");
                            json.writeNumberField("generation", generation);
                        }));
        return new Progress(
                RETIRE, before.done(), before.done(), 0, before.memo(), Optional.of(Duration.ZERO));
    }

    /** One page of one generation. The cursor of the next one is in the memo. */
    private Progress retire(String projection, Progress before) {
        FunctionAnswer memo = FunctionAnswer.of(before.memo());
        Optional<String> from = memo.text("cursor");
        int generation;
        if (from.isPresent()) {
            generation = (int) memo.number("generation");
        } else {
            List<Integer> left = functions.call(projection, action("status")).numbers("toRetire");
            if (left.isEmpty()) {
                return before.phase("finished", Duration.ZERO).end();
            }
            generation = left.getFirst();
        }
        Optional<String> next =
                functions.call(projection, retirement(generation, from)).text("cursor");
        return new Progress(
                RETIRE,
                before.done(),
                before.total(),
                0,
                JsonWriter.object(
                        json -> {
                            json.writeNumberField("generation", generation);
                            if (next.isPresent()) {
                                json.writeStringField("cursor", next.get());
                            }
                        }),
                Optional.of(Duration.ZERO));
    }

    /** The function wants {@code null} at the beginning. */
    private static void writeCursor(JsonGenerator json, String cursor) throws IOException {
        if (cursor.isEmpty()) {
            json.writeNullField("cursor");
        } else {
            json.writeStringField("cursor", cursor);
        }
    }

    private static String action(String name) {
        return "{\"action\":\"" + name + "\"}";
    }

    private static String retirement(int generation, Optional<String> cursor) {
        return JsonWriter.object(
                json -> {
                    json.writeStringField("action", "retire");
                    json.writeNumberField("generation", generation);
                    writeCursor(json, cursor.orElse(""));
                });
    }
}
