package dev.netstock.infra.ledger;

import dev.netstock.infra.data.ClosedBucket;
import dev.netstock.infra.stage.StageSettings;

import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.CfnBucket;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The bucket to which the core system uploads its files, and the bucket of reports. For each file
 * in {@value #INBOX}, S3 sends a message to the queue of the import.
 */
public final class LedgerFiles {
    public static final String INBOX = "inbox/";
    public static final String TAKEN = "taken/";
    public static final String REFUSED = "refused/";

    private final Bucket files;
    private final Bucket reports;

    LedgerFiles(Construct scope, StageSettings settings, IKey key, Queue imports) {
        var kept = Duration.days(settings.ledger().fileRetentionDays());
        this.files = new ClosedBucket(scope, "Files", settings, key).keptFor(kept);
        this.reports = new ClosedBucket(scope, "Reports", settings, key).keptFor(kept);
        notifyOfNewFiles(imports);
    }

    Bucket files() {
        return files;
    }

    Bucket reports() {
        return reports;
    }

    /**
     * Sets the bucket's own property. CDK's notifications would add a function that may change the
     * notifications of every bucket.
     */
    private void notifyOfNewFiles(Queue queue) {
        queue.addToResourcePolicy(deliveryByS3(queue));
        if (files.getNode().getDefaultChild() instanceof CfnBucket bucket) {
            bucket.setNotificationConfiguration(
                    CfnBucket.NotificationConfigurationProperty.builder()
                            .queueConfigurations(List.of(createdIn(queue)))
                            .build());
        }
        // S3 checks the queue when the bucket is created, and rejects one that it may not send to.
        files.getNode().addDependency(queue);
    }

    private static CfnBucket.QueueConfigurationProperty createdIn(Queue queue) {
        var ofInbox =
                CfnBucket.S3KeyFilterProperty.builder()
                        .rules(
                                List.of(
                                        CfnBucket.FilterRuleProperty.builder()
                                                .name("prefix")
                                                .value(INBOX)
                                                .build()))
                        .build();
        return CfnBucket.QueueConfigurationProperty.builder()
                .event("s3:ObjectCreated:*")
                .queue(queue.getQueueArn())
                .filter(CfnBucket.NotificationFilterProperty.builder().s3Key(ofInbox).build())
                .build();
    }

    /** The bucket is created after its queue, so the policy names it by the prefix of its name. */
    private static PolicyStatement deliveryByS3(Queue queue) {
        var stack = Stack.of(queue).getStackName().toLowerCase(Locale.ROOT);
        return PolicyStatement.Builder.create()
                .principals(List.of(new ServicePrincipal("s3.amazonaws.com")))
                .actions(List.of("sqs:SendMessage"))
                .resources(List.of(queue.getQueueArn()))
                .conditions(
                        Map.of(
                                "StringEquals",
                                Map.of("aws:SourceAccount", Aws.ACCOUNT_ID),
                                "ArnLike",
                                Map.of("aws:SourceArn", "arn:aws:s3:::" + stack + "-files*")))
                .build();
    }
}
