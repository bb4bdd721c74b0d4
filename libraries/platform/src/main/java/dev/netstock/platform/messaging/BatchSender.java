package dev.netstock.platform.messaging;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.CallFailure;
import dev.netstock.platform.call.Operation;
import dev.netstock.platform.call.Parallel;
import dev.netstock.platform.call.Retries;
import dev.netstock.platform.call.RetryLaterException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Sends messages in parallel batches, and retries those that were not accepted until the call's
 * deadline. Thread-safe.
 *
 * @param request sends one batch, without retries, and returns the entries that were not accepted
 */
record BatchSender<E>(
        Function<List<E>, List<FailedEntry>> request, Retries retries, Parallel parallel) {
    private static final Logger LOG = LoggerFactory.getLogger(BatchSender.class);
    private static final String TOO_LARGE = "The message is too large";

    /** Sends messages, and returns those that were not sent. */
    UnsentMessages send(List<OutgoingMessage<E>> messages, Call call) {
        Map<Boolean, List<OutgoingMessage<E>>> bySize =
                messages.stream()
                        .collect(
                                Collectors.partitioningBy(
                                        message -> message.bytes() <= OutgoingBatches.BYTES_MAX));
        Map<String, String> refused = new ConcurrentHashMap<>();
        bySize.getOrDefault(false, List.of())
                .forEach(message -> refuse(message, TOO_LARGE, refused));
        Set<String> later = new HashSet<>();
        parallel.run(
                        OutgoingBatches.of(bySize.getOrDefault(true, List.of())).stream()
                                .<Supplier<Set<String>>>map(
                                        batch -> () -> sendBatch(batch, refused, call))
                                .toList())
                .forEach(later::addAll);
        return new UnsentMessages(later, refused);
    }

    /** Sends a batch, and returns the ids of the messages that may be sent later. */
    private Set<String> sendBatch(
            List<OutgoingMessage<E>> batch, Map<String, String> refused, Call call) {
        Map<String, OutgoingMessage<E>> left = new LinkedHashMap<>();
        batch.forEach(message -> left.put(message.entryId(), message));
        try {
            retries.run(
                    Operation.SEND,
                    () -> {
                        sendOnce(left, refused);
                        return left;
                    },
                    call);
        } catch (RetryLaterException e) {
            LOG.warn("{} of a batch of {} messages were not sent", left.size(), batch.size(), e);
        }
        return left.values().stream().map(OutgoingMessage::id).collect(Collectors.toSet());
    }

    /** Sends a batch once, and leaves the messages to be retried in {@code left}. */
    private void sendOnce(Map<String, OutgoingMessage<E>> left, Map<String, String> refused) {
        List<FailedEntry> failures =
                SendFailures.translate(
                        () ->
                                request.apply(
                                        left.values().stream()
                                                .map(OutgoingMessage::entry)
                                                .toList()));
        Set<String> toRetry = new HashSet<>();
        for (FailedEntry failure : failures) {
            if (failure.isPermanent()) {
                Optional.ofNullable(left.get(failure.entryId()))
                        .ifPresent(message -> refuse(message, failure.code(), refused));
            } else {
                toRetry.add(failure.entryId());
            }
        }
        left.keySet().retainAll(toRetry);
        if (!left.isEmpty()) {
            throw new CallFailure(CallFailure.Kind.THROTTLED);
        }
    }

    private static <E> void refuse(
            OutgoingMessage<E> message, String reason, Map<String, String> refused) {
        LOG.error("A message was rejected permanently: {}", reason);
        refused.put(message.id(), reason);
    }
}
