package dev.netstock.malls.adapter.credential;

import dev.netstock.malls.port.CredentialExpired;
import dev.netstock.malls.port.MallUnavailable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Access tokens that live for an hour and are shared by all instances. One instance refreshes: it
 * first stores a claim, with compare-and-set, so that no two instances use the same refresh token
 * at the same time. The others use the old token while it lives. A claim of an instance that died
 * lapses after a minute.
 *
 * <p>The stored values are {@code refreshToken}, {@code accessToken}, {@code accessTokenExpiresAt}
 * and {@code refreshClaimedUntil}. Thread-safe.
 */
public final class AccessTokens {
    public static final String REFRESH_TOKEN = "refreshToken";
    public static final String ACCESS_TOKEN = "accessToken";
    public static final String EXPIRES_AT = "accessTokenExpiresAt";
    static final String CLAIMED_UNTIL = "refreshClaimedUntil";

    /** A token is refreshed this long before it expires. */
    private static final Duration MARGIN = Duration.ofMinutes(10);

    /** A token that expires earlier than this could expire on its way. */
    private static final Duration USABLE = Duration.ofSeconds(30);

    private static final Duration CLAIM = Duration.ofMinutes(1);

    private final CredentialStore store;
    private final CachedCredentials cached;
    private final Refresh refresh;
    private final InstantSource clock;

    public AccessTokens(CredentialStore store, Refresh refresh, InstantSource clock) {
        this.store = store;
        this.cached = new CachedCredentials(store, clock);
        this.refresh = refresh;
        this.clock = clock;
    }

    /** Asks the mall for an access token. */
    @FunctionalInterface
    public interface Refresh {
        /**
         * Sends the refresh token, once.
         *
         * @throws CredentialExpired if the mall refuses the refresh token or the client
         * @throws MallUnavailable if there is no usable answer
         */
        RefreshedToken apply(StoredCredentials credentials);
    }

    /**
     * The mall's answer.
     *
     * @param lifetime how long the access token lives from now
     * @param refreshToken the refresh token that replaces the used one, if the mall rotates them
     */
    public record RefreshedToken(
            String accessToken, Duration lifetime, Optional<String> refreshToken) {
        /** Leaves the tokens out. */
        @Override
        public String toString() {
            return "RefreshedToken[lifetime=" + lifetime + "]";
        }
    }

    /** The other values of the credentials, such as the seller's key. */
    public StoredCredentials credentials() {
        return cached.current();
    }

    /**
     * A token for a request that is sent now.
     *
     * @throws CredentialExpired if a person must give a new consent or key
     * @throws MallUnavailable if no token can be had now
     */
    public String token() {
        StoredCredentials current = cached.current();
        return isFresh(current)
                ? current.required(ACCESS_TOKEN)
                : refreshed(cached.reread(), _ -> true);
    }

    /**
     * A token to use instead of one that the mall refused.
     *
     * @throws CredentialExpired if a person must give a new consent or key
     * @throws MallUnavailable if no token can be had now
     */
    public String replacing(String refused) {
        return refreshed(cached.reread(), token -> !token.equals(refused));
    }

    private String refreshed(StoredCredentials current, Predicate<String> isAccepted) {
        Optional<String> token = current.find(ACCESS_TOKEN).filter(isAccepted);
        if (token.isPresent() && isFresh(current)) {
            return token.get();
        }
        Optional<StoredCredentials> claimed =
                isClaimed(current) ? Optional.empty() : claim(current);
        if (claimed.isEmpty()) {
            return token.filter(_ -> expiresAfter(current, USABLE))
                    .orElseThrow(
                            () ->
                                    new MallUnavailable(
                                            "Another instance refreshes the access token"));
        }
        return keep(claimed.get(), refresh.apply(claimed.get()));
    }

    private Optional<StoredCredentials> claim(StoredCredentials current) {
        String until = clock.instant().plus(CLAIM).toString();
        return store.replace(current, current.with(Map.of(CLAIMED_UNTIL, until)));
    }

    /**
     * If a person replaced the credentials meanwhile, theirs stay; this token works all the same.
     */
    private String keep(StoredCredentials claimed, RefreshedToken token) {
        Map<String, String> changes = new HashMap<>();
        changes.put(ACCESS_TOKEN, token.accessToken());
        changes.put(EXPIRES_AT, clock.instant().plus(token.lifetime()).toString());
        changes.put(CLAIMED_UNTIL, "");
        token.refreshToken().ifPresent(rotated -> changes.put(REFRESH_TOKEN, rotated));
        store.replace(claimed, claimed.with(changes)).ifPresent(cached::keep);
        return token.accessToken();
    }

    private boolean isFresh(StoredCredentials credentials) {
        return credentials.find(ACCESS_TOKEN).isPresent() && expiresAfter(credentials, MARGIN);
    }

    private boolean expiresAfter(StoredCredentials credentials, Duration needed) {
        return isLater(credentials.findTime(EXPIRES_AT), clock.instant().plus(needed));
    }

    private boolean isClaimed(StoredCredentials credentials) {
        return isLater(credentials.findTime(CLAIMED_UNTIL), clock.instant());
    }

    private static boolean isLater(Optional<Instant> time, Instant than) {
        return time.filter(it -> it.isAfter(than)).isPresent();
    }
}
