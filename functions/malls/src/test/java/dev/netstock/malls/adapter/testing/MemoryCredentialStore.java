package dev.netstock.malls.adapter.testing;

import dev.netstock.malls.adapter.credential.CredentialStore;
import dev.netstock.malls.adapter.credential.StoredCredentials;

import java.util.Map;
import java.util.Optional;

/** Credentials in memory, with the semantics of the real store. Thread-safe. */
public final class MemoryCredentialStore implements CredentialStore {
    private StoredCredentials current;
    private int versions = 1;

    public MemoryCredentialStore(Map<String, String> values) {
        current = new StoredCredentials("1", values);
    }

    @Override
    public synchronized StoredCredentials read() {
        return current;
    }

    @Override
    public synchronized Optional<StoredCredentials> replace(
            StoredCredentials expected, Map<String, String> values) {
        if (!current.version().equals(expected.version())) {
            return Optional.empty();
        }
        put(values);
        return Optional.of(current);
    }

    /** Replaces the credentials, as a person does. */
    public synchronized void put(Map<String, String> values) {
        versions++;
        current = new StoredCredentials(Integer.toString(versions), values);
    }

    public synchronized int versions() {
        return versions;
    }
}
