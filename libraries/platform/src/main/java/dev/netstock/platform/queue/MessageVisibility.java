package dev.netstock.platform.queue;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;

import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.function.Priming;

import org.jspecify.annotations.Nullable;
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
import java.util.stream.Collectors;

/**
 * Decides when messages that were received can be received again, so that work goes on soon after a
 * failure or a kill.
 *
 * <ul>
 *   <li>A message that failed returns after a backoff, which grows with its receives.
 *   <li>A killed invocation cannot change anything: its messages return when they become visible by
 *       themselves. Queues hide a message for little longer than their function may run, which
 *       Lambda requires at least. That is short enough for a function that runs for less than
 *       {@link #SHORT}. One that may run for longer takes its messages on a short lease, and a
 *       heartbeat renews it while the function runs.
 * </ul>
 *
 * <p>Nothing here fails an invocation: where SQS refuses a change or does not answer, the
 * visibility that was set before holds. Thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html">
 *     Amazon SQS visibility timeout</a>: a change counts from the moment of the call; 12 hours from
 *     the receipt at most
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html">Creating
 *     and configuring an Amazon SQS event source mapping</a>: the function's timeout must not
 *     exceed the queue's visibility timeout
 */
final class MessageVisibility {
    /** Functions that run for less need no lease. */
    static final Duration SHORT = Duration.ofSeconds(60);

    /** How long a leased message stays hidden after the last heartbeat. */
    private static final Duration LEASE = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(MessageVisibility.class);

    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final Duration BACKOFF_MAX = Duration.ofMinutes(5);
    private static final int DOUBLINGS_MAX = 9;

    /** What cannot be read never will be: it is on its way to the dead-letter queue. */
    private static final Duration SOON = Duration.ofSeconds(1);

    private static final int REQUEST_MAX = 10;
    private static final String SQS_ARN = "arn:";
    private static final int ARN_PARTS = 6;
    private static final String RECEIVES = "ApproximateReceiveCount";

    /** The one of this process. */
    private static final MessageVisibility OF_FUNCTION = ofFunctionPrimed();

    private final Duration lease;
    private final Duration heartbeat;
    private @Nullable SqsClient client;

    private MessageVisibility() {
        this.lease = LEASE;
        this.heartbeat = HEARTBEAT;
    }

    /**
     * Over a client of one's own.
     *
     * @param lease how long a leased message stays hidden after the last heartbeat
     * @param heartbeat how often a lease is renewed
     */
    MessageVisibility(SqsClient client, Duration lease, Duration heartbeat) {
        this.client = client;
        this.lease = lease;
        this.heartbeat = heartbeat;
    }

    /** Over a client of the environment, which is made when the first message needs it. */
    static MessageVisibility ofFunction() {
        return OF_FUNCTION;
    }

    private static MessageVisibility ofFunctionPrimed() {
        var made = new MessageVisibility();
        Priming.register(_ -> made.prime());
        return made;
    }

    /** How often a message was received, this time included. */
    static int receives(SQSMessage message) {
        return Optional.ofNullable(message.getAttributes())
                .map(all -> all.get(RECEIVES))
                .map(Integer::parseInt)
                .orElse(1);
    }

    /**
     * Leases the messages of an invocation that may run for long, until the lease is closed; of
     * another it leaves them as they are.
     */
    Lease lease(List<SQSMessage> messages, Context context) {
        if (context.getRemainingTimeInMillis() <= SHORT.toMillis()) {
            return new Lease(Optional.empty());
        }
        change(messages, _ -> lease);
        return Lease.renewed(() -> change(messages, _ -> lease), heartbeat);
    }

    /** Lets failed messages return: 2 s after the first failure, up to 5 minutes later on. */
    void backOff(List<SQSMessage> failed) {
        change(failed, message -> backoff(receives(message)));
    }

    /** Lets messages return at once that can never be handled. */
    void letReturn(List<SQSMessage> unreadable) {
        change(unreadable, _ -> SOON);
    }

    private static Duration backoff(int receives) {
        Duration wait = Duration.ofSeconds(1L << Math.min(Math.max(receives, 1), DOUBLINGS_MAX));
        return wait.compareTo(BACKOFF_MAX) < 0 ? wait : BACKOFF_MAX;
    }

    /** Says how long a message is hidden from now on. */
    private interface Hidden {
        Duration of(SQSMessage message);
    }

    /** A message without its queue's name is one of a test. */
    private void change(List<SQSMessage> messages, Hidden hidden) {
        Map<String, List<SQSMessage>> byQueue =
                messages.stream()
                        .filter(message -> message.getEventSourceArn() != null)
                        .collect(Collectors.groupingBy(SQSMessage::getEventSourceArn));
        byQueue.forEach(
                (arn, all) -> {
                    for (int from = 0; from < all.size(); from += REQUEST_MAX) {
                        int to = Math.min(all.size(), from + REQUEST_MAX);
                        request(url(arn), all.subList(from, to), hidden);
                    }
                });
    }

    private void request(String queueUrl, List<SQSMessage> messages, Hidden hidden) {
        List<ChangeMessageVisibilityBatchRequestEntry> entries = new ArrayList<>();
        for (SQSMessage message : messages) {
            entries.add(
                    ChangeMessageVisibilityBatchRequestEntry.builder()
                            .id(Integer.toString(entries.size()))
                            .receiptHandle(message.getReceiptHandle())
                            .visibilityTimeout((int) hidden.of(message).toSeconds())
                            .build());
        }
        try {
            List<BatchResultErrorEntry> refused =
                    client().changeMessageVisibilityBatch(
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
     * A queue's URL by its ARN, in the form that SQS documents; the request goes to the client's
     * endpoint, whatever its host.
     */
    private static String url(String arn) {
        String[] parts = arn.split(":", ARN_PARTS);
        if (!arn.startsWith(SQS_ARN) || parts.length != ARN_PARTS) {
            throw new IllegalArgumentException("Not the ARN of a queue: " + arn);
        }
        return "https://sqs.%s.amazonaws.com/%s/%s".formatted(parts[3], parts[4], parts[5]);
    }

    private synchronized SqsClient client() {
        SqsClient made = client;
        if (made == null) {
            made = SqsClient.builder().httpClient(DynamoClients.httpClient()).build();
            client = made;
        }
        return made;
    }

    /** Makes the client, and loads its classes by a request that no queue takes. */
    private void prime() {
        try {
            client().changeMessageVisibility(
                            it ->
                                    it.queueUrl("https://sqs.amazonaws.com/000000000000/priming")
                                            .receiptHandle("priming")
                                            .visibilityTimeout(0));
        } catch (SdkException e) {
            LOG.debug("As expected, no queue took a request", e);
        }
    }

    /** Messages that are hidden while this is open. To be closed by the thread that opened it. */
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

        /** Ends the heartbeat; no renewal follows its return. */
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
