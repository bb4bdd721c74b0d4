package dev.netstock.infra.stage;

/**
 * The archive of events.
 *
 * @param retentionDays how long it keeps an event
 * @param delaySeconds how long events are buffered before they are archived, 0–900
 */
public record ArchiveSettings(int retentionDays, int delaySeconds) {}
