package dev.netstock.infra.function;

import dev.netstock.infra.data.StockTable;
import dev.netstock.infra.stage.StageSettings;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Function;

/** What invokes a function. */
public sealed interface Trigger {
    /**
     * Requests of the HTTP API.
     *
     * @param routes the routes that the function answers
     */
    record Api(List<Route> routes) implements Trigger {}

    /**
     * Messages of a queue that belongs to the function.
     *
     * @param lateAfterSeconds the age of the oldest message above which an alarm fires
     * @param eventTypes the types of events that the queue subscribes to; {@code reservation.*} for
     *     all types with that prefix; empty: other functions send to the queue
     * @param needsLocation whether the queue subscribes only to those of these events that name a
     *     location: others move no units
     * @param schedules send messages to the queue by the clock
     */
    record Queue(
            QueueKind kind,
            int lateAfterSeconds,
            List<String> eventTypes,
            boolean needsLocation,
            Function<StageSettings, List<Schedule>> schedules)
            implements Trigger {
        Queue(QueueKind kind, List<String> eventTypes) {
            this(kind, 60, eventTypes, false, any -> List.of());
        }

        Queue lateAfterSeconds(int seconds) {
            return new Queue(kind, seconds, eventTypes, needsLocation, schedules);
        }

        Queue wokenBy(Schedule by) {
            return wokenBy(any -> List.of(by));
        }

        Queue wokenBy(Function<StageSettings, List<Schedule>> by) {
            return new Queue(kind, lateAfterSeconds, eventTypes, needsLocation, by);
        }

        /** Leaves out events without a location, such as the confirmation of a running hold. */
        Queue withLocation() {
            return new Queue(kind, lateAfterSeconds, eventTypes, true, schedules);
        }
    }

    /** The change stream of a table. */
    record TableStream(StockTable table) implements Trigger {}

    /** The Kinesis stream of stock movements. */
    record MovementStream() implements Trigger {}

    /** An operator or a deployment, by the function's alias. */
    record Operator() implements Trigger {}

    /** How a queue delivers its messages. */
    enum QueueKind {
        /** At once, in any order. */
        STANDARD,
        /** After a minute, which is longer than any checkout function may run. */
        DELAYED,
        /** In order within each message group, each once within five minutes. */
        FIFO
    }

    /**
     * A message that EventBridge Scheduler sends to the function's queue.
     *
     * @param id the construct's id
     * @param expression a rate or cron expression in UTC
     * @param maxAgeSeconds how long the scheduler retries an undelivered message
     * @param group the message group in a FIFO queue; null: the queue is standard
     */
    record Schedule(
            String id,
            Function<StageSettings, String> expression,
            String message,
            int maxAgeSeconds,
            @Nullable String group) {
        Schedule(
                String id,
                Function<StageSettings, String> expression,
                String message,
                int maxAgeSeconds) {
            this(id, expression, message, maxAgeSeconds, null);
        }
    }
}
