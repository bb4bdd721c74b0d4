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
    void token_twentyMinutesBeforeItsEnd_isRefreshed() {
        tokens.token();
        clock.pass(Duration.ofMinutes(39));
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
    void token_refreshTokenRefused_isTriedEveryHalfMinuteWithoutNewVersions() {
        AccessTokens refused = failing(new CredentialExpired("invalid_grant"));
        for (int second = 0; second < 300; second++) {
            assertThatThrownBy(refused::token).isInstanceOf(CredentialExpired.class);
            clock.pass(Duration.ofSeconds(1));
        }

        assertThat(refreshes).hasValue(10);
        assertThat(store.versions()).isEqualTo(2);
    }

    @Test
    void token_refreshFailsForADay_needsOneVersionInTenMinutes() {
        List<AccessTokens> instances =
                List.of(
                        failing(new MallUnavailable("outage")),
                        failing(new MallUnavailable("outage")));
        for (int minute = 0; minute < 24 * 60; minute++) {
            instances.forEach(
                    it -> assertThatThrownBy(it::token).isInstanceOf(MallUnavailable.class));
            clock.pass(Duration.ofMinutes(1));
        }

        assertThat(store.versions()).isBetween(100, 146);
    }

    @Test
    void token_personRenewsTheConsent_isUsedAtOnce() {
        AccessTokens mended =
                new AccessTokens(
                        store,
                        credentials -> {
                            if (credentials.required("refreshToken").equals("r0")) {
                                throw new CredentialExpired("invalid_grant");
                            }
                            return new RefreshedToken("new", Duration.ofHours(1), Optional.empty());
                        },
                        clock);
        assertThatThrownBy(mended::token).isInstanceOf(CredentialExpired.class);
        store.put(Map.of("refreshToken", "consented"));

        assertThat(mended.token()).isEqualTo("new");
    }

    @Test
    void token_refreshFailsBeforeItsEnd_isUsedWhileItLives() {
        tokens.token();
        AccessTokens other = failing(new MallUnavailable("outage"));
        clock.pass(Duration.ofMinutes(50));

        assertThat(other.token()).isEqualTo("t1");
        assertThatThrownBy(() -> other.replacing("t1")).isInstanceOf(MallUnavailable.class);
        clock.pass(Duration.ofMinutes(10));
        assertThatThrownBy(other::token).isInstanceOf(MallUnavailable.class);
    }

    private AccessTokens failing(RuntimeException failure) {
        return new AccessTokens(
                store,
                _ -> {
                    refreshes.incrementAndGet();
                    throw failure;
                },
                clock);
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

    @Test
    void token_anotherClaimsAfterTheReading_refreshesOnce() {
        var outpaced = new OutpacedStore();
        var slow = new AccessTokens(outpaced, this::refreshed, clock);

        assertThatThrownBy(slow::token).isInstanceOf(MallUnavailable.class);
        assertThat(outpaced.tokenOfTheOther).isEqualTo("t1");
        assertThat(refreshes).hasValue(1);
        assertThat(slow.token()).isEqualTo("t1");
    }

    /** Another instance refreshes the token between this one's reading and its claim. */
    private final class OutpacedStore implements CredentialStore {
        private String tokenOfTheOther = "";

        @Override
        public StoredCredentials read() {
            return store.read();
        }

        @Override
        public Optional<StoredCredentials> replace(
                StoredCredentials expected, Map<String, String> values) {
            if (tokenOfTheOther.isEmpty()) {
                tokenOfTheOther = tokens.token();
            }
            return store.replace(expected, values);
        }
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
        return new AccessTokens(store, this::refreshed, clock);
    }

    private RefreshedToken refreshed(StoredCredentials credentials) {
        int number = refreshes.incrementAndGet();
        assertThat(credentials.required("refreshToken")).isEqualTo("r" + (number - 1));
        return new RefreshedToken("t" + number, Duration.ofHours(1), Optional.of("r" + number));
    }
}
