package dev.netstock.local.sqs;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * A queue with its messages in memory. Methods throw {@link SqsError} for what SQS rejects.
 * Thread-safe.
 *
 * <p>The cost of an operation grows with the logarithm of the number of messages, whether they are
 * visible, delayed or in flight. A message that becomes visible wakes the receivers that wait.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html">Visibility
 *     timeout</a>
 */
public final class MessageQueue {
    private static final Duration BETWEEN_PURGES = Duration.ofSeconds(60);

    private final String name;
    private final String arn;
    private final String account;
    private final InstantSource clock;
    private final Function<String, Optional<MessageQueue>> queues;

    /** One lock for all queues, so that a message moves to another queue in one step. */
    private final ReentrantLock lock;

    /** Signalled when a message has become visible, or will earlier than receivers expect. */
    private final Condition changed;

    private final Map<String, StoredMessage> byId = new HashMap<>();
    private final Map<String, MessageGroup> groups = new HashMap<>();

    /** The next message of each group that can be received, by the time when it became visible. */
    private final TimeOrder ready = new TimeOrder();

    /** Delayed messages and messages in flight, by the time when they become visible. */
    private final TimeOrder hidden = new TimeOrder();

    /** All messages, by the time when they were sent. */
    private final TimeOrder byAge = new TimeOrder();

    private final Deduplication deduplication = new Deduplication();
    private QueueSettings settings;
    private long lastSequence;
    private int delayed;
    private long receives;
    private boolean deleted;

    private final Map<String, String> tags = new ConcurrentSkipListMap<>();
    private final Instant created;
    private Instant modified;
    private Instant purged = Instant.MIN;

    /**
     * Creates an empty queue.
     *
     * @param queues finds other queues by ARN, while the lock is held
     */
    MessageQueue(
            String name,
            String arn,
            String account,
            QueueSettings settings,
            ReentrantLock lock,
            InstantSource clock,
            Function<String, Optional<MessageQueue>> queues) {
        this.name = name;
        this.arn = arn;
        this.account = account;
        this.settings = settings;
        this.lock = lock;
        this.changed = lock.newCondition();
        this.clock = clock;
        this.queues = queues;
        this.created = clock.instant();
        this.modified = created;
    }

    public String name() {
        return name;
    }

    public String arn() {
        return arn;
    }

    /** How long a received message is hidden unless the receiver chooses a time. */
    public Duration visibilityTimeout() {
        return settings().visibilityTimeout();
    }

    /** The number of messages. */
    public MessageCounts counts() {
        lock.lock();
        try {
            settle(clock.millis());
            return new MessageCounts(byId.size() - hidden.size(), hidden.size() - delayed, delayed);
        } finally {
            lock.unlock();
        }
    }

    /**
     * The age of the oldest message that is not deleted, as the metric {@code
     * ApproximateAgeOfOldestMessage}; zero if there is none. SQS leaves messages out that were
     * received three times; here they count.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html">Available
     *     CloudWatch metrics for Amazon SQS</a>
     */
    public Duration oldestAge() {
        lock.lock();
        try {
            long now = clock.millis();
            settle(now);
            return Duration.ofMillis(now - byAge.firstMillis().orElse(now));
        } finally {
            lock.unlock();
        }
    }

    /** How many receives have been started since the queue was created. */
    public long receives() {
        lock.lock();
        try {
            return receives;
        } finally {
            lock.unlock();
        }
    }

    public SentMessage send(NewMessage message) {
        return send(List.of(message)).getFirst();
    }

