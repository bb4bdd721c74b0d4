package dev.netstock.local.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.local.eventsource.FailureBucket;
import dev.netstock.local.eventsource.FailureDestination;
import dev.netstock.local.eventsource.MappingDefinition;
import dev.netstock.local.eventsource.QueueMappingDefinition;
import dev.netstock.local.eventsource.StreamMappingDefinition;
import dev.netstock.local.eventsource.StreamMappingDefinition.StartingPosition;
import dev.netstock.local.queues.Queues;
import dev.netstock.local.template.AssetFixture;
import dev.netstock.local.template.Environment;
import dev.netstock.local.template.TemplateException;
import dev.netstock.local.template.TemplateProbe;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

class FunctionTypesTest {
    private static final Environment ENVIRONMENT = Environment.local("ap-northeast-1");
    private static final Path ZIP = Path.of("code.zip");
    private static final String ARN = "arn:aws:lambda:ap-northeast-1:000000000000:function:";
    private static final String QUEUE = "arn:aws:sqs:ap-northeast-1:000000000000:work";
    private static final String STREAM = "arn:aws:dynamodb:ddblocal:0:table/T/stream/2026";

    private final DeclaredFunctions functions = new DeclaredFunctions(ENVIRONMENT);
    private final TemplateProbe function =
            new TemplateProbe(new FunctionType(functions, AssetFixture.of("key.zip", ZIP)));
    private final TemplateProbe version = new TemplateProbe(new VersionType(functions));
    private final TemplateProbe alias = new TemplateProbe(new AliasType(functions));
    private final List<MappingDefinition> mappings = new ArrayList<>();
    private final TemplateProbe mapping =
            new TemplateProbe(new EventSourceMappingType(mappings, destinations()));

    private static FailureDestinations destinations() {
        FailureDestinations queues = new Queues(ENVIRONMENT)::failureDestination;
        return queues.or(arn -> FailureBucket.of(arn, (_, _, _) -> {}));
    }

    @Test
    void provision_ofAFunctionWithAnAlias_declaresItsSettings() {
        function.provision(
                "Checkout",
                """
                {'Code': {'S3Bucket': 'b', 'S3Key': 'key.zip'}, 'Handler': 'a.B::c',
                 'Runtime': 'java25', 'MemorySize': 512, 'Timeout': '9',
                 'ReservedConcurrentExecutions': 4, 'SnapStart': {'ApplyOn': 'PublishedVersions'},
                 'Environment': {'Variables': {'TABLE': 'T'}}}
                """);
        version.provision("Version", "{'FunctionName': 'Stack-Checkout'}");
        var live =
                alias.provision(
                        "Live",
                        """
                        {'FunctionName': '%sStack-Checkout', 'FunctionVersion': '1', 'Name': 'live'}
                        """
                                .formatted(ARN));

        var declared = functions.all().getFirst();
        assertThat(live.ref()).isEqualTo(ARN + "Stack-Checkout:live");
        assertThat(declared.name()).isEqualTo("Stack-Checkout");
        assertThat(declared.zip()).isEqualTo(ZIP);
        assertThat(declared.handler()).isEqualTo("a.B::c");
        assertThat(declared.memoryMb()).isEqualTo(512);
        assertThat(declared.timeout()).isEqualTo(Duration.ofSeconds(9));
        assertThat(declared.reservedConcurrency()).hasValue(4);
        assertThat(declared.environment()).isEqualTo(Map.of("TABLE", "T"));
        assertThat(declared.snapStart()).isTrue();
        assertThat(declared.version()).isEqualTo("1");
        assertThat(declared.aliases()).containsExactly("live");
    }

