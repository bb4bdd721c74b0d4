package dev.netstock.local.functions;

import dev.netstock.local.eventsource.FailureDestination;
import dev.netstock.local.eventsource.StreamMappingDefinition;
import dev.netstock.local.eventsource.StreamMappingDefinition.StartingPosition;
import dev.netstock.local.queues.FailureQueues;
import dev.netstock.local.template.Properties;
import dev.netstock.local.template.Provisioned;
import dev.netstock.local.template.ResourceDeclaration;
import dev.netstock.local.template.ResourceType;
import dev.netstock.local.template.TemplateException;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * {@code AWS::Lambda::EventSourceMapping} of a DynamoDB stream.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-eventsourcemapping.html">AWS::Lambda::EventSourceMapping</a>
 */
public record EventSourceMappingType(List<StreamMappingDefinition> declared, FailureQueues queues)
        implements ResourceType {
    private static final int DEFAULT_STREAM_BATCH = 100;
    private static final String BATCH_ITEM_FAILURES = "ReportBatchItemFailures";

    @Override
    public String name() {
        return "AWS::Lambda::EventSourceMapping";
    }

    @Override
    public Provisioned provision(ResourceDeclaration resource) {
        Properties properties = resource.properties();
        String id = resource.path().stack() + "-" + resource.logicalId();
        StreamMappingDefinition mapping = mapping(id, properties);
        properties.passOver("MetricsConfig", "Tags");
        if (properties.flag("Enabled", true)) {
            declared.add(mapping);
        }
        properties.finish();
        return new Provisioned(id, Map.of("Id", id));
    }

    private StreamMappingDefinition mapping(String id, Properties properties) {
        return new StreamMappingDefinition(
                id,
                stream(properties),
                properties.text("FunctionName"),
                properties.optionalNumber("BatchSize").orElse(DEFAULT_STREAM_BATCH),
                Duration.ofSeconds(
                        properties.optionalNumber("MaximumBatchingWindowInSeconds").orElse(0)),
                startingPosition(properties),
                properties.flag("BisectBatchOnFunctionError", false),
                limit(properties, "MaximumRetryAttempts"),
                age(properties),
                properties.optionalNumber("ParallelizationFactor").orElse(1),
                reportsItemFailures(properties),
                onFailure(properties),
                filters(properties));
    }

    private static String stream(Properties properties) {
        String arn = properties.text("EventSourceArn");
        if (!arn.startsWith("arn:aws:dynamodb:") || !arn.contains("/stream/")) {
            throw new TemplateException(
                    "The event source " + arn + " is not known", properties.path());
        }
        return arn;
    }

    private static StartingPosition startingPosition(Properties properties) {
        String position = properties.text("StartingPosition");
        return switch (position) {
            case "LATEST" -> StartingPosition.LATEST;
            case "TRIM_HORIZON" -> StartingPosition.TRIM_HORIZON;
            default ->
                    throw new TemplateException(
                            "The starting position " + position + " is not known",
                            properties.path());
        };
    }

    /** A limit of -1 is none. */
    private static OptionalInt limit(Properties properties, String name) {
        OptionalInt limit = properties.optionalNumber(name);
        return limit.isPresent() && limit.getAsInt() < 0 ? OptionalInt.empty() : limit;
    }

    private static Optional<Duration> age(Properties properties) {
        OptionalInt seconds = limit(properties, "MaximumRecordAgeInSeconds");
        return seconds.isPresent()
                ? Optional.of(Duration.ofSeconds(seconds.getAsInt()))
                : Optional.empty();
    }

    private static boolean reportsItemFailures(Properties properties) {
        List<String> types = properties.texts("FunctionResponseTypes");
        if (!types.isEmpty() && !types.equals(List.of(BATCH_ITEM_FAILURES))) {
            throw new TemplateException(
                    "The response types " + types + " are not known", properties.path());
        }
        return !types.isEmpty();
    }

    private Optional<FailureDestination> onFailure(Properties properties) {
        return properties
                .optionalObject("DestinationConfig")
                .flatMap(config -> config.optionalObject("OnFailure"))
                .map(target -> queues.destination(target.text("Destination"), target.path()));
    }

    private static List<String> filters(Properties properties) {
        return properties
                .optionalObject("FilterCriteria")
                .map(criteria -> criteria.objects("Filters"))
                .orElse(List.of())
                .stream()
                .map(filter -> filter.text("Pattern"))
                .toList();
    }
}
