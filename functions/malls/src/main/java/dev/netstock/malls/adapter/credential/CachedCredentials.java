package dev.netstock.malls.adapter.credential;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The credentials of a mall, read again every few minutes, so that a key that a person replaced is
 * used without a restart. Thread-safe.
 */
public final class CachedCredentials {
    private static final Duration AGE_MAX = Duration.ofMinutes(5);

    private final CredentialStore store;
    private final InstantSource clock;
    private final AtomicReference<@Nullable Reading> last = new AtomicReference<>();

    public CachedCredentials(CredentialStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** The credentials, at most five minutes old. */
    public StoredCredentials current() {
        Reading reading = last.get();
        return reading != null && clock.instant().isBefore(reading.at().plus(AGE_MAX))
                ? reading.credentials()
                : reread();
    }

    /** The credentials as they are stored now. */
    public StoredCredentials reread() {
        return keep(store.read());
    }

    /** Keeps a version that this instance has just read or written. */
    StoredCredentials keep(StoredCredentials credentials) {
        last.set(new Reading(credentials, clock.instant()));
        return credentials;
    }

    private record Reading(StoredCredentials credentials, Instant at) {}
}
