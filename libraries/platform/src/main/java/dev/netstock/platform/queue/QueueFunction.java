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
 * A function behind a queue: decodes the messages, has them handled, and reports those that failed,
 * which return after a backoff. A message that can never be handled ends alone in the dead-letter
 * queue: its neighbours are handled without it. A function that may run for more than a minute
 * keeps its messages by a heartbeat, so that they return soon after it was killed; see {@link
 * MessageVisibility}. Thread-safe.
 *
 * @param <T> what a message says
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">
 *     Handling errors for an SQS event source in Lambda</a>: partial batch responses, and that a
 *     FIFO queue's messages behind a failed one have to be reported as well
 */
public final class QueueFunction<T> {
    private static final Logger LOG = LoggerFactory.getLogger(QueueFunction.class);
    private static final String GROUP = "MessageGroupId";

    /**
     * So many receives a message that fails holds up those behind it in its group: what fails that
     * often fails for good, and must not take them to the dead-letter queue with it.
     */
    private static final int GROUP_WAITS = 3;

    private final String operation;
    private final Function<String, Optional<T>> decode;
    private final QueueWork<T> work;
    private final Telemetry telemetry;
    private final MessageVisibility visibility;

    /**
     * With a client of SQS from the environment.
     *
     * @param operation what the function does, for the operators
     * @param decode reads a body; empty if it is none of this queue's messages
     * @param work handles the messages
     * @param telemetry where the function reports
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

    /** Answers one event: the messages that shall come again. */
    public SQSBatchResponse answer(SQSEvent event, Context context) {
        return telemetry.logged(context, () -> respond(event.getRecords(), context));
    }

    private SQSBatchResponse respond(List<SQSMessage> records, Context context) {
        long startedAt = System.nanoTime();
        Set<String> unreadable = new HashSet<>();
        BatchResult handled;
        try (var _ = visibility.lease(records, context)) {
            handled = handle(decoded(records, unreadable), Calls.ofFunction(context));
        } catch (Error e) {
            visibility.backOff(records);
            throw e;
        }
        Set<String> again = withThoseBehind(records, handled.failed());
        letReturn(records, again, unreadable);
        again.addAll(unreadable);
        telemetry.report(
                new CallReport(
                        operation,
                        again.isEmpty() ? "handled" : "partial",
                        counts(handled, records.size(), again.size()),
                        Duration.ofNanos(System.nanoTime() - startedAt)));
        return new SQSBatchResponse(
                records.stream()
                        .map(SQSMessage::getMessageId)
                        .filter(again::contains)
                        .map(BatchItemFailure::new)
                        .toList());
    }

    private void letReturn(List<SQSMessage> records, Set<String> failed, Set<String> unreadable) {
        visibility.backOff(
                records.stream().filter(sent -> failed.contains(sent.getMessageId())).toList());
        visibility.letReturn(
                records.stream().filter(sent -> unreadable.contains(sent.getMessageId())).toList());
    }

    private List<Message<T>> decoded(List<SQSMessage> records, Set<String> unreadable) {
        List<Message<T>> messages = new ArrayList<>();
        for (SQSMessage sent : records) {
            decoded(sent)
                    .ifPresentOrElse(
                            body ->
                                    messages.add(
                                            new Message<>(
                                                    sent.getMessageId(),
                                                    group(sent).filter(_ -> isWaitedFor(sent)),
                                                    body)),
                            () -> unreadable.add(sent.getMessageId()));
        }
        return messages;
    }

    /** Empty if it is none of this queue's messages, whatever it is. */
    private Optional<T> decoded(SQSMessage sent) {
        try {
            Optional<T> body = decode.apply(sent.getBody());
            if (body.isEmpty()) {
                LOG.error("Message {} is none of this queue", sent.getMessageId());
            }
            return body;
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("Message {} cannot be read", sent.getMessageId(), e);
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

    /** One of them fails the others: alone, only itself. */
    private BatchResult oneByOne(List<Message<T>> messages, Call call) {
        Set<String> failed = new HashSet<>();
        Set<String> stopped = new HashSet<>();
        Map<String, Long> counts = new HashMap<>();
        for (Message<T> message : messages) {
            if (message.group().filter(stopped::contains).isPresent()) {
                failed.add(message.id());
                continue;
            }
            BatchResult handled = handle(List.of(message), call);
            failed.addAll(handled.failed());
            handled.counts().forEach((name, count) -> counts.merge(name, count, Long::sum));
            if (!handled.failed().isEmpty()) {
                message.group().ifPresent(stopped::add);
            }
        }
        return new BatchResult(failed, counts);
    }

    /** The failed messages, and those that stand behind one in its message group. */
    private static Set<String> withThoseBehind(List<SQSMessage> records, Set<String> failed) {
        Set<String> again = new LinkedHashSet<>();
        Set<String> stopped = new HashSet<>();
        for (SQSMessage sent : records) {
            Optional<String> group = group(sent).filter(_ -> isWaitedFor(sent));
            if (failed.contains(sent.getMessageId())
                    || group.filter(stopped::contains).isPresent()) {
                again.add(sent.getMessageId());
                group.ifPresent(stopped::add);
            }
        }
        return again;
    }

    private static boolean isWaitedFor(SQSMessage sent) {
        return MessageVisibility.receives(sent) <= GROUP_WAITS;
    }

    private static <T> BatchResult allFailed(List<Message<T>> messages) {
        Set<String> ids = new HashSet<>();
        messages.forEach(message -> ids.add(message.id()));
        return new BatchResult(ids, Map.of());
    }

    private static Optional<String> group(SQSMessage sent) {
        return Optional.ofNullable(sent.getAttributes()).map(all -> all.get(GROUP));
    }

    private static Map<String, Long> counts(BatchResult handled, long received, long failed) {
        Map<String, Long> counts = new HashMap<>(handled.counts());
        counts.put("Messages", received);
        counts.put("Failed", failed);
        return counts;
    }
}
