package dev.netstock.local.topics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.local.topics.Target.Outcome;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Deliveries that do not succeed immediately.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html">Message
 *     delivery retries</a>
 */
class DeliveryWorkerTest {
    @Test
    void accept_whenTheEndpointIsTemporarilyUnavailable_retriesUntilAllAreDelivered() {
        var endpoint = new Endpoint(2);

        try (var courier = DeliveryWorker.start(endpoint, Optional::empty)) {
            courier.accept(deliveries(25));
        }

        assertThat(endpoint.taken)
                .containsExactlyElementsOf(IntStream.range(0, 25).mapToObj(n -> "" + n).toList());
    }

    @Test
    void accept_whenTheEndpointRejects_sendsTheMessagesToTheDeadLetterQueue() {
        var dead = new Endpoint(0);
        Target refusing = deliveries -> deliveries.stream().map(_ -> Outcome.REFUSED).toList();

        try (var courier = DeliveryWorker.start(refusing, () -> Optional.of(dead))) {
            courier.accept(deliveries(3));
        }

        assertThat(dead.taken).containsExactly("0", "1", "2");
    }

    @Test
    void before_eachRetry_waitsAsSnsDoes() {
        assertThat(IntStream.rangeClosed(1, 5).mapToObj(RetryDelays::before))
                .containsExactly(
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1));
        assertThat(RetryDelays.before(6)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(RetryDelays.before(15)).isEqualTo(Duration.ofSeconds(20));
        assertThat(RetryDelays.before(100_015)).isEqualTo(Duration.ofSeconds(20));
    }

    private static List<Delivery> deliveries(int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> new Delivery("id", "" + n, Map.of()))
                .toList();
    }

    /** Accepts all messages except those of the first calls. */
    private static final class Endpoint implements Target {
        private final List<String> taken = new ArrayList<>();
        private int callsInVain;

        Endpoint(int callsInVain) {
            this.callsInVain = callsInVain;
        }

        @Override
        public List<Outcome> deliver(List<Delivery> deliveries) {
            if (callsInVain > 0) {
                callsInVain--;
                return deliveries.stream().map(_ -> Outcome.UNAVAILABLE).toList();
            }
            deliveries.forEach(it -> taken.add(it.body()));
            return deliveries.stream().map(_ -> Outcome.DELIVERED).toList();
        }
    }
}
