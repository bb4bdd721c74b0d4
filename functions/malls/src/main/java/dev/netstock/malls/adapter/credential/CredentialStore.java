package dev.netstock.malls.adapter.credential;

import dev.netstock.malls.port.MallUnavailable;

import java.util.Map;
import java.util.Optional;

/**
 * Where the credentials of one mall are kept. Many instances use them at the same time, so they are
 * only replaced if the version that was read is still current. Thread-safe.
 */
public interface CredentialStore {
    /**
     * The current version.
     *
     * @throws MallUnavailable if the store cannot be read now
     */
    StoredCredentials read();

    /**
     * Replaces the current version, unless it is another than {@code expected}.
     *
     * @return the new version; empty if another version had become current
     * @throws MallUnavailable if it is not known whether the version was replaced
     */
    Optional<StoredCredentials> replace(StoredCredentials expected, Map<String, String> values);
}
