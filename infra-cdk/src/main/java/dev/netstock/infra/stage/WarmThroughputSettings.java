package dev.netstock.infra.stage;

/**
 * The load that an on-demand table can serve immediately, without scaling up first. It is charged
 * once, when it is raised, and can only be raised.
 *
 * @param readUnitsPerSecond at least 12,000
 * @param writeUnitsPerSecond at least 4,000
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/warm-throughput.html">
 *     Warm throughput in the DynamoDB guide</a>
 */
public record WarmThroughputSettings(int readUnitsPerSecond, int writeUnitsPerSecond) {}
