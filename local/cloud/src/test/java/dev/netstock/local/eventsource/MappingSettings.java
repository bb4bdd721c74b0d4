package dev.netstock.local.eventsource;

import dev.netstock.local.eventsource.StreamMappingDefinition.StartingPosition;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Builds definitions from Lambda's defaults. */
final class MappingSettings {
    private final String streamArn;
    private String function = "reader:live";
    private int batchSize = 100;
    private Duration window = Duration.ZERO;
    private StartingPosition position = StartingPosition.TRIM_HORIZON;
    private boolean bisect;
    private OptionalInt retries = OptionalInt.empty();
    private Optional<Duration> maximumAge = Optional.empty();
    private int parallelization = 1;
    private boolean report;
    private List<String> filters = List.of();

    private MappingSettings(String streamArn) {
        this.streamArn = streamArn;
    }

    static MappingSettings of(String streamArn) {
        return new MappingSettings(streamArn);
    }

    MappingSettings function(String name) {
        function = name;
        return this;
    }

    MappingSettings from(StartingPosition start) {
        position = start;
        return this;
    }

    MappingSettings batchSize(int size) {
        batchSize = size;
        return this;
    }

    MappingSettings window(Duration wait) {
        window = wait;
        return this;
    }

    MappingSettings retries(int maximum) {
        retries = OptionalInt.of(maximum);
        return this;
    }

    MappingSettings maximumAge(Duration age) {
        maximumAge = Optional.of(age);
        return this;
    }

    MappingSettings bisecting() {
        bisect = true;
        return this;
    }

    MappingSettings reporting() {
        report = true;
        return this;
    }

    MappingSettings parallel(int factor) {
        parallelization = factor;
        return this;
    }

    MappingSettings filters(List<String> patterns) {
        filters = patterns;
        return this;
    }

    StreamMappingDefinition definition(FailureDestination onFailure) {
        return new StreamMappingDefinition(
                "mapping",
                streamArn,
                function,
                batchSize,
                window,
                position,
                bisect,
                retries,
                maximumAge,
                parallelization,
                report,
                Optional.of(onFailure),
                filters);
    }
}
