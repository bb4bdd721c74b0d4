package dev.netstock.infra.function;

import dev.netstock.infra.AcceptedFindings;
import dev.netstock.infra.function.Trigger.QueueKind;
import dev.netstock.infra.stage.StageSettings;

import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.DeduplicationScope;
import software.amazon.awscdk.services.sqs.FifoThroughputLimit;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.amazon.awscdk.services.sqs.QueueProps;
import software.constructs.Construct;

/**
 * A queue that one function consumes, and its dead-letter queue.
 *
 * <p>A message is hidden for little longer than the function may run, which Lambda requires at
 * least, so that it returns soon after the function was killed. Lambda's guide recommends six times
 * as long, for retries of throttled calls: the mapping's maximum concurrency is not above what the
 * function has reserved, so its own queue does not throttle it, and there are enough receives. A
 * message that failed returns after a backoff that the function sets: {@value #RECEIVES_MAX}
 * receives outlast an outage of an hour, before the message goes to the dead-letter queue.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html">Creating
 *     and configuring an Amazon SQS event source mapping</a>
 */
public final class ConsumerQueue extends Construct {
    private static final int RECEIVES_MAX = 20;

    /** Time from the receipt to the start of the function, and from its end to the deletion. */
    private static final int HANDOVER_SECONDS = 5;

    /** The age of a dead letter counts from the time when it was first sent. */
    private static final Duration KEPT = Duration.days(4);

    private static final Duration DEAD_LETTERS_KEPT = Duration.days(14);

    private final Queue queue;
    private final Queue deadLetters;

    public ConsumerQueue(
            Construct scope, FunctionSpec consumer, QueueKind kind, StageSettings settings) {
        super(scope, consumer.id() + "Queue");
        this.deadLetters = deadLetters(kind, settings);
        this.queue = queue(consumer, kind, settings);
        output(consumer.id() + "Queue", queue);
        output(consumer.id() + "DeadLetters", deadLetters);
    }

    public Queue queue() {
        return queue;
    }

    public Queue deadLetters() {
        return deadLetters;
    }

    private Queue deadLetters(QueueKind kind, StageSettings settings) {
        var made =
                new Queue(
                        this,
                        "DeadLetters",
                        props(kind, settings).retentionPeriod(DEAD_LETTERS_KEPT).build());
        var reason = "It is a dead-letter queue itself: operators redrive its messages.";
        AcceptedFindings.finding(made, "AwsSolutions-SQS3", reason);
        AcceptedFindings.finding(made, "Serverless-SQSRedrivePolicy", reason);
        return made;
    }

    private Queue queue(FunctionSpec consumer, QueueKind kind, StageSettings settings) {
        var props =
                props(kind, settings)
                        .retentionPeriod(KEPT)
                        .visibilityTimeout(hidden(consumer, settings))
                        .deadLetterQueue(
                                DeadLetterQueue.builder()
                                        .queue(deadLetters)
                                        .maxReceiveCount(RECEIVES_MAX)
                                        .build());
        if (kind == QueueKind.DELAYED) {
            props.deliveryDelay(Duration.minutes(1));
        }
        if (kind == QueueKind.FIFO && isScheduled(consumer, settings)) {
            props.contentBasedDeduplication(true);
        }
        return new Queue(this, "Queue", props.build());
    }

    /**
     * EventBridge Scheduler sets no deduplication id, so the queue derives it from the body, which
     * has to differ each time.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/scheduler/latest/APIReference/API_SqsParameters.html">SqsParameters</a>:
     *     "the queue must have content-based deduplication enabled"
     */
    private static boolean isScheduled(FunctionSpec consumer, StageSettings settings) {
        return consumer.trigger() instanceof Trigger.Queue trigger
                && !trigger.schedules().apply(settings).isEmpty();
    }

    private static Duration hidden(FunctionSpec consumer, StageSettings settings) {
        var size = settings.of(consumer);
        return Duration.seconds(
                size.timeoutSeconds() + size.batchWindowSeconds() + HANDOVER_SECONDS);
    }

    private static QueueProps.Builder props(QueueKind kind, StageSettings settings) {
        var props =
                QueueProps.builder()
                        .encryption(QueueEncryption.SQS_MANAGED)
                        .enforceSsl(true)
                        .removalPolicy(settings.removalPolicy());
        return kind == QueueKind.FIFO ? fifo(props) : props;
    }

    /** High throughput: the order is kept only within a message group. */
    public static QueueProps.Builder fifo(QueueProps.Builder props) {
        return props.fifo(true)
                .deduplicationScope(DeduplicationScope.MESSAGE_GROUP)
                .fifoThroughputLimit(FifoThroughputLimit.PER_MESSAGE_GROUP_ID);
    }

    private void output(String id, Queue of) {
        CfnOutput.Builder.create(this, id + "Url")
                .value(of.getQueueUrl())
                .build()
                .overrideLogicalId(id + "Url");
    }
}
