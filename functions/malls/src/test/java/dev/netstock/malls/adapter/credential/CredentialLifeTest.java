package dev.netstock.malls.adapter.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.malls.adapter.credential.CredentialLife.Expiry;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

class CredentialLifeTest {
    private static final Instant END = Instant.parse("2026-12-31T00:00:00Z");
    private static final Expiry KEY = new Expiry("key", END);
    private static final Expiry CONSENT = new Expiry("consent", END.plus(Duration.ofDays(100)));

    private final CredentialLife life = new CredentialLife("yahoo", List.of(CONSENT, KEY));

    @Test
    void daysLeft_isThatOfTheFirstEndRoundedDown() {
        assertThat(life.daysLeft(END.minus(Duration.ofDays(14)))).contains(14L);
        assertThat(life.daysLeft(END.minus(Duration.ofHours(47)))).contains(1L);
        assertThat(life.daysLeft(END.plusSeconds(1))).contains(-1L);
        assertThat(new CredentialLife("shopify", List.of()).daysLeft(END)).isEmpty();
    }

    @Test
    void newWarnings_eachHourOfAMonth_ringAt14And7And2DaysOnce() {
        Instant start = END.minus(Duration.ofDays(30));
        List<Long> rings =
                LongStream.rangeClosed(1, 24 * 31)
                        .mapToObj(hour -> start.plus(Duration.ofHours(hour)))
                        .filter(
                                now ->
                                        life.newWarnings(now.minus(Duration.ofHours(1)), now)
                                                .contains(KEY))
                        .map(KEY::daysLeft)
                        .toList();

        assertThat(rings).containsExactly(14L, 7L, 2L);
    }

    @Test
    void newWarnings_checkThatWasMissed_ringsWithTheNextOne() {
        Instant before = END.minus(Duration.ofDays(20));
        Instant after = END.minus(Duration.ofDays(1));

        assertThat(life.newWarnings(before, after)).containsExactly(KEY);
        assertThat(KEY.warning(after)).contains(2);
    }
}
