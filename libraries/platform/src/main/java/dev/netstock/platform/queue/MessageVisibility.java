package dev.netstock.platform.queue;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;

import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.call.Batches;
import dev.netstock.platform.function.Lazy;
import dev.netstock.platform.function.Priming;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Controls when received messages become visible again, so that work continues soon after a failure
 * or a kill.
 *
 * <ul>
 *   <li>A failed message returns after a backoff, which grows with the number of receives.
 *   <li>A killed invocation cannot change visibilities: its messages return after the visibility
 *       timeout. Queues set it slightly above the function's timeout, as Lambda requires. That is
 *       short enough for a function with a timeout below {@link #LEASE_THRESHOLD}. A function with
 *       a longer timeout takes a short lease on its messages, and a heartbeat renews the lease
 *       while the function runs.
 * </ul>
 *
 * <p>Failures here never fail the invocation: if SQS rejects a change or does not respond, the
 * previous visibility timeout applies. Thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html">
 *     Amazon SQS visibility timeout</a>: a change counts from the moment of the call, up to 12
 *     hours after the receive
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html">Creating
 *     and configuring an Amazon SQS event source mapping</a>: the function's timeout must not
 *     exceed the queue's visibility timeout
 */
final class MessageVisibility {
    /** Functions with a shorter timeout need no lease. */
    static final Duration LEASE_THRESHOLD = Duration.ofSeconds(60);

    /** How long a leased message stays hidden after the last heartbeat. */
    private static final Duration LEASE = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(MessageVisibility.class);

    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final Duration BACKOFF_MAX = Duration.ofMinutes(5);
    private static final int DOUBLINGS_MAX = 9;

    /** An unreadable message never becomes readable; it should reach the dead-letter queue soon. */
    private static final Duration UNREADABLE_RETRY = Duration.ofSeconds(1);

    private static final int REQUEST_MAX = 10;
    private static final String SQS_ARN = "arn:";
    private static final int ARN_PARTS = 6;
    private static final String RECEIVES = "ApproximateReceiveCount";

    /** The instance of this process. */
    private static final MessageVisibility OF_FUNCTION = createPrimed();

    private final Duration lease;
    private final Duration heartbeat;
    private final Supplier<SqsClient> client;

    private MessageVisibility() {
        this(new Lazy<>(MessageVisibility::createClient), LEASE, HEARTBEAT);
    }

    /**
     * Creates it over an existing client.
     *
     * @param lease how long a leased message stays hidden after the last heartbeat
     * @param heartbeat how often a lease is renewed
     */
    MessageVisibility(SqsClient client, Duration lease, Duration heartbeat) {
        this(() -> client, lease, heartbeat);
    }

    private MessageVisibility(Supplier<SqsClient> client, Duration lease, Duration heartbeat) {
        this.client = client;
        this.lease = lease;
        this.heartbeat = heartbeat;
    }

    /** The instance of this process, whose client is created when the first message needs it. */
    static MessageVisibility ofFunction() {
        return OF_FUNCTION;
    }

    private static MessageVisibility createPrimed() {
        var made = new MessageVisibility();
        Priming.register(_ -> made.prime());
        return made;
    }

    /** How often a message was received, including this time. */
    static int receives(SQSMessage message) {
        return Optional.ofNullable(message.getAttributes())
                .map(all -> all.get(RECEIVES))
                .map(Integer::parseInt)
                .orElse(1);
    }

    /**
     * Leases the messages of a potentially long invocation until the lease is closed. Messages of
     * short invocations are left unchanged.
     */
    Lease lease(List<SQSMessage> messages, Context context) {
        if (context.getRemainingTimeInMillis() <= LEASE_THRESHOLD.toMillis()) {
            return new Lease(Optional.empty());
        }
        change(messages, _ -> lease);
        return Lease.renewed(() -> change(messages, _ -> lease), heartbeat);
    }

    /**
     * Delays the next receive of failed messages: 2 s after the first failure, up to 5 minutes
     * later.
     */
    void backOff(List<SQSMessage> failed) {
        change(failed, message -> backoff(receives(message)));
    }

    /** Makes unreadable messages visible again at once. */
    void releaseUnreadable(List<SQSMessage> unreadable) {
        change(unreadable, _ -> UNREADABLE_RETRY);
    }

    private static Duration backoff(int receives) {
        Duration wait = Duration.ofSeconds(1L << Math.min(Math.max(receives, 1), DOUBLINGS_MAX));
        return wait.compareTo(BACKOFF_MAX) < 0 ? wait : BACKOFF_MAX;
    }

    /** A message without a queue ARN comes from a test. */
    private void change(List<SQSMessage> messages, Function<SQSMessage, Duration> timeout) {
        Map<String, List<SQSMessage>> byQueue =
                messages.stream()
                        .filter(message -> message.getEventSourceArn() != null)
                        .collect(Collectors.groupingBy(SQSMessage::getEventSourceArn));
        byQueue.forEach(
                (arn, all) -> {
                    for (List<SQSMessage> batch : Batches.of(all, REQUEST_MAX)) {
                        request(url(arn), batch, timeout);
                    }
                });
    }

    private void request(
            String queueUrl, List<SQSMessage> messages, Function<SQSMessage, Duration> timeout) {
        List<ChangeMessageVisibilityBatchRequestEntry> entries = new ArrayList<>();
        for (SQSMessage message : messages) {
            entries.add(
                    ChangeMessageVisibilityBatchRequestEntry.builder()
                            .id(Integer.toString(entries.size()))
                            .receiptHandle(message.getReceiptHandle())
                            .visibilityTimeout((int) timeout.apply(message).toSeconds())
                            .build());
        }
        try {
            List<BatchResultErrorEntry> refused =
                    client.get()
                            .changeMessageVisibilityBatch(
                                    it -> it.queueUrl(queueUrl).entries(entries))
                            .failed();
            if (!refused.isEmpty()) {
                LOG.warn(
                        "The visibility of {} messages was not changed: {}",
                        refused.size(),
                        refused.getFirst().code());
            }
        } catch (SdkException e) {
            LOG.warn("The visibility of {} messages was not changed", entries.size(), e);
        }
    }

    /**
     * The URL of a queue from its ARN, in the form that SQS documents. Requests go to the client's
     * endpoint regardless of the host.
     */
    private static String url(String arn) {
        String[] parts = arn.split(":", ARN_PARTS);
        if (!arn.startsWith(SQS_ARN) || parts.length != ARN_PARTS) {
            throw new IllegalArgumentException("Not the ARN of a queue: " + arn);
        }
        return "https://sqs.%s.amazonaws.com/%s/%s".formatted(parts[3], parts[4], parts[5]);
    }

    private static SqsClient createClient() {
        return SqsClient.builder().httpClient(DynamoClients.httpClient()).build();
    }

    /** Creates the client, and loads its classes with a request to a queue that does not exist. */
    private void prime() {
        try {
            client.get()
                    .changeMessageVisibility(
                            it ->
                                    it.queueUrl("https://sqs.amazonaws.com/000000000000/priming")
                                            .receiptHandle("priming")
                                            .visibilityTimeout(0));
        } catch (SdkException e) {
            LOG.debug("The priming request failed, as expected", e);
        }
    }

    /** Keeps messages hidden while it is open. Must be closed by the thread that opened it. */
    static final class Lease implements AutoCloseable {
        private final Optional<Thread> heartbeat;

        private Lease(Optional<Thread> heartbeat) {
            this.heartbeat = heartbeat;
        }

        private static Lease renewed(Runnable renew, Duration every) {
            Thread thread =
                    Thread.ofPlatform()
                            .daemon()
                            .name("message-heartbeat")
                            .start(() -> renewUntilInterrupted(renew, every));
            return new Lease(Optional.of(thread));
        }

        private static void renewUntilInterrupted(Runnable renew, Duration every) {
            try {
                while (true) {
                    Thread.sleep(every);
                    renew.run();
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }

        /** Stops the heartbeat. After it returns, the lease is not renewed. */
        @Override
        public void close() {
            heartbeat.ifPresent(Thread::interrupt);
            heartbeat.ifPresent(Lease::join);
        }

        private static void join(Thread thread) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
