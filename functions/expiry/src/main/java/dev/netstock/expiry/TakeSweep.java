package dev.netstock.expiry;

import dev.netstock.events.TakesMessage;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.queue.BatchResult;
import dev.netstock.platform.queue.Message;
import dev.netstock.platform.queue.QueueWork;
import dev.netstock.stock.event.OpenTakes;
import dev.netstock.stock.sweep.OpenTake;
import dev.netstock.stock.sweep.SweepFlow;
import dev.netstock.stock.sweep.SweepResult;
import dev.netstock.stock.sweep.SweepSummary;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Sweeps the takes of all messages of a batch together, so that their claims are read in as few
 * requests as possible. A message is done when each of its takes is claimed or undone. Thread-safe.
 *
 * @param sweep undoes unclaimed takes
 */
record TakeSweep(SweepFlow sweep) implements QueueWork<TakesMessage> {
    /**
     * The queue's delay: the minimum time for which the unit of an orphaned take could not be sold.
     */
    private static final Duration HELD = Duration.ofMinutes(1);

    @Override
    public BatchResult handle(List<Message<TakesMessage>> messages, Call call) {
        List<OpenTake> takes =
                messages.stream()
                        .flatMap(message -> OpenTakes.of(message.body()).stream())
                        .distinct()
                        .toList();
        SweepSummary swept = sweep.sweepAll(takes, call);
        return new BatchResult(
                failed(messages, swept.left()),
                Map.of(
                        "Takes", (long) takes.size(),
                        "Swept", (long) swept.count(SweepResult.UNDONE),
                        "UnsoldUnitSeconds", swept.unitsUndone() * HELD.toSeconds()));
    }

    private static Set<String> failed(List<Message<TakesMessage>> messages, List<OpenTake> left) {
        Set<OpenTake> open = new HashSet<>(left);
        return messages.stream()
                .filter(message -> OpenTakes.of(message.body()).stream().anyMatch(open::contains))
                .map(Message::id)
                .collect(Collectors.toUnmodifiableSet());
    }
}