    /** Sends messages in one step. If this type of queue does not support one, none is sent. */
    public List<SentMessage> send(List<NewMessage> messages) {
        lock.lock();
        try {
            requireExisting();
            messages.forEach(this::check);
            long now = clock.millis();
            settle(now);
            List<SentMessage> sent = new ArrayList<>();
            for (NewMessage message : messages) {
                sent.add(accept(message, now));
            }
            return sent;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Receives visible messages, or waits for the first one, with the queue's visibility timeout.
     *
     * @param most maximum number of messages
     * @param wait how long to wait
     * @return the messages; empty if none became visible
     */
    public List<ReceivedMessage> receive(int most, Duration wait) throws InterruptedException {
        return receive(most, Optional.empty(), wait);
    }

    /** Deletes a message, if this is its latest receipt handle. */
    public void delete(String receiptHandle) {
        lock.lock();
        try {
            requireExisting();
            settle(clock.millis());
            StoredMessage message = find(receiptHandle);
            if (message == null) {
                return;
            }
            if (settings.fifo() && message.state() == StoredMessage.State.VISIBLE) {
                throw SqsError.invalidValue(
                        "ReceiptHandle", receiptHandle, "The receipt handle has expired.");
            }
            remove(message);
        } finally {
            lock.unlock();
        }
    }

    List<ReceivedMessage> receive(int most, Optional<Duration> visibility, Duration wait)
            throws InterruptedException {
        lock.lockInterruptibly();
        try {
            receives++;
            long end = clock.millis() + wait.toMillis();
            while (true) {
                requireExisting();
                long now = clock.millis();
                settle(now);
                List<ReceivedMessage> taken =
                        take(most, visibility.orElse(settings.visibilityTimeout()), now);
                if (!taken.isEmpty() || now >= end) {
                    return taken;
                }
                long until = Math.min(end, hidden.firstMillis().orElse(Long.MAX_VALUE));
                var _ = changed.await(until - now, TimeUnit.MILLISECONDS);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Hides a message from now on; zero makes it visible. */
    void changeVisibility(String receiptHandle, Duration visibility) {
        lock.lock();
        try {
            requireExisting();
            long now = clock.millis();
            settle(now);
            StoredMessage message = find(receiptHandle);
            if (message == null) {
                throw SqsError.invalidValue(
                        "ReceiptHandle",
                        receiptHandle,
                        "Message does not exist or is not available for visibility timeout"
                                + " change.");
            }
            hide(message, now, visibility);
            refresh(message.group());
        } finally {
            lock.unlock();
        }
    }

    QueueSettings settings() {
        lock.lock();
        try {
            return settings;
        } finally {
            lock.unlock();
        }
    }

    void set(QueueSettings next) {
        lock.lock();
        try {
            requireExisting();
            settings = next;
            modified = clock.instant();
        } finally {
            lock.unlock();
        }
    }

    /** Tags by key; may be changed. */
    Map<String, String> tags() {
        return tags;
    }

    /**
     * The attributes by name.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html">GetQueueAttributes</a>
     */
    Map<String, String> attributes() {
        lock.lock();
        try {
            requireExisting();
            MessageCounts counts = counts();
            Map<String, String> attributes = new TreeMap<>(settings.values());
            attributes.put("QueueArn", arn);
            attributes.put("CreatedTimestamp", Long.toString(created.getEpochSecond()));
            attributes.put("LastModifiedTimestamp", Long.toString(modified.getEpochSecond()));
            attributes.put("ApproximateNumberOfMessages", Integer.toString(counts.visible()));
            attributes.put(
                    "ApproximateNumberOfMessagesNotVisible", Integer.toString(counts.inFlight()));
            attributes.put(
                    "ApproximateNumberOfMessagesDelayed", Integer.toString(counts.delayed()));
            return attributes;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Deletes all messages, at most once a minute.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_PurgeQueue.html">PurgeQueue</a>
     */
    void purge() {
        lock.lock();
        try {
            requireExisting();
            Instant now = clock.instant();
            if (purged.isAfter(now.minus(BETWEEN_PURGES))) {
                throw new SqsError(
                        403,
                        "PurgeQueueInProgress",
                        "AWS.SimpleQueueService.PurgeQueueInProgress",
                        "Only one PurgeQueue operation on "
                                + name
                                + " is allowed every 60 seconds.");
            }
            purged = now;
            clear();
        } finally {
            lock.unlock();
        }
    }

    /** Rejects all further operations. */
    void close() {
        lock.lock();
        try {
            deleted = true;
            clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Parameters that a FIFO queue requires, and those that only a FIFO queue supports. */
    public void check(NewMessage message) {
        boolean fifo = settings().fifo();
        if (fifo && message.groupId().isEmpty()) {
            throw SqsError.missing("MessageGroupId");
        }
        if (fifo && message.delaySeconds().orElse(0) != 0) {
            throw wrongType("DelaySeconds", Integer.toString(message.delaySeconds().getAsInt()));
        }
        if (!fifo && message.deduplicationId().isPresent()) {
            throw wrongType("MessageDeduplicationId", message.deduplicationId().get());
        }
        if (fifo
                && message.deduplicationId().isEmpty()
                && !settings().contentBasedDeduplication()) {
            throw SqsError.invalidValue(
                    "The queue should either have ContentBasedDeduplication enabled or"
                            + " MessageDeduplicationId provided explicitly");
        }
    }

    /**
     * Moves the next visible message to another queue, where it is a new message.
     *
     * @param destination empty for the queue that the message came from
     * @return whether there was one
     */
    boolean moveNext(Optional<MessageQueue> destination) {
        lock.lock();
        try {
            requireExisting();
            long now = clock.millis();
            settle(now);
            StoredMessage message = ready.first();
            if (message == null) {
                return false;
            }
            MessageQueue target =
                    destination
                            .or(() -> message.contents().sourceArn().flatMap(queues))
                            .orElseThrow(
                                    () ->
                                            SqsError.ofService(
                                                    "CouldNotDetermineMessageSource",
                                                    "The source of a message is unknown."));
            target.requireExisting();
            remove(message);
            target.insert(message.contents().redriven(now), now, now);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** How many messages the operations since the start have visited. */
    long visits() {
        lock.lock();
        try {
            return ready.visits() + hidden.visits() + byAge.visits();
        } finally {
            lock.unlock();
        }
    }

    private static SqsError wrongType(String parameter, String value) {
        return SqsError.invalidValue(
                parameter,
                value,
                "The request include parameter that is not valid for this queue type.");
    }

    private void requireExisting() {
        if (deleted) {
            throw SqsError.noSuchQueue();
        }
    }

    private SentMessage accept(NewMessage message, long now) {
        if (!settings.fifo()) {
            long delay =
                    message.delaySeconds().isPresent()
                            ? TimeUnit.SECONDS.toMillis(message.delaySeconds().getAsInt())
                            : settings.delay().toMillis();
            var contents = StoredMessage.Contents.of(message, Optional.empty(), now);
            insert(contents, now, now + delay);
            return new SentMessage(contents.id(), Optional.empty());
        }
        String id = message.deduplicationId().orElseGet(() -> Digests.sha256(message.body()));
        String key = settings.deduplicatesByGroup() ? message.groupId() + "\n" + id : id;
        Optional<SentMessage> repeated = deduplication.find(key, now);
        if (repeated.isPresent()) {
            return repeated.get();
        }
        var contents = StoredMessage.Contents.of(message, Optional.of(id), now);
        long sequence = insert(contents, now, now + settings.delay().toMillis());
        var sent =
                new SentMessage(contents.id(), Optional.of(StoredMessage.sequenceNumber(sequence)));
        deduplication.add(key, sent, now);
        return sent;
    }

    /** Returns the sequence of the message in this queue. */
    private long insert(StoredMessage.Contents contents, long now, long visibleAt) {
        MessageGroup group =
                settings.fifo()
                        ? groups.computeIfAbsent(
                                contents.groupId().orElse(""), _ -> new MessageGroup())
                        : new MessageGroup();
        var message =
                new StoredMessage(
                        contents, ++lastSequence, group, StoredMessage.State.VISIBLE, visibleAt);
        byId.put(contents.id(), message);
        byAge.add(contents.enqueuedAt(), message);
        group.add(message);
        if (visibleAt > now) {
            delayed++;
            addHidden(message, StoredMessage.State.DELAYED, visibleAt);
        }
        refresh(group);
        return lastSequence;
    }

    private @Nullable StoredMessage find(String receiptHandle) {
        StoredMessage message = byId.get(StoredMessage.idOf(receiptHandle));
        return message != null && message.hasReceipt(receiptHandle) ? message : null;
    }

    /** Takes messages of the groups that are ready, as many of a group as possible. */
    private List<ReceivedMessage> take(int most, Duration visibility, long now) {
        List<ReceivedMessage> taken = new ArrayList<>();
        List<MessageGroup> touched = new ArrayList<>();
        StoredMessage first = ready.poll(Long.MAX_VALUE);
        while (first != null) {
            MessageGroup group = first.group();
            group.list(null);
            touched.add(group);
            for (StoredMessage message : group.visible(most - taken.size())) {
                Optional<MessageQueue> deadLetters = deadLettersOf(message);
                if (deadLetters.isPresent()) {
                    detach(message);
                    deadLetters
                            .get()
                            .insert(message.contents().dead(arn, settings.fifo(), now), now, now);
                } else {
                    taken.add(message.receive(now, sequenceNumber(message), account));
                    hide(message, now, visibility);
                }
            }
            first = taken.size() < most ? ready.poll(Long.MAX_VALUE) : null;
        }
        // Not earlier: messages that are visible again must not be taken twice.
        touched.forEach(this::refresh);
        return taken;
    }

    private Optional<String> sequenceNumber(StoredMessage message) {
        return settings.fifo()
                ? Optional.of(StoredMessage.sequenceNumber(message.sequence()))
                : Optional.empty();
    }

    /** The dead-letter queue, if the message was received too often. */
    private Optional<MessageQueue> deadLettersOf(StoredMessage message) {
        return settings.redrivePolicy()
                .filter(policy -> message.receives() >= policy.maxReceiveCount())
                .flatMap(policy -> queues.apply(policy.deadLetterTargetArn()));
    }

    /** The caller refreshes the group. */
    private void hide(StoredMessage message, long now, Duration visibility) {
        show(message, now);
        if (visibility.isPositive()) {
            message.group().addInFlight(1);
            addHidden(message, StoredMessage.State.IN_FLIGHT, now + visibility.toMillis());
        }
    }

    private void addHidden(StoredMessage message, StoredMessage.State state, long visibleAt) {
        message.become(state, visibleAt);
        if (visibleAt < hidden.firstMillis().orElse(Long.MAX_VALUE)) {
            changed.signalAll();
        }
        hidden.add(visibleAt, message);
    }

    /** The caller refreshes the group. */
    private void show(StoredMessage message, long now) {
        hidden.remove(message.visibleAt(), message);
        switch (message.state()) {
            case DELAYED -> delayed--;
            case IN_FLIGHT -> message.group().addInFlight(-1);
            case VISIBLE -> unlist(message);
        }
        message.become(StoredMessage.State.VISIBLE, now);
    }

    private void unlist(StoredMessage message) {
        if (message.group().listed() == message) {
            ready.remove(message.visibleAt(), message);
            message.group().list(null);
        }
    }

    private void remove(StoredMessage message) {
        detach(message);
        refresh(message.group());
    }

    /** The caller refreshes the group. */
    private void detach(StoredMessage message) {
        MessageGroup group = message.group();
        show(message, message.visibleAt());
        byId.remove(message.contents().id());
        byAge.remove(message.contents().enqueuedAt(), message);
        group.remove(message);
        if (group.isEmpty()) {
            message.contents().groupId().ifPresent(it -> groups.remove(it, group));
        }
    }

    /** Lists the group's next message as ready, and wakes receivers if that is another one. */
    private void refresh(MessageGroup group) {
        StoredMessage listed = group.listed();
        StoredMessage next = group.next();
        if (listed == next) {
            return;
        }
        if (listed != null) {
            unlist(listed);
        }
        if (next != null) {
            group.list(next);
            ready.add(next.visibleAt(), next);
            changed.signalAll();
        }
    }

    /** Shows the messages whose time has come, and deletes those that are too old. */
    private void settle(long now) {
        for (StoredMessage due = hidden.poll(now); due != null; due = hidden.poll(now)) {
            show(due, due.visibleAt());
            refresh(due.group());
        }
        long expired = now - settings.retention().toMillis();
        for (StoredMessage old = byAge.poll(expired); old != null; old = byAge.poll(expired)) {
            remove(old);
        }
    }

    private void clear() {
        byId.clear();
        groups.clear();
        ready.clear();
        hidden.clear();
        byAge.clear();
        delayed = 0;
    }
}