    @Test
    void provision_ofAnUnsupportedFunction_reportsTheReason() {
        assertRefused(
                "{'Code': {'S3Key': 'key.zip'}, 'Handler': 'h', 'Runtime': 'python3.13'}",
                "The runtime python3.13 is not supported");
        assertRefused(
                "{'Code': {'S3Key': 'other.zip'}, 'Handler': 'h', 'Runtime': 'java25'}",
                "The assembly has no asset other.zip");
        assertRefused(
                "{'Code': {'ZipFile': 'x'}, 'Handler': 'h', 'Runtime': 'java25'}",
                "AWS::Lambda::Function: the property S3Key is missing");
        assertRefused(
                "{'Code': {'S3Key': 'key.zip'}, 'Handler': 'h', 'Runtime': 'java25', 'Layers': []}",
                "AWS::Lambda::Function: the property Layers is not supported");
    }

    @Test
    void provision_ofAnAliasWithoutVersion_isRejected() {
        assertThatThrownBy(() -> version.provision("V", "{'FunctionName': 'Nobody'}"))
                .hasMessageStartingWith("There is no function Nobody");
    }

    @Test
    void provision_ofAStreamMapping_readsEachSetting() {
        mapping.provision(
                "Feed",
                """
                {'EventSourceArn': '%s', 'FunctionName': 'F:live', 'StartingPosition': 'LATEST',
                 'BatchSize': 25, 'MaximumBatchingWindowInSeconds': 2, 'MaximumRetryAttempts': 3,
                 'MaximumRecordAgeInSeconds': -1, 'BisectBatchOnFunctionError': true,
                 'ParallelizationFactor': 2, 'FunctionResponseTypes': ['ReportBatchItemFailures'],
                 'FilterCriteria': {'Filters': [{'Pattern': '{}'}]}}
                """
                        .formatted(STREAM));

        var declared = (StreamMappingDefinition) mappings.getFirst();
        assertThat(declared.sourceArn()).isEqualTo(STREAM);
        assertThat(declared.function()).isEqualTo("F:live");
        assertThat(declared.startingPosition()).isEqualTo(StartingPosition.LATEST);
        assertThat(declared.batchSize()).isEqualTo(25);
        assertThat(declared.window()).isEqualTo(Duration.ofSeconds(2));
        assertThat(declared.maximumRetries()).hasValue(3);
        assertThat(declared.maximumRecordAge()).isEmpty();
        assertThat(declared.bisectOnError()).isTrue();
        assertThat(declared.parallelization()).isEqualTo(2);
        assertThat(declared.reportBatchItemFailures()).isTrue();
        assertThat(declared.filters()).containsExactly("{}");
    }

    @Test
    void provision_ofAQueueMapping_readsEachSetting() {
        mapping.provision(
                "Work",
                """
                {'EventSourceArn': '%s', 'FunctionName': 'F:live', 'BatchSize': 100,
                 'MaximumBatchingWindowInSeconds': 1, 'ScalingConfig': {'MaximumConcurrency': 3},
                 'FunctionResponseTypes': ['ReportBatchItemFailures'],
                 'FilterCriteria': {'Filters': [{'Pattern': '{}'}]}}
                """
                        .formatted(QUEUE));

        var declared = (QueueMappingDefinition) mappings.getFirst();
        assertThat(declared.sourceArn()).isEqualTo(QUEUE);
        assertThat(declared.function()).isEqualTo("F:live");
        assertThat(declared.batchSize()).isEqualTo(100);
        assertThat(declared.window()).isEqualTo(Duration.ofSeconds(1));
        assertThat(declared.maximumConcurrency()).hasValue(3);
        assertThat(declared.reportBatchItemFailures()).isTrue();
        assertThat(declared.filters()).containsExactly("{}");
    }

