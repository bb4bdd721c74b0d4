package dev.netstock.messaging;

import dev.netstock.stock.Call;
import dev.netstock.stock.TryAgainException;
import dev.netstock.stock.table.CallFailure;
import dev.netstock.stock.table.Operation;
import dev.netstock.stock.table.Parallel;
import dev.netstock.stock.table.Retries;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Sends messages in batches, side by side, and repeats what was not accepted until the call's
 * deadline comes near. Thread-safe.
 *
 * @param request sends one batch, once, and says what was not accepted
 */
record Sending<E>(Function<List<E>, List<Refusal>> request, Retries retries, Parallel parallel) {
    private static final Logger LOG = LoggerFactory.getLogger(Sending.class);
    private static final String TOO_LARGE = "it is too large";

    /** The ids of the messages that are not sent. */
    Set<String> send(List<Outgoing<E>> messages, Call call) {
        Map<Boolean, List<Outgoing<E>>> byFit =
                messages.stream()
                        .collect(
                                Collectors.partitioningBy(
                                        message -> message.bytes() <= OutgoingBatches.BYTES_MAX));
        Set<String> refused = new HashSet<>();
        byFit.getOrDefault(false, List.of())
                .forEach(message -> refuse(message, TOO_LARGE, refused));
        parallel.run(
                        OutgoingBatches.of(byFit.getOrDefault(true, List.of())).stream()
                                .<Supplier<Set<String>>>map(batch -> () -> sendBatch(batch, call))
                                .toList())
                .forEach(refused::addAll);
        return refused;
    }

    private Set<String> sendBatch(List<Outgoing<E>> batch, Call call) {
        Map<String, Outgoing<E>> left = new LinkedHashMap<>();
        batch.forEach(message -> left.put(message.entryId(), message));
        Set<String> refused = new HashSet<>();
        try {
            retries.run(
                    Operation.SEND,
                    () -> {
                        sendOnce(left, refused);
                        return refused;
                    },
                    call);
        } catch (TryAgainException e) {
            LOG.warn("{} of a batch of {} messages were not sent", left.size(), batch.size(), e);
        }
        left.values().forEach(message -> refused.add(message.id()));
        return refused;
    }

    /** Leaves what is worth another try in {@code left}. */
    private void sendOnce(Map<String, Outgoing<E>> left, Set<String> refused) {
        List<Refusal> refusals =
                SendFailures.told(
                        () -> request.apply(left.values().stream().map(Outgoing::entry).toList()));
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

    private static <E> void refuse(Outgoing<E> message, String code, Set<String> refused) {
        LOG.error("A message was refused for good: {}", code);
        refused.add(message.id());
    }
}
