package dev.netstock.malls.adapter.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.malls.adapter.credential.CredentialLife.Expiry;
import dev.netstock.malls.port.CredentialExpired;
import dev.netstock.malls.port.MallUnavailable;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

class CredentialWatchTest {
    private static final Instant NOW = Instant.parse("2026-11-28T00:00:00Z");

    @Test
    void daysLeft_ofEachMallThatCanBeAsked() {
        var watch =
                new CredentialWatch(
                        Map.of(
                                "yahoo",
                                () ->
                                        new CredentialLife(
                                                "yahoo",
                                                List.of(
                                                        new Expiry(
                                                                "consent",
                                                                NOW.plus(Duration.ofDays(7))))),
                                "shopify",
                                () -> new CredentialLife("shopify", List.of()),
                                "rakuten",
                                () -> {
                                    throw new CredentialExpired("license key");
                                },
                                "aupay",
                                () -> {
                                    throw new MallUnavailable("maintenance");
                                }));

        assertThat(watch.daysLeft(NOW))
                .containsOnly(Map.entry("yahoo", 7L), Map.entry("rakuten", -1L));
    }
}
