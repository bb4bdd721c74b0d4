package dev.netstock.local.eventsource;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/** Builds definitions of queue mappings from Lambda's defaults. */
final class QueueSettings {
    private final TestQueue queue;
    private int batchSize = 10;
    private Duration window = Duration.ZERO;
    private OptionalInt concurrency = OptionalInt.empty();
    private boolean report;
    private List<String> filters = List.of();

    private QueueSettings(TestQueue queue) {
        this.queue = queue;
    }

    static QueueSettings of(TestQueue queue) {
        return new QueueSettings(queue);
    }

    QueueSettings batchSize(int size) {
        batchSize = size;
        return this;
    }

    QueueSettings window(Duration wait) {
        window = wait;
        return this;
    }

    QueueSettings concurrency(int maximum) {
        concurrency = OptionalInt.of(maximum);
        return this;
    }

    QueueSettings reporting() {
        report = true;
        return this;
    }

    QueueSettings filters(String... patterns) {
        filters = List.of(patterns);
        return this;
    }

    QueueMapping start(ScriptedFunction function) {
        return QueueMapping.start(
                new QueueMappingDefinition(
                        "mapping",
                        queue.arn(),
                        "reader:live",
                        batchSize,
                        window,
                        concurrency,
                        report,
                        filters),
                queue.queue(),
                function);
    }
}
