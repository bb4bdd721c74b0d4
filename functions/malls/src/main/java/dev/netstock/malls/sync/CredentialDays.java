package dev.netstock.malls.sync;

import java.time.Instant;

/**
 * How long the credentials of a mall are valid, for people.
 *
 * @param left the days until the first key or consent expires; below 0 once it has expired
 * @param checkedAt when the mall was asked
 */
public record CredentialDays(long left, Instant checkedAt) {}
