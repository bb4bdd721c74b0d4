package dev.netstock.malls.adapter.credential;

import dev.netstock.malls.port.CredentialExpired;
import dev.netstock.malls.port.MallException;
import dev.netstock.malls.port.MallUnavailable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Access tokens that live for an hour and are shared by all instances. One instance refreshes: it
 * first stores a claim, with compare-and-set, so that no two instances use the same refresh token
 * at the same time. The others use the old token while it lives. A claim of an instance that died
 * lapses after ten minutes, and a refresh begins twenty minutes before the token's end, so there is
 * time for another.
 *
 * <p>While refreshing fails, the instance with the claim tries again every half minute without
 * storing anything: a store may keep few versions a day.
 *
 * <p>The stored values are {@code refreshToken}, {@code accessToken}, {@code accessTokenExpiresAt},
 * {@code refreshClaimedBy} and {@code refreshClaimedUntil}. Thread-safe.
 */
public final class AccessTokens {
    public static final String REFRESH_TOKEN = "refreshToken";
    public static final String ACCESS_TOKEN = "accessToken";
    public static final String EXPIRES_AT = "accessTokenExpiresAt";
    static final String CLAIMED_BY = "refreshClaimedBy";
    static final String CLAIMED_UNTIL = "refreshClaimedUntil";

    /** A token is refreshed this long before it expires. */
    private static final Duration MARGIN = Duration.ofMinutes(20);

    /** A token that expires earlier than this could expire on its way. */
    private static final Duration USABLE = Duration.ofSeconds(30);

    private static final Duration CLAIM = Duration.ofMinutes(10);
    private static final Duration RETRY = Duration.ofSeconds(30);

    private final CredentialStore store;
    private final CachedCredentials cached;
    private final Refresh refresh;
    private final InstantSource clock;
    private final String instance = UUID.randomUUID().toString();
    private Optional<Failure> failure = Optional.empty();

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

    /** A refresh that failed with these credentials, and is not tried again before a time. */
    private record Failure(String version, Instant until, MallException cause) {}

    private synchronized String refreshed(StoredCredentials current, Predicate<String> isAccepted) {
        Optional<String> token = current.find(ACCESS_TOKEN).filter(isAccepted);
        if (token.isPresent() && isFresh(current)) {
            return token.get();
        }
        try {
            return refreshed(current);
        } catch (MallException e) {
            return token.filter(_ -> expiresAfter(current, USABLE)).orElseThrow(() -> e);
        }
    }

    private String refreshed(StoredCredentials current) {
        Optional<Failure> recent =
                failure.filter(it -> it.version().equals(current.version()))
                        .filter(it -> clock.instant().isBefore(it.until()));
        if (recent.isPresent()) {
            throw recent.get().cause();
        }
        StoredCredentials claimed =
                claim(current)
                        .orElseThrow(
                                () ->
                                        new MallUnavailable(
                                                "Another instance refreshes the access token"));
        try {
            return keep(claimed, refresh.apply(claimed));
        } catch (MallException e) {
            Instant until = clock.instant().plus(RETRY);
            failure = Optional.of(new Failure(claimed.version(), until, e));
            throw e;
        }
    }

    /** The credentials with this instance's claim; empty if another instance has it. */
    private Optional<StoredCredentials> claim(StoredCredentials current) {
        if (isLater(current.findTime(CLAIMED_UNTIL), clock.instant())) {
            return Optional.of(current)
                    .filter(it -> it.find(CLAIMED_BY).filter(instance::equals).isPresent());
        }
        String until = clock.instant().plus(CLAIM).toString();
        return store.replace(
                current, current.with(Map.of(CLAIMED_BY, instance, CLAIMED_UNTIL, until)));
    }

    /**
     * If a person replaced the credentials meanwhile, theirs stay; this token works all the same.
     */
    private String keep(StoredCredentials claimed, RefreshedToken token) {
        Map<String, String> changes = new HashMap<>();
        changes.put(ACCESS_TOKEN, token.accessToken());
        changes.put(EXPIRES_AT, clock.instant().plus(token.lifetime()).toString());
        changes.put(CLAIMED_BY, "");
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

    private static boolean isLater(Optional<Instant> time, Instant than) {
        return time.filter(it -> it.isAfter(than)).isPresent();
    }
}
