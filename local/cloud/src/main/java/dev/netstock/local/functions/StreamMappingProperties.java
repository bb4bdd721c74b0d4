package dev.netstock.local.functions;

import dev.netstock.local.eventsource.FailureDestination;
import dev.netstock.local.eventsource.StreamMappingDefinition;
import dev.netstock.local.eventsource.StreamMappingDefinition.StartingPosition;
import dev.netstock.local.template.Properties;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the event source mapping of a DynamoDB or a Kinesis stream. */
record StreamMappingProperties(Properties properties, FailureDestinations destinations) {
    private static final int DEFAULT_BATCH = 100;

    StreamMappingDefinition definition(String id, String streamArn) {
        var common = new MappingProperties(properties);
        return new StreamMappingDefinition(
                id,
                streamArn,
                common.function(),
                common.batchSize(DEFAULT_BATCH),
                common.window(),
                startingPosition(common),
                properties.flag("BisectBatchOnFunctionError", false),
                limit("MaximumRetryAttempts"),
                age(),
                properties.optionalNumber("ParallelizationFactor").orElse(1),
                common.reportsItemFailures(),
                onFailure(),
                common.filters());
    }

    /** Filters of Kinesis streams match the data, which is not supported. */
    StreamMappingDefinition withoutFilters(String id, String streamArn) {
        StreamMappingDefinition definition = definition(id, streamArn);
        if (!definition.filters().isEmpty()) {
            throw new MappingProperties(properties)
                    .fault("Filters of a Kinesis stream are not supported");
        }
        return definition;
    }

    private StartingPosition startingPosition(MappingProperties common) {
        String position = properties.text("StartingPosition");
        return switch (position) {
            case "LATEST" -> StartingPosition.LATEST;
            case "TRIM_HORIZON" -> StartingPosition.TRIM_HORIZON;
            default ->
                    throw common.fault("The starting position " + position + " is not supported");
        };
    }

    /** A limit of -1 means no limit. */
    private OptionalInt limit(String name) {
        OptionalInt limit = properties.optionalNumber(name);
        return limit.isPresent() && limit.getAsInt() < 0 ? OptionalInt.empty() : limit;
    }

    private Optional<Duration> age() {
        OptionalInt seconds = limit("MaximumRecordAgeInSeconds");
        return seconds.isPresent()
                ? Optional.of(Duration.ofSeconds(seconds.getAsInt()))
                : Optional.empty();
    }

    private Optional<FailureDestination> onFailure() {
        return properties
                .optionalObject("DestinationConfig")
                .flatMap(config -> config.optionalObject("OnFailure"))
                .map(target -> destinations.require(target.text("Destination"), target.path()));
    }
}
