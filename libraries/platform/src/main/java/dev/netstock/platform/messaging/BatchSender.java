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
 * Sends messages in batches, side by side, and repeats what was not accepted until the call's
 * deadline comes near. Thread-safe.
 *
 * @param request sends one batch, once, and says what was not accepted
 */
record BatchSender<E>(
        Function<List<E>, List<Refusal>> request, Retries retries, Parallel parallel) {
    private static final Logger LOG = LoggerFactory.getLogger(BatchSender.class);
    private static final String TOO_LARGE = "it is too large";

    /** What of the messages is not sent. */
    UnsentMessages send(List<OutgoingMessage<E>> messages, Call call) {
        Map<Boolean, List<OutgoingMessage<E>>> byFit =
                messages.stream()
                        .collect(
                                Collectors.partitioningBy(
                                        message -> message.bytes() <= OutgoingBatches.BYTES_MAX));
        Map<String, String> refused = new ConcurrentHashMap<>();
        byFit.getOrDefault(false, List.of())
                .forEach(message -> refuse(message, TOO_LARGE, refused));
        Set<String> later = new HashSet<>();
        parallel.run(
                        OutgoingBatches.of(byFit.getOrDefault(true, List.of())).stream()
                                .<Supplier<Set<String>>>map(
                                        batch -> () -> sendBatch(batch, refused, call))
                                .toList())
                .forEach(later::addAll);
        return new UnsentMessages(later, refused);
    }

    /** The ids of those that may be sent later. */
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

    /** Leaves what is worth another try in {@code left}. */
    private void sendOnce(Map<String, OutgoingMessage<E>> left, Map<String, String> refused) {
        List<Refusal> refusals =
                SendFailures.told(
                        () ->
                                request.apply(
                                        left.values().stream()
                                                .map(OutgoingMessage::entry)
                                                .toList()));
        Set<String> again = new HashSet<>();
        for (Refusal refusal : refusals) {
            if (refusal.isForGood()) {
                Optional.ofNullable(left.get(refusal.entryId()))
                        .ifPresent(message -> refuse(message, refusal.code(), refused));
            } else {
                again.add(refusal.entryId());
            }
        }
        left.keySet().retainAll(again);
        if (!left.isEmpty()) {
            throw new CallFailure(CallFailure.Kind.THROTTLED);
        }
    }

    private static <E> void refuse(
            OutgoingMessage<E> message, String reason, Map<String, String> refused) {
        LOG.error("A message was refused for good: {}", reason);
        refused.put(message.id(), reason);
    }
}
