package dev.netstock.jobs.queue;

import dev.netstock.operations.aws.DeadLetters;
import dev.netstock.operations.aws.FailedBatch;
import dev.netstock.operations.aws.QueueDepth;
import dev.netstock.platform.call.Parallel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The queues and streams of a stage, by the names of their consumers. Thread-safe.
 *
 * @param consumers finds the consumers of the stage
 * @param ages the age of the oldest message by the name of its queue, for these queues
 * @param parallel asks several queues at a time
 */
public record StageQueues(
        Supplier<List<FailedBatch>> consumers,
        Function<List<String>, Map<String, Long>> ages,
        Parallel parallel) {
    /** All of them. Those that wait for nothing are not asked for an age. */
    public List<StageQueue> all() {
        List<StageQueue> read =
                parallel.run(
                        consumers.get().stream()
                                .<Supplier<StageQueue>>map(consumer -> () -> read(consumer))
                                .toList());
        return withAges(read);
    }

    /** What a consumer failed to process. */
    public Optional<FailedBatch> named(String name) {
        return consumers.get().stream().filter(it -> it.name().equals(name)).findFirst();
    }

    private static StageQueue read(FailedBatch consumer) {
        Optional<QueueDepth> depth =
                consumer instanceof DeadLetters letters
                        ? Optional.of(letters.depth())
                        : Optional.empty();
        return new StageQueue(consumer.name(), depth, Optional.empty(), consumer.waiting());
    }

    private List<StageQueue> withAges(List<StageQueue> all) {
        Map<String, String> names = new HashMap<>();
        for (FailedBatch consumer : consumers.get()) {
            if (consumer instanceof DeadLetters letters) {
                names.put(consumer.name(), letters.queueName());
            }
        }
        List<String> waiting = new ArrayList<>();
        for (StageQueue queue : all) {
            if (queue.depth().filter(depth -> depth.waiting() > 0).isPresent()) {
                waiting.add(names.get(queue.name()));
            }
        }
        Map<String, Long> seconds = waiting.isEmpty() ? Map.of() : ages.apply(waiting);
        return all.stream()
                .map(
                        queue ->
                                new StageQueue(
                                        queue.name(),
                                        queue.depth(),
                                        Optional.ofNullable(names.get(queue.name()))
                                                .map(seconds::get),
                                        queue.failed()))
                .toList();
    }
}
