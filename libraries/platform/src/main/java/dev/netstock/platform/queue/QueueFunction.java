package dev.netstock.platform.queue;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.platform.function.Calls;
import dev.netstock.platform.telemetry.CallReport;
import dev.netstock.platform.telemetry.Telemetry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A function that consumes a queue: decodes the messages, passes them to the handler, and reports
 * those that failed, which return after a backoff. A message that can never be handled is moved to
 * the dead-letter queue alone, and its neighbours are handled without it. A function with a timeout
 * of more than a minute keeps its messages by a heartbeat, so that they return soon after a kill;
 * see {@link MessageVisibility}. Thread-safe.
 *
 * @param <T> the decoded body of a message
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">
 *     Handling errors for an SQS event source in Lambda</a>: partial batch responses; in a FIFO
 *     queue, the messages after a failed one must be reported too
 */
public final class QueueFunction<T> {
    private static final Logger LOG = LoggerFactory.getLogger(QueueFunction.class);
    private static final String GROUP = "MessageGroupId";

    /**
     * A failing message blocks its message group for this many receives. A message that fails more
     * often probably fails permanently, and must not take its group to the dead-letter queue.
     */
    private static final int BLOCKING_RECEIVES_MAX = 3;

    private final String operation;
    private final Function<String, Optional<T>> decode;
    private final QueueWork<T> work;
    private final Telemetry telemetry;
    private final MessageVisibility visibility;

    /**
     * Creates it with a client of SQS from the environment.
     *
     * @param operation the operation's name in metrics
     * @param decode decodes a body; empty if it is not a message of this queue
     * @param work handles the messages
     * @param telemetry receives the metrics
     */
    public QueueFunction(
            String operation,
            Function<String, Optional<T>> decode,
            QueueWork<T> work,
            Telemetry telemetry) {
        this(operation, decode, work, telemetry, MessageVisibility.ofFunction());
    }

    QueueFunction(
            String operation,
            Function<String, Optional<T>> decode,
            QueueWork<T> work,
            Telemetry telemetry,
            MessageVisibility visibility) {
        this.operation = operation;
        this.decode = decode;
        this.work = work;
        this.telemetry = telemetry;
        this.visibility = visibility;
    }

    /** Handles one event, and returns the messages to be retried. */
    public SQSBatchResponse answer(SQSEvent event, Context context) {
        return telemetry.logged(context, () -> respond(event.getRecords(), context));
    }

    private SQSBatchResponse respond(List<SQSMessage> records, Context context) {
        long startedAt = System.nanoTime();
        Set<String> unreadable = new HashSet<>();
        BatchResult handled;
        try (var _ = visibility.lease(records, context)) {
            handled = handle(decode(records, unreadable), Calls.ofFunction(context));
        } catch (Error e) {
            visibility.backOff(records);
            throw e;
        }
        Set<String> toRetry = withFollowers(records, handled.failed());
        resetVisibility(records, toRetry, unreadable);
        toRetry.addAll(unreadable);
        telemetry.report(
                new CallReport(
                        operation,
                        toRetry.isEmpty() ? "handled" : "partial",
                        counts(handled, records.size(), toRetry.size()),
                        Duration.ofNanos(System.nanoTime() - startedAt)));
        return new SQSBatchResponse(
                records.stream()
                        .map(SQSMessage::getMessageId)
                        .filter(toRetry::contains)
                        .map(BatchItemFailure::new)
                        .toList());
    }

    private void resetVisibility(
            List<SQSMessage> records, Set<String> failed, Set<String> unreadable) {
        visibility.backOff(
                records.stream()
                        .filter(message -> failed.contains(message.getMessageId()))
                        .toList());
        visibility.releaseUnreadable(
                records.stream()
                        .filter(message -> unreadable.contains(message.getMessageId()))
                        .toList());
    }

    private List<Message<T>> decode(List<SQSMessage> records, Set<String> unreadable) {
        List<Message<T>> messages = new ArrayList<>();
        for (SQSMessage message : records) {
            decode(message)
                    .ifPresentOrElse(
                            body ->
                                    messages.add(
                                            new Message<>(
                                                    message.getMessageId(),
                                                    group(message)
                                                            .filter(_ -> blocksItsGroup(message)),
                                                    body)),
                            () -> unreadable.add(message.getMessageId()));
        }
        return messages;
    }

    /** Decodes a message; empty if it is not a message of this queue. */
    private Optional<T> decode(SQSMessage message) {
        try {
            Optional<T> body = decode.apply(message.getBody());
            if (body.isEmpty()) {
                LOG.error("Message {} does not belong to this queue", message.getMessageId());
            }
            return body;
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("Message {} cannot be read", message.getMessageId(), e);
            return Optional.empty();
        }
    }

    private BatchResult handle(List<Message<T>> messages, Call call) {
        if (messages.isEmpty()) {
            return BatchResult.all(Map.of());
        }
        try {
            return work.handle(messages, call);
        } catch (RetryLaterException e) {
            LOG.warn("A batch of {} messages was not handled in time", messages.size(), e);
            return allFailed(messages);
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("A batch of {} messages failed", messages.size(), e);
            return messages.size() == 1 ? allFailed(messages) : oneByOne(messages, call);
        }
    }

    /** Handles the messages one by one, so that a failing message fails alone. */
    private BatchResult oneByOne(List<Message<T>> messages, Call call) {
        Set<String> failed = new HashSet<>();
        Set<String> blocked = new HashSet<>();
        Map<String, Long> counts = new HashMap<>();
        for (Message<T> message : messages) {
            if (message.group().filter(blocked::contains).isPresent()) {
                failed.add(message.id());
                continue;
            }
            BatchResult handled = handle(List.of(message), call);
            failed.addAll(handled.failed());
            handled.counts().forEach((name, count) -> counts.merge(name, count, Long::sum));
            if (!handled.failed().isEmpty()) {
                message.group().ifPresent(blocked::add);
            }
        }
        return new BatchResult(failed, counts);
    }

    /** The failed messages, and those after a failed one in its message group. */
    private static Set<String> withFollowers(List<SQSMessage> records, Set<String> failed) {
        Set<String> toRetry = new LinkedHashSet<>();
        Set<String> blocked = new HashSet<>();
        for (SQSMessage message : records) {
            Optional<String> group = group(message).filter(_ -> blocksItsGroup(message));
            if (failed.contains(message.getMessageId())
                    || group.filter(blocked::contains).isPresent()) {
                toRetry.add(message.getMessageId());
                group.ifPresent(blocked::add);
            }
        }
        return toRetry;
    }

    private static boolean blocksItsGroup(SQSMessage message) {
        return MessageVisibility.receives(message) <= BLOCKING_RECEIVES_MAX;
    }

    private static <T> BatchResult allFailed(List<Message<T>> messages) {
        Set<String> ids = new HashSet<>();
        messages.forEach(message -> ids.add(message.id()));
        return new BatchResult(ids, Map.of());
    }

    private static Optional<String> group(SQSMessage message) {
        return Optional.ofNullable(message.getAttributes()).map(all -> all.get(GROUP));
    }

    private static Map<String, Long> counts(BatchResult handled, long received, long failed) {
        Map<String, Long> counts = new HashMap<>(handled.counts());
        counts.put("Messages", received);
        counts.put("Failed", failed);
        return counts;
    }
}
