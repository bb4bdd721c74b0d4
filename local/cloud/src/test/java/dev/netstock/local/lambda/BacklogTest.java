package dev.netstock.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class BacklogTest {
    private final Backlog backlog = new Backlog(0);

    private static long at(int millis) {
        return Duration.ofMillis(millis).toNanos();
    }

    @Test
    void isLong_afterAnEventHasWaitedAQuarterOfASecond_isTrue() {
        backlog.begin(at(10));

        assertThat(backlog.isLong(at(259))).isFalse();
        assertThat(backlog.isLong(at(260))).isTrue();
    }

    @Test
    void isLong_addsTheWaitsOfOneSecond() {
        for (int start = 0; start < 500; start += 100) {
            assertThat(backlog.isLong(at(start))).isFalse();
            backlog.begin(at(start));
            backlog.end(at(start + 50));
        }

        assertThat(backlog.isEmpty()).isTrue();
        assertThat(backlog.isLong(at(500))).isTrue();
    }

    @Test
    void isLong_countsEventsThatWaitTogetherOnce() {
        for (int event = 0; event < 10; event++) {
            backlog.begin(at(0));
        }

        assertThat(backlog.isLong(at(100))).isFalse();
    }

    @Test
    void isLong_forgetsTheWaitsOfTheSecondBefore() {
        backlog.begin(at(0));
        backlog.end(at(300));
        assertThat(backlog.isLong(at(999))).isTrue();

        assertThat(backlog.isLong(at(1_000))).isFalse();
    }

    @Test
    void restart_whileAnEventWaits_countsFromThen() {
        backlog.begin(at(0));
        backlog.restart(at(240));

        assertThat(backlog.isLong(at(480))).isFalse();
        assertThat(backlog.isLong(at(490))).isTrue();
    }
}
