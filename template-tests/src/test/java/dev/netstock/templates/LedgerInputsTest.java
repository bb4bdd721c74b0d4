package dev.netstock.templates;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;

/** The inputs of the ledger: movements, files and schedules. */
@ParameterizedClass
@ValueSource(strings = {"dev", "small", "staging", "prod"})
class LedgerInputsTest {
    @Parameter String stage = "";

    @Test
    void movements_areKeptADayAtLeastInAnEncryptedStream() {
        var stream = ledger().resource("AWS::Kinesis::Stream", "StockMovements");
        assertThat(stream.property("RetentionPeriodHours").asInt()).isGreaterThanOrEqualTo(24);
        assertThat(StageTemplates.of(stage).textOf(stream.at("/StreamEncryption/KeyId")))
                .isEqualTo("TableKey.Arn");
    }

    /** A small shop has few movements, and pays for the one shard that they need. */
    @Test
    void movements_scaleOnDemandExceptInSmall() {
        var stream = ledger().resource("AWS::Kinesis::Stream", "StockMovements");
        var isSmall = stage.equals("small");
        assertThat(stream.at("/StreamModeDetails/StreamMode").asText())
                .isEqualTo(isSmall ? "PROVISIONED" : "ON_DEMAND");
        assertThat(stream.property("ShardCount").asInt()).isEqualTo(isSmall ? 1 : 0);
    }

    @Test
    void intake_halvesAFailedBatchAndStoresTheRest() {
        var mapping =
                ledger().resource("AWS::Lambda::EventSourceMapping", "MovementIntakeLiveStream");
        assertThat(mapping.property("BatchSize").asInt()).isEqualTo(1_000);
        assertThat(mapping.property("ParallelizationFactor").asInt()).isEqualTo(4);
        assertThat(mapping.property("BisectBatchOnFunctionError").asBoolean()).isTrue();
        assertThat(mapping.property("StartingPosition").asText()).isEqualTo("TRIM_HORIZON");
        assertThat(mapping.at("/FunctionResponseTypes/0").asText())
                .isEqualTo("ReportBatchItemFailures");
        assertThat(
                        StageTemplates.of(stage)
                                .textOf(mapping.at("/DestinationConfig/OnFailure/Destination")))
                .isEqualTo("Aside.Arn");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Files", "Reports"})
    void buckets_arePrivateVersionedAndExpireObjects(String name) {
        var bucket = ledger().resource("AWS::S3::Bucket", name);
        var closed = bucket.property("PublicAccessBlockConfiguration");
        assertThat(closed).hasSize(4).allSatisfy(it -> assertThat(it.asBoolean()).isTrue());
        assertThat(bucket.at("/VersioningConfiguration/Status").asText()).isEqualTo("Enabled");
        assertThat(bucket.at("/LifecycleConfiguration/Rules/0/ExpirationInDays").asInt())
                .isPositive();
        assertThat(
                        bucket.at(
                                        "/BucketEncryption/ServerSideEncryptionConfiguration/0/ServerSideEncryptionByDefault/SSEAlgorithm")
                                .asText())
                .isEqualTo("aws:kms");
    }

    @Test
    void filesInTheInbox_notifyTheImport() {
        var notification =
                ledger().resource("AWS::S3::Bucket", "Files")
                        .at("/NotificationConfiguration/QueueConfigurations/0");
        assertThat(notification.path("Event").asText()).isEqualTo("s3:ObjectCreated:*");
        assertThat(StageTemplates.of(stage).textOf(notification.path("Queue")))
                .isEqualTo("FileImportQueue.Arn");
        assertThat(notification.at("/Filter/S3Key/Rules/0/Value").asText()).isEqualTo("inbox/");
        assertThat(ledger().resources("Custom::S3BucketNotifications")).isEmpty();
    }

    @Test
    void import_processesOneFileFor15MinutesAtMost() {
        var function = ledger().resource("AWS::Lambda::Function", "FileImportFunction");
        assertThat(function.property("Timeout").asInt()).isEqualTo(900);
        assertThat(function.property("MemorySize").asInt()).isEqualTo(1_024);
        assertThat(
                        ledger().resource("AWS::Lambda::EventSourceMapping", "FileImportLiveQueue")
                                .property("BatchSize")
                                .asInt())
                .isEqualTo(1);
    }

    @Test
    void schedules_wakeTheSyncAndStartReconcile() {
        assertThat(schedule("Sync"))
                .isEqualTo(
                        Map.of("dev", "rate(60 minutes)", "small", "rate(240 minutes)")
                                        .getOrDefault(stage, "rate(1 minute)")
                                + " to SupplySyncQueue.Arn: {}");
        assertThat(schedule("Reconcile"))
                .isEqualTo("cron(30 18 * * ? *) to ReconcileQueue.Arn: {\"start\":{}}");
        assertThat(new Policies(StageTemplates.of(stage)).of("Schedules"))
                .containsExactlyInAnyOrder(
                        "sqs:SendMessage on SupplySyncQueue.Arn",
                        "sqs:SendMessage on ReconcileQueue.Arn");
    }

    private String schedule(String name) {
        var schedule = ledger().resource("AWS::Scheduler::Schedule", "Schedules" + name);
        var target = schedule.property("Target");
        return schedule.property("ScheduleExpression").asText()
                + " to "
                + StageTemplates.of(stage).textOf(target.path("Arn"))
                + ": "
                + target.path("Input").asText();
    }

    private Template ledger() {
        return StageTemplates.of(stage).ledger();
    }
}
