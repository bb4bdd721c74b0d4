package dev.netstock.local.httpapi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;

// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html
class TokenBucketTest {
    private Instant now = Instant.EPOCH;
    private final TokenBucket bucket = new TokenBucket(new ThrottleDefinition(10, 5), () -> now);

    private long takenOf(int attempts) {
        return IntStream.range(0, attempts).filter(_ -> bucket.take()).count();
    }

    @Test
    void take_initially_allowsTheBurst() {
        assertThat(takenOf(20)).isEqualTo(5);
    }

    @Test
    void take_later_allowsTheRate() {
        takenOf(20);

        now = now.plus(Duration.ofMillis(300));

        assertThat(takenOf(20)).isEqualTo(3);
    }

    @Test
    void take_muchLater_allowsAtMostTheBurst() {
        takenOf(20);

        now = now.plus(Duration.ofHours(1));

        assertThat(takenOf(20)).isEqualTo(5);
    }
}