    // https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html
    @Test
    void provision_ofAnInvalidQueueMapping_isRejected() {
        assertMappingRefused(
                QUEUE,
                "'BatchSize': 11",
                "A batch of 11 messages is not between 1 and 10; a batching window raises this"
                        + " limit");
        assertMappingRefused(
                QUEUE,
                "'BatchSize': 10001, 'MaximumBatchingWindowInSeconds': 1",
                "A batch of 10001 messages is not between 1 and 10000");
        assertMappingRefused(
                QUEUE + ".fifo",
                "'BatchSize': 11",
                "A batch of 11 messages is not between 1 and 10");
        assertMappingRefused(
                QUEUE + ".fifo",
                "'MaximumBatchingWindowInSeconds': 1",
                "A FIFO queue does not support a batching window");
        assertMappingRefused(
                QUEUE,
                "'ScalingConfig': {'MaximumConcurrency': 1}",
                "The maximum concurrency 1 is not between 2 and 1000");
        assertMappingRefused(
                QUEUE,
                "'StartingPosition': 'LATEST'",
                "AWS::Lambda::EventSourceMapping: the property StartingPosition is not supported");
    }

    private void assertMappingRefused(String source, String properties, String problem) {
        String all =
                "{'EventSourceArn': '%s', 'FunctionName': 'F', %s}".formatted(source, properties);
        assertThatThrownBy(() -> mapping.provision("Work", all))
                .isInstanceOf(TemplateException.class)
                .hasMessageStartingWith(problem);
    }

    @Test
    void provision_ofAMapping_hasAStableUuid() {
        String properties = "{'EventSourceArn': '%s', 'FunctionName': 'F'}".formatted(QUEUE);

        String id = mapping.provision("Work", properties).ref();

        assertThat(UUID.fromString(id)).hasToString(id);
        assertThat(mapping.provision("Work", properties).ref()).isEqualTo(id);
        assertThat(mapping.provision("Other", properties).ref()).isNotEqualTo(id);
    }

    @Test
    void provision_ofAMappingWithAFailureBucket_findsTheBucket() {
        mapping.provision(
                "Feed",
                """
                {'EventSourceArn': '%s', 'FunctionName': 'F', 'StartingPosition': 'LATEST',
                 'DestinationConfig': {'OnFailure': {'Destination': 'arn:aws:s3:::aside'}}}
                """
                        .formatted(STREAM));

        assertThat(mappings.getFirst().onFailure().map(FailureDestination::arn))
                .contains("arn:aws:s3:::aside");
    }

    @Test
    void provision_ofAMappingWithAnUnknownDestination_isRejected() {
        assertThatThrownBy(
                        () ->
                                mapping.provision(
                                        "Feed",
                                        """
                                        {'EventSourceArn': '%s', 'FunctionName': 'F',
                                         'StartingPosition': 'LATEST', 'DestinationConfig':
                                         {'OnFailure': {'Destination': 'arn:aws:sns:x:y:topic'}}}
                                        """
                                                .formatted(STREAM)))
                .isInstanceOf(TemplateException.class)
                .hasMessageStartingWith("The destination arn:aws:sns:x:y:topic is not supported");
    }

    @Test
    void provision_ofAMappingWithAnUnknownSource_isRejected() {
        assertThatThrownBy(
                        () ->
                                mapping.provision(
                                        "Feed",
                                        """
                                        {'EventSourceArn': 'arn:aws:kafka:x:y:cluster/c',
                                         'FunctionName': 'F', 'StartingPosition': 'LATEST'}
                                        """))
                .isInstanceOf(TemplateException.class)
                .hasMessageStartingWith(
                        "The event source arn:aws:kafka:x:y:cluster/c is not supported");
    }

    @Test
    void provision_ofADisabledMapping_doesNotStartIt() {
        mapping.provision(
                "Feed",
                """
                {'EventSourceArn': '%s', 'FunctionName': 'F', 'StartingPosition': 'LATEST',
                 'Enabled': false}
                """
                        .formatted(STREAM));

        assertThat(mappings).isEmpty();
    }

    private void assertRefused(String properties, String problem) {
        assertThatThrownBy(() -> function.provision("F", properties))
                .isInstanceOf(TemplateException.class)
                .hasMessageStartingWith(problem);
    }
}
