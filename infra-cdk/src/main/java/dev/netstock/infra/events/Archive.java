package dev.netstock.infra.events;

import dev.netstock.infra.AcceptedFindings;
import dev.netstock.infra.data.StockBucket;
import dev.netstock.infra.function.Access;
import dev.netstock.infra.function.StageResources;
import dev.netstock.infra.stage.StageSettings;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kinesisfirehose.CfnDeliveryStream;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.StreamOptions;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.sns.CfnSubscription;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

import java.util.List;
import java.util.Map;

/**
 * Every event in S3, as compressed JSON lines by the day of its arrival (UTC).
 *
 * <p>The roles are explicit, because CDK's default roles may also read and delete.
 */
final class Archive extends Construct {
    private static final String PREFIX = "events/";
    private static final String BY_DAY = PREFIX + "!{timestamp:yyyy/MM/dd}/";
    private static final String FAILED =
            "failed/!{firehose:error-output-type}/!{timestamp:yyyy/MM/dd}/";

    private static final String ERRORS = "errors";

    private final StageSettings settings;
    private final IBucket bucket;
    private final CfnDeliveryStream stream;

    Archive(Construct scope, StageResources resources) {
        super(scope, "Archive");
        this.settings = resources.settings();
        this.bucket = resources.bucket(StockBucket.ARCHIVE);
        var log = log();
        this.stream = stream(writer(resources.key(), log), log);
        subscribe(resources.stockEvents());
    }

    /** The name of the delivery stream, as metrics use it. */
    String streamName() {
        return stream.getRef();
    }

    private LogGroup log() {
        var group =
                LogGroup.Builder.create(this, "Logs")
                        .retention(settings.logRetention())
                        .removalPolicy(settings.removalPolicy())
                        .build();
        group.addStream("Errors", StreamOptions.builder().logStreamName(ERRORS).build())
                .applyRemovalPolicy(settings.removalPolicy());
        return group;
    }

    private CfnDeliveryStream stream(Role writer, LogGroup log) {
        var made =
                CfnDeliveryStream.Builder.create(this, "Stream")
                        .deliveryStreamType("DirectPut")
                        .deliveryStreamEncryptionConfigurationInput(
                                CfnDeliveryStream.DeliveryStreamEncryptionConfigurationInputProperty
                                        .builder()
                                        .keyType("AWS_OWNED_CMK")
                                        .build())
                        .extendedS3DestinationConfiguration(destination(writer, log))
                        .build();
        made.getNode().addDependency(writer);
        return made;
    }

    private CfnDeliveryStream.ExtendedS3DestinationConfigurationProperty destination(
            Role writer, LogGroup log) {
        return CfnDeliveryStream.ExtendedS3DestinationConfigurationProperty.builder()
                .bucketArn(bucket.getBucketArn())
                .roleArn(writer.getRoleArn())
                .prefix(BY_DAY)
                .errorOutputPrefix(FAILED)
                .compressionFormat("GZIP")
                .bufferingHints(
                        CfnDeliveryStream.BufferingHintsProperty.builder()
                                .intervalInSeconds(settings.archive().delaySeconds())
                                .sizeInMBs(64)
                                .build())
                .processingConfiguration(aLineForEach())
                .cloudWatchLoggingOptions(
                        CfnDeliveryStream.CloudWatchLoggingOptionsProperty.builder()
                                .enabled(true)
                                .logGroupName(log.getLogGroupName())
                                .logStreamName(ERRORS)
                                .build())
                .build();
    }

    /** SNS delivers the event without a line separator. */
    private static CfnDeliveryStream.ProcessingConfigurationProperty aLineForEach() {
        return CfnDeliveryStream.ProcessingConfigurationProperty.builder()
                .enabled(true)
                .processors(
                        List.of(
                                CfnDeliveryStream.ProcessorProperty.builder()
                                        .type("AppendDelimiterToRecord")
                                        .parameters(
                                                List.of(
                                                        CfnDeliveryStream.ProcessorParameterProperty
                                                                .builder()
                                                                .parameterName("Delimiter")
                                                                .parameterValue("\\n")
                                                                .build()))
                                        .build()))
                .build();
    }

    private Role writer(IKey key, LogGroup log) {
        var role = role("Writer", "firehose.amazonaws.com");
        allow(role, bucket.arnForObjects("*"), "s3:PutObject", "s3:AbortMultipartUpload");
        allow(
                role,
                bucket.getBucketArn(),
                "s3:GetBucketLocation",
                "s3:ListBucket",
                "s3:ListBucketMultipartUploads");
        allow(role, log.getLogGroupArn(), "logs:PutLogEvents");
        role.addToPolicy(Access.keyThrough("s3", key, "Decrypt", "GenerateDataKey"));
        AcceptedFindings.allBelow(
                role,
                bucket,
                bucket.getBucketArn(),
                "*",
                "Firehose generates the names of its objects, by day and by error.");
        return role;
    }

    /** Events that cannot be delivered are kept for two weeks. An operator redrives them. */
    private void subscribe(ITopic topic) {
        var deadLetters = deadLetters(topic);
        var role = role("Subscription", "sns.amazonaws.com");
        allow(
                role,
                stream.getAttrArn(),
                "firehose:DescribeDeliveryStream",
                "firehose:PutRecord",
                "firehose:PutRecordBatch");
        CfnSubscription.Builder.create(this, "OfAllEvents")
                .topicArn(topic.getTopicArn())
                .protocol("firehose")
                .endpoint(stream.getAttrArn())
                .subscriptionRoleArn(role.getRoleArn())
                .rawMessageDelivery(true)
                .redrivePolicy(Map.of("deadLetterTargetArn", deadLetters.getQueueArn()))
                .build();
    }

    private Queue deadLetters(ITopic topic) {
        var queue =
                Queue.Builder.create(this, "DeadLetters")
                        .encryption(QueueEncryption.SQS_MANAGED)
                        .enforceSsl(true)
                        .retentionPeriod(Duration.days(14))
                        .removalPolicy(settings.removalPolicy())
                        .build();
        queue.addToResourcePolicy(deliveryBy(topic, queue));
        var reason = "It is a dead-letter queue itself: operators redrive its messages.";
        AcceptedFindings.finding(queue, "AwsSolutions-SQS3", reason);
        AcceptedFindings.finding(queue, "Serverless-SQSRedrivePolicy", reason);
        return queue;
    }

    private static PolicyStatement deliveryBy(ITopic topic, Queue queue) {
        return PolicyStatement.Builder.create()
                .principals(List.of(new ServicePrincipal("sns.amazonaws.com")))
                .actions(List.of("sqs:SendMessage"))
                .resources(List.of(queue.getQueueArn()))
                .conditions(Map.of("ArnEquals", Map.of("aws:SourceArn", topic.getTopicArn())))
                .build();
    }

    private Role role(String id, String service) {
        return Role.Builder.create(this, id).assumedBy(new ServicePrincipal(service)).build();
    }

    private static void allow(Role role, String resource, String... actions) {
        role.addToPolicy(
                PolicyStatement.Builder.create()
                        .actions(List.of(actions))
                        .resources(List.of(resource))
                        .build());
    }
}
