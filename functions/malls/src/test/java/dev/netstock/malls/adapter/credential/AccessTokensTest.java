package dev.netstock.malls.adapter.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.malls.adapter.credential.AccessTokens.RefreshedToken;
import dev.netstock.malls.adapter.testing.MemoryCredentialStore;
import dev.netstock.malls.adapter.testing.TestClock;
import dev.netstock.malls.port.CredentialExpired;
import dev.netstock.malls.port.MallUnavailable;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

class AccessTokensTest {
    private final TestClock clock = new TestClock();
    private final MemoryCredentialStore store =
            new MemoryCredentialStore(Map.of("refreshToken", "r0", "clientId", "c"));
    private final AtomicInteger refreshes = new AtomicInteger();
    private final AccessTokens tokens = instance();

    @Test
    void token_firstTime_isRefreshedAndStoredForOthers() {
        assertThat(tokens.token()).isEqualTo("t1");
        assertThat(tokens.token()).isEqualTo("t1");
        assertThat(instance().token()).isEqualTo("t1");

        assertThat(refreshes).hasValue(1);
        assertThat(store.read().values())
                .containsEntry("accessToken", "t1")
                .containsEntry("refreshToken", "r1")
                .containsEntry("clientId", "c")
                .doesNotContainKey("refreshClaimedUntil");
    }

    @Test
    void token_tenMinutesBeforeItsEnd_isRefreshed() {
        tokens.token();
        clock.pass(Duration.ofMinutes(49));
        assertThat(tokens.token()).isEqualTo("t1");
        clock.pass(Duration.ofMinutes(1));
        assertThat(tokens.token()).isEqualTo("t2");
    }

    @Test
    void token_whileAnotherRefreshes_isTheOldOneWhileItLives() {
        tokens.token();
        clock.pass(Duration.ofMinutes(55));
        claim(Duration.ofHours(1));

        assertThat(tokens.token()).isEqualTo("t1");
        clock.pass(Duration.ofMinutes(5));
        assertThatThrownBy(tokens::token).isInstanceOf(MallUnavailable.class);
        assertThat(refreshes).hasValue(1);
    }

    @Test
    void token_claimOfADeadInstance_lapses() {
        claim(Duration.ofMinutes(1));
        assertThatThrownBy(tokens::token).isInstanceOf(MallUnavailable.class);

        clock.pass(Duration.ofMinutes(1));

        assertThat(tokens.token()).isEqualTo("t1");
    }

    @Test
    void replacing_refusedToken_isRefreshedOnce() {
        String refused = tokens.token();
        AccessTokens other = instance();

        assertThat(tokens.replacing(refused)).isEqualTo("t2");
        assertThat(other.replacing(refused)).isEqualTo("t2");
        assertThat(refreshes).hasValue(2);
    }

    @Test
    void token_refreshTokenRefused_isExpiredAndKeepsItsClaim() {
        var refused =
                new AccessTokens(
                        store,
                        _ -> {
                            refreshes.incrementAndGet();
                            throw new CredentialExpired("invalid_grant");
                        },
                        clock);

        assertThatThrownBy(refused::token).isInstanceOf(CredentialExpired.class);
        assertThatThrownBy(refused::token).isInstanceOf(MallUnavailable.class);
        assertThat(refreshes).hasValue(1);
    }

    @Test
    void token_personReplacesCredentialsMeanwhile_keepsTheirs() {
        var slow =
                new AccessTokens(
                        store,
                        _ -> {
                            store.put(Map.of("refreshToken", "new"));
                            return new RefreshedToken("old", Duration.ofHours(1), Optional.empty());
                        },
                        clock);

        assertThat(slow.token()).isEqualTo("old");
        assertThat(store.read().values()).containsOnly(Map.entry("refreshToken", "new"));
    }

    @Test
    void token_manyInstancesAtOnce_useTheRefreshTokenOnce()
            throws InterruptedException, ExecutionException {
        List<Callable<String>> calls = new ArrayList<>();
        for (int instance = 0; instance < 50; instance++) {
            AccessTokens it = instance();
            calls.add(() -> tokenOrUnavailable(it));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<String> token : threads.invokeAll(calls)) {
                assertThat(token.get()).isIn("t1", "unavailable");
            }
        }
        assertThat(refreshes).hasValue(1);
    }

    private static String tokenOrUnavailable(AccessTokens tokens) {
        try {
            return tokens.token();
        } catch (MallUnavailable _) {
            return "unavailable";
        }
    }

    private void claim(Duration duration) {
        StoredCredentials current = store.read();
        store.put(
                current.with(
                        Map.of(
                                AccessTokens.CLAIMED_UNTIL,
                                clock.instant().plus(duration).toString())));
    }

    private AccessTokens instance() {
        return new AccessTokens(
                store,
                credentials -> {
                    int number = refreshes.incrementAndGet();
                    assertThat(credentials.required("refreshToken")).isEqualTo("r" + (number - 1));
                    return new RefreshedToken(
                            "t" + number, Duration.ofHours(1), Optional.of("r" + number));
                },
                clock);
    }
}
