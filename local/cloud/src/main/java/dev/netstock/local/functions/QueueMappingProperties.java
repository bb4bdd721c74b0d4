package dev.netstock.local.functions;

import dev.netstock.local.eventsource.QueueMappingDefinition;
import dev.netstock.local.template.Properties;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * Reads the event source mapping of an SQS queue and rejects what Lambda rejects.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html">CreateEventSourceMapping</a>
 */
record QueueMappingProperties(Properties properties) {
    private static final int DEFAULT_BATCH = 10;
    private static final int LARGEST_BATCH = 10_000;
    private static final int LARGEST_BATCH_AT_ONCE = 10;
    private static final int LEAST_CONCURRENCY = 2;
    private static final int MOST_CONCURRENCY = 1_000;

    QueueMappingDefinition definition(String id, String queueArn) {
        var common = new MappingProperties(properties);
        var mapping =
                new QueueMappingDefinition(
                        id,
                        queueArn,
                        common.function(),
                        common.batchSize(DEFAULT_BATCH),
                        common.window(),
                        maximumConcurrency(common),
                        common.reportsItemFailures(),
                        common.filters());
        requireBatches(mapping, common);
        return mapping;
    }

    private static void requireBatches(QueueMappingDefinition mapping, MappingProperties common) {
        boolean fifo = mapping.sourceArn().endsWith(".fifo");
        boolean waits = mapping.window().compareTo(Duration.ZERO) > 0;
        if (fifo && waits) {
            throw common.fault("A FIFO queue does not support a batching window");
        }
        int most = waits ? LARGEST_BATCH : LARGEST_BATCH_AT_ONCE;
        if (mapping.batchSize() < 1 || mapping.batchSize() > most) {
            throw common.fault(
                    "A batch of "
                            + mapping.batchSize()
                            + " messages is not between 1 and "
                            + most
                            + (waits || fifo ? "" : "; a batching window raises this limit"));
        }
    }

    private OptionalInt maximumConcurrency(MappingProperties common) {
        OptionalInt maximum =
                properties
                        .optionalObject("ScalingConfig")
                        .map(scaling -> scaling.optionalNumber("MaximumConcurrency"))
                        .orElse(OptionalInt.empty());
        if (maximum.isPresent()
                && (maximum.getAsInt() < LEAST_CONCURRENCY
                        || maximum.getAsInt() > MOST_CONCURRENCY)) {
            throw common.fault(
                    "The maximum concurrency " + maximum.getAsInt() + " is not between 2 and 1000");
        }
        return maximum;
    }
}
