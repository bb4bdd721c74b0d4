package dev.netstock.platform.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

class DeliveriesTest {
    private final List<String> seen = new ArrayList<>();

    @Test
    void deliverAll_cleanQueue_deliversEachOnceAndInOrder() {
        var deliveries = Deliveries.clean();
        Stream.of("a", "b", "c").forEach(deliveries::send);
        deliveries.deliverAll((event, _, _) -> acknowledged(event));
        assertThat(seen).containsExactly("a", "b", "c");
    }

    @Test
    void deliverAll_unreliableQueue_deliversEachAtLeastOnceAndSomeRepeatedlyOrLater() {
        List<String> bodies = Stream.iterate(0, i -> i + 1).limit(30).map(i -> "" + i).toList();
        var deliveries = Deliveries.unreliable(1);
        bodies.forEach(deliveries::send);
        deliveries.deliverAll((event, _, _) -> acknowledged(event));
        assertThat(new TreeSet<>(seen)).isEqualTo(new TreeSet<>(bodies));
        assertThat(seen).hasSizeGreaterThan(60);
        assertThat(seen.stream().distinct().toList()).isNotEqualTo(bodies);
    }

    @Test
    void deliverAll_killedConsumers_getSomeRequestsOrNone() {
        List<Integer> lives = new ArrayList<>();
        for (long seed = 0; seed < 100; seed++) {
            var deliveries = Deliveries.unreliable(seed);
            Stream.of("a", "b", "c", "d", "e").forEach(deliveries::send);
            deliveries.deliverAll(
                    (event, _, requestsMax) -> {
                        lives.add(requestsMax);
                        return acknowledged(event);
                    });
        }
        assertThat(lives).contains(0, 1, 2, 3, 4, 5, Deliveries.FOR_EVER);
    }

    @RepeatedTest(20)
    void deliverAll_messageGroups_keepTheirOrder(RepetitionInfo seed) {
        var deliveries = Deliveries.unreliable(seed.getCurrentRepetition());
        for (int i = 0; i < 10; i++) {
            deliveries.send("a" + i, "a");
            deliveries.send("b" + i, "b");
        }
        deliveries.deliverAll((event, _, _) -> acknowledged(event));
        assertThat(firsts("a")).isSorted();
        assertThat(firsts("b")).isSorted();
    }

    @Test
    void deliverAll_poisonMessage_isDeadLetteredAndRedriven() {
        var deliveries = Deliveries.settingAsideAfter(5);
        Stream.of("a", "poison", "c").forEach(deliveries::send);
        deliveries.deliverAll((event, _, _) -> except("poison", event));
        assertThat(seen).containsOnlyOnce("a", "c");
        assertThat(seen.stream().filter("poison"::equals)).hasSize(5);
        assertThat(deliveries.deadLetters())
                .extracting(SQSMessage::getBody)
                .containsExactly("poison");
        seen.clear();
        deliveries.redrive();
        deliveries.deliverAll((event, _, _) -> acknowledged(event));
        assertThat(seen).containsExactly("poison");
        assertThat(deliveries.deadLetters()).isEmpty();
    }

    private SQSBatchResponse acknowledged(SQSEvent event) {
        return except("", event);
    }

    private SQSBatchResponse except(String poison, SQSEvent event) {
        event.getRecords().forEach(message -> seen.add(message.getBody()));
        return new SQSBatchResponse(
                event.getRecords().stream()
                        .filter(message -> message.getBody().equals(poison))
                        .map(message -> new BatchItemFailure(message.getMessageId()))
                        .toList());
    }

    private List<String> firsts(String group) {
        return seen.stream().filter(body -> body.startsWith(group)).distinct().toList();
    }
}
