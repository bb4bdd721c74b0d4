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
 * Requests to fill a shelf, for the system that fills shelves. It reads them in its own time, so
 * they are kept for as long as SQS can, and what it does with those it cannot handle is its own
 * affair.
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
        var reason = "The supply chain's own system consumes it, and redrives as it likes.";
        AcceptedFindings.finding(queue, "AwsSolutions-SQS3", reason);
        AcceptedFindings.finding(queue, "Serverless-SQSRedrivePolicy", reason);
    }

    Queue queue() {
        return queue;
    }
}
