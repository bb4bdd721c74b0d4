package dev.netstock.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.events.EventData;
import dev.netstock.events.EventLine;
import dev.netstock.events.StockEvent;
import dev.netstock.messages.testing.RecordingTopic;
import dev.netstock.messages.testing.RecordingTopic.Answer;
import dev.netstock.messages.testing.RecordingTopic.Published;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Deadline;
import dev.netstock.platform.messaging.MessagingClients;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.core.exception.SdkException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

class EventPublisherTest {
    private final RecordingTopic topic = RecordingTopic.open();
    private final List<String> failures = new ArrayList<>();
    private final EventPublisher publisher =
            new EventPublisher(
                    MessagingClients.topic(
                            topic.client(),
                            RecordingTopic.ARN,
                            (operation, kind) -> failures.add(operation + " " + kind)));

    @AfterEach
    void close() {
        topic.close();
    }

    @Test
    void publish_whenThereAreMany_sendsTenPerRequest() {
        assertThat(publisher.publish(levels(25), call(5_000))).isEmpty();
        assertThat(topic.batches()).extracting(List::size).containsExactlyInAnyOrder(10, 10, 5);
        assertThat(topic.events()).containsExactlyInAnyOrderElementsOf(levels(25));
    }

    @Test
    void publish_whenEventsAreLarge_sendsAsManyAsFitInARequest() {
        List<StockEvent> large =
                IntStream.range(0, 5).mapToObj(n -> ofSize(n, 100 * 1024)).toList();
        assertThat(publisher.publish(large, call(5_000))).isEmpty();
        assertThat(topic.batches()).extracting(List::size).containsExactlyInAnyOrder(2, 2, 1);
    }

    @Test
    void publish_whenOneIsTooLarge_returnsItsIdAndPublishesTheOthers() {
        List<StockEvent> events = new ArrayList<>(levels(3));
        events.add(1, ofSize(99, 300 * 1024));
        assertThat(publisher.publish(events, call(5_000))).containsExactly("large-99");
        assertThat(topic.events()).containsExactlyInAnyOrderElementsOf(levels(3));
    }

    @Test
    void publish_setsTheAttributesForFilterPolicies() {
        StockEvent released =
                event(
                        "order#o#0002",
                        new EventData.Released(
                                "o",
                                2,
                                "rakuten",
                                List.of(
                                        new EventLine("A", "west", 0, 1),
                                        new EventLine("B", "east", 0, 1),
                                        new EventLine("A", "east", 0, 1))));
        publisher.publish(List.of(released), call(5_000));
        Published published = topic.published().getFirst();
        assertThat(published.attributes())
                .containsOnly(
                        Map.entry("type", "reservation.released"),
                        Map.entry("channel", "rakuten"),
                        Map.entry("location", "[\"east\",\"west\"]"));
        assertThat(published.types()).containsEntry("location", "String.Array");
    }

    @Test
    void publish_whenAnEventHasNoChannelOrNoLocation_omitsTheAttribute() {
        StockEvent confirmed =
                event("order#o#0002", new EventData.Confirmed("o", 2, "pos", List.of()));
        publisher.publish(List.of(confirmed, levels(1).getFirst()), call(5_000));
        assertThat(topic.published().getFirst().attributes()).containsOnlyKeys("type", "channel");
        assertThat(topic.published().getLast().attributes()).containsOnlyKeys("type", "location");
    }

    @Test
    void publish_whenSomeEntriesFail_retriesOnlyThose() {
        Set<String> failedOnce = ConcurrentHashMap.newKeySet();
        topic.fails(
                entry ->
                        entry.message().contains("\"version\":2") && failedOnce.add(entry.message())
                                ? Answer.FAIL_ENTRY
                                : Answer.ACCEPT);
        assertThat(publisher.publish(levels(5), call(5_000))).isEmpty();
        assertThat(topic.batches()).extracting(List::size).containsExactly(4, 1);
        assertThat(failures).containsExactly("SEND THROTTLED");
    }

    @Test
    void publish_whenAnEntryIsRejected_returnsItsIdWithoutRetry() {
        topic.fails(
                entry ->
                        entry.message().contains("\"version\":2")
                                ? Answer.REFUSE_ENTRY
                                : Answer.ACCEPT);
        assertThat(publisher.publish(levels(5), call(5_000))).containsExactly("level.changed#2");
        assertThat(topic.batches()).extracting(List::size).containsExactly(4);
    }

    @Test
    void publish_whenTheTopicIsThrottled_retriesUntilPublished() {
        Set<String> throttledOnce = ConcurrentHashMap.newKeySet();
        topic.fails(entry -> throttledOnce.add("once") ? Answer.THROTTLE : Answer.ACCEPT);
        assertThat(publisher.publish(levels(2), call(5_000))).isEmpty();
        assertThat(failures).containsExactly("SEND THROTTLED");
    }

    @Test
    void publish_whenTheResponseIsLost_publishesAgain() {
        Set<String> lostOnce = ConcurrentHashMap.newKeySet();
        topic.fails(entry -> lostOnce.add("once") ? Answer.LOSE_ANSWER : Answer.ACCEPT);
        assertThat(publisher.publish(levels(2), call(5_000))).isEmpty();
        assertThat(topic.batches()).extracting(List::size).containsExactly(2, 2);
        assertThat(failures).containsExactly("SEND IN_DOUBT");
    }

    @Test
    void publish_whenTimeRunsOut_returnsExactlyTheUnpublishedIds() {
        topic.fails(
                entry ->
                        entry.message().contains("\"version\":2")
                                ? Answer.FAIL_ENTRY
                                : Answer.ACCEPT);
        assertThat(publisher.publish(levels(15), call(300))).containsExactly("level.changed#2");
        assertThat(topic.events()).hasSize(14);
    }

    @Test
    void publish_whenThereAreNoEvents_sendsNoRequest() {
        assertThat(publisher.publish(List.of(), call(300))).isEmpty();
        assertThat(topic.batches()).isEmpty();
    }

    @Test
    void publish_whenTheTopicDoesNotExist_throws() {
        topic.fails(_ -> Answer.NOT_FOUND);
        assertThatThrownBy(() -> publisher.publish(levels(1), call(5_000)))
                .isInstanceOf(SdkException.class);
    }

    private static List<StockEvent> levels(int count) {
        return IntStream.range(0, count)
                .mapToObj(
                        n ->
                                event(
                                        "level.changed#" + (n + 1),
                                        new EventData.LevelChanged("A", "east", 7, n + 1)))
                .toList();
    }

    private static StockEvent ofSize(int number, int bytes) {
        return new StockEvent(
                "large-" + number,
                Instant.EPOCH,
                Optional.empty(),
                Optional.of("x".repeat(bytes)),
                new EventData.LevelChanged("A", "east", 7, 1));
    }

    private static StockEvent event(String id, EventData data) {
        return new StockEvent(id, Instant.EPOCH, Optional.empty(), Optional.empty(), data);
    }

    private static Call call(int millis) {
        return new Call("test", "trace", Deadline.after(Duration.ofMillis(millis)));
    }
}
