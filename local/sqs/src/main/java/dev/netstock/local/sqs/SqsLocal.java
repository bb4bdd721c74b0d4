package dev.netstock.local.sqs;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A local SQS on loopback, with messages in memory: standard and FIFO queues with delays,
 * visibility timeouts, retention, dead-letter queues and long polling. Code in this process uses
 * the {@link MessageQueue queues} directly, other clients the HTTP API. Thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_Operations.html">Actions</a>
 */
public final class SqsLocal implements AutoCloseable {
    private static final Duration BETWEEN_DELETE_AND_CREATE = Duration.ofSeconds(60);

    private final String region;
    private final String account;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, MessageQueue> byName = new ConcurrentSkipListMap<>();
    private final Map<String, Instant> deletions = new HashMap<>();
    private final SqsApi api;

    private SqsLocal(String region, String account, InstantSource clock) {
        this.region = region;
        this.account = account;
        this.clock = clock;
        this.api = new SqsApi(this, clock);
    }

    /** Starts it on a free port and returns when it listens. */
    public static SqsLocal start(String region, String account) {
        return start(region, account, InstantSource.system());
    }

    /** Starts it with another clock. Receivers that wait still do so by the system's clock. */
    static SqsLocal start(String region, String account, InstantSource clock) {
        return new SqsLocal(region, account, clock);
    }

    /** The endpoint of the HTTP API. */
    public URI endpoint() {
        return api.address();
    }

    /**
     * Creates a queue, or returns the existing one if its attributes are the same. Throws {@link
     * SqsError} for what SQS rejects.
     *
     * @param attributes the names and values of CreateQueue
     */
    public MessageQueue create(String name, Map<String, String> attributes) {
        QueueSettings settings = QueueSettings.of(name, attributes);
        lock.lock();
        try {
            MessageQueue existing = byName.get(name);
            if (existing != null) {
                return same(existing, attributes);
            }
            requireNotJustDeleted(name);
            requireDeadLetterQueue(settings);
            var created =
                    new MessageQueue(
                            name, arn(name), account, settings, lock, clock, this::findByArn);
            byName.put(name, created);
            return created;
        } finally {
            lock.unlock();
        }
    }

    /** The queue with this name. */
    public Optional<MessageQueue> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The queue with this ARN. */
    public Optional<MessageQueue> findByArn(String arn) {
        return find(arn.substring(arn.lastIndexOf(':') + 1)).filter(it -> it.arn().equals(arn));
    }

    /** The URL of a queue in the HTTP API. */
    public String url(MessageQueue queue) {
        return endpoint() + "/" + account + "/" + queue.name();
    }

    /** Stops serving HTTP clients and ends all waiting receives. */
    @Override
    public void close() {
        api.close();
        byName.values().forEach(MessageQueue::close);
    }

    /** Sorted by name. */
    Collection<MessageQueue> all() {
        return byName.values();
    }

    void set(MessageQueue queue, Map<String, String> attributes) {
        QueueSettings settings = queue.settings().with(attributes);
        requireDeadLetterQueue(settings);
        queue.set(settings);
    }

    void delete(MessageQueue queue) {
        lock.lock();
        try {
            byName.remove(queue.name(), queue);
            deletions.put(queue.name(), clock.instant());
            queue.close();
        } finally {
            lock.unlock();
        }
    }

    private String arn(String name) {
        return "arn:aws:sqs:" + region + ":" + account + ":" + name;
    }

    private static MessageQueue same(MessageQueue existing, Map<String, String> attributes) {
        Map<String, String> values = existing.settings().values();
        attributes.forEach(
                (name, value) -> {
                    if (!value.equals(values.get(name))) {
                        throw new SqsError(
                                400,
                                "QueueNameExists",
                                "QueueAlreadyExists",
                                "A queue already exists with the same name and a different value"
                                        + " for attribute "
                                        + name);
                    }
                });
        return existing;
    }

    /**
     * A name can be used again one minute after its queue was deleted.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html#API_CreateQueue_Errors">Errors
     *     of CreateQueue</a>
     */
    private void requireNotJustDeleted(String name) {
        Instant deleted = deletions.get(name);
        if (deleted != null && deleted.plus(BETWEEN_DELETE_AND_CREATE).isAfter(clock.instant())) {
            throw SqsError.ofService(
                    "QueueDeletedRecently",
                    "You must wait 60 seconds after deleting a queue before you can create another"
                            + " with the same name.");
        }
    }

    private void requireDeadLetterQueue(QueueSettings settings) {
        settings.redrivePolicy()
                .filter(it -> findByArn(it.deadLetterTargetArn()).isEmpty())
                .ifPresent(
                        _ -> {
                            throw QueueSettings.redrive(
                                    settings.values()
                                            .getOrDefault(QueueSettings.REDRIVE_POLICY, ""),
                                    "Dead letter target does not exist.");
                        });
    }
}
