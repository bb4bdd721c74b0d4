package dev.netstock.platform.testing;

import static java.util.Objects.requireNonNull;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A queue that treats its consumer as unreliably as SQS may, reproducibly by a seed: messages are
 * duplicated and shuffled, in batches of random size; a consumer is killed after its effect and
 * before its acknowledgement, or midway. A message group keeps its order: the messages after an
 * unacknowledged one wait. Messages that were received too often are moved to the dead letters. For
 * use by one thread.
 *
 * <pre>{@code
 * var deliveries = Deliveries.unreliable(seed);
 * bodies.forEach(deliveries::send);
 * deliveries.deliverAll((event, context, requestsMax) ->
 *         handlerOver(requestsMax).handleRequest(event, context));
 * }</pre>
 */
public final class Deliveries {
    /** The number of requests of a consumer that is not killed. */
    public static final int FOR_EVER = Integer.MAX_VALUE;

    private static final int BATCH_MAX = 10;
    private static final int COPIES_MAX = 5;
    private static final int KILLS_MAX = 6;
    private static final int KILLED_REQUESTS_MAX = 6;

    /** So short that a killed consumer gives up at its first unanswered request. */
    private static final int KILLED_MILLIS = 510;

    private final RandomGenerator random;
    private final boolean isUnreliable;
    private final int receivesMax;
    private final List<SQSMessage> waiting = new ArrayList<>();
    private final List<SQSMessage> deadLetters = new ArrayList<>();
    private final Map<String, Integer> receives = new HashMap<>();
    private int sent;
    private int killsLeft;

    private Deliveries(RandomGenerator random, boolean isUnreliable, int receivesMax) {
        this.random = random;
        this.isUnreliable = isUnreliable;
        this.receivesMax = receivesMax;
        this.killsLeft = isUnreliable ? random.nextInt(KILLS_MAX + 1) : 0;
    }

    /** The consumer: one invocation of its function. */
    @FunctionalInterface
    public interface Consumer {
        /**
         * @param requestsMax the number of requests to its tables before it is killed; {@link
         *     #FOR_EVER} if it is not
         */
        SQSBatchResponse handle(SQSEvent event, Context context, int requestsMax);
    }

    /** A queue with all the unreliability of SQS. */
    public static Deliveries unreliable(long seed) {
        return new Deliveries(new SplittableRandom(seed), true, Integer.MAX_VALUE);
    }

    /** A queue that delivers each message once, in order. */
    public static Deliveries clean() {
        return settingAsideAfter(Integer.MAX_VALUE);
    }

    /**
     * A clean queue that moves a message to the dead letters after {@code receivesMax} failed
     * receives.
     */
    public static Deliveries settingAsideAfter(int receivesMax) {
        return new Deliveries(new SplittableRandom(0), false, receivesMax);
    }

    /** Sends a message to a standard queue. */
    public void send(String body) {
        add(body, Map.of());
    }

    /** Sends a message to a FIFO queue. */
    public void send(String body, String group) {
        add(body, Map.of("MessageGroupId", group));
    }

    /** The dead letters. */
    public List<SQSMessage> deadLetters() {
        return List.copyOf(deadLetters);
    }

    /** Redrives the dead letters. */
    public void redrive() {
        receives.clear();
        waiting.addAll(deadLetters);
        deadLetters.clear();
    }

    /** Delivers until every message is acknowledged or a dead letter. */
    public void deliverAll(Consumer consumer) {
        while (!waiting.isEmpty()) {
            List<SQSMessage> batch = takeBatch();
            boolean isKilled = killsLeft > 0 && random.nextInt(3) == 0;
            Set<String> again = isKilled ? killed(consumer, batch) : handled(consumer, batch);
            returnOrSetAside(
                    batch.stream().filter(message -> again.contains(message.getMessageId())));
        }
    }

    private void add(String body, Map<String, String> attributes) {
        int copies = isUnreliable ? random.nextInt(1, COPIES_MAX + 1) : 1;
        sent++;
        for (int copy = 0; copy < copies; copy++) {
            var message = new SQSMessage();
            message.setMessageId("message-" + sent + "-" + copy);
            message.setBody(body);
            message.setAttributes(attributes);
            waiting.add(message);
        }
    }

    /** A random part of the shuffled queue; for a message group, always its first messages. */
    private List<SQSMessage> takeBatch() {
        int size = isUnreliable ? random.nextInt(1, BATCH_MAX + 1) : BATCH_MAX;
        List<SQSMessage> ready = new ArrayList<>(waiting);
        if (isUnreliable) {
            shuffle(ready);
        }
        List<SQSMessage> batch = List.copyOf(ready.subList(0, Math.min(size, ready.size())));
        waiting.removeAll(batch);
        batch.forEach(message -> receives.merge(message.getMessageId(), 1, Integer::sum));
        return batch;
    }

    /** Shuffles the queue, then restores the order within each group. */
    private void shuffle(List<SQSMessage> messages) {
        Map<String, List<SQSMessage>> groups =
                messages.stream()
                        .filter(message -> !group(message).isEmpty())
                        .collect(Collectors.groupingBy(Deliveries::group));
        Collections.shuffle(messages, random);
        messages.replaceAll(
                message ->
                        group(message).isEmpty()
                                ? message
                                : requireNonNull(groups.get(group(message))).removeFirst());
    }

    private static Set<String> handled(Consumer consumer, List<SQSMessage> batch) {
        return consumer
                .handle(event(batch), TestContext.create(), FOR_EVER)
                .getBatchItemFailures()
                .stream()
                .map(BatchItemFailure::getItemIdentifier)
                .collect(Collectors.toSet());
    }

    /** The response of a killed consumer is lost: all of its messages are delivered again. */
    private Set<String> killed(Consumer consumer, List<SQSMessage> batch) {
        killsLeft--;
        if (random.nextBoolean()) {
            consumer.handle(event(batch), TestContext.create(), FOR_EVER);
        } else {
            consumer.handle(
                    event(batch),
                    TestContext.withTimeLeft(KILLED_MILLIS),
                    random.nextInt(KILLED_REQUESTS_MAX));
        }
        return batch.stream().map(SQSMessage::getMessageId).collect(Collectors.toSet());
    }

    /**
     * Returns messages to the head of the queue, in their order, so that those of a group stay in
     * front of the rest.
     */
    private void returnOrSetAside(Stream<SQSMessage> messages) {
        List<SQSMessage> returned = new ArrayList<>();
        messages.forEach(
                message ->
                        (receives.getOrDefault(message.getMessageId(), 0) < receivesMax
                                        ? returned
                                        : deadLetters)
                                .add(message));
        waiting.addAll(0, returned);
    }

    private static SQSEvent event(List<SQSMessage> batch) {
        var event = new SQSEvent();
        event.setRecords(batch);
        return event;
    }

    private static String group(SQSMessage message) {
        return message.getAttributes().getOrDefault("MessageGroupId", "");
    }
}
