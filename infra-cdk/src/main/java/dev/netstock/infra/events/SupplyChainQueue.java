package dev.netstock.infra.events;

import dev.netstock.infra.AcceptedFindings;
import dev.netstock.infra.function.ConsumerQueue;
import dev.netstock.infra.stage.StageSettings;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.amazon.awscdk.services.sqs.QueueProps;
import software.constructs.Construct;

/**
 * Replenishment requests for the supply chain system. It may read them late, so they are kept as
 * long as SQS allows. How it processes failures is up to that system.
 */
final class SupplyChainQueue extends Construct {
    private final Queue queue;

    SupplyChainQueue(Construct scope, StageSettings settings) {
        super(scope, "SupplyChainQueue");
        this.queue =
                new Queue(
                        this,
                        "Queue",
                        ConsumerQueue.fifo(
                                        QueueProps.builder()
                                                .encryption(QueueEncryption.SQS_MANAGED)
                                                .enforceSsl(true)
                                                .retentionPeriod(Duration.days(14))
                                                .removalPolicy(settings.removalPolicy()))
                                .build());
        var reason =
                "The supply chain system consumes it, and decides itself how to process failures.";
        AcceptedFindings.finding(queue, "AwsSolutions-SQS3", reason);
        AcceptedFindings.finding(queue, "Serverless-SQSRedrivePolicy", reason);
    }

    Queue queue() {
        return queue;
    }
}
