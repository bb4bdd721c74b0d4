package dev.netstock.infra.stage;

/**
 * What a table on demand can serve from the first second, without growing into it. It is paid for
 * once, when it is raised, and can only go up.
 *
 * @param readUnits read units a second, 12,000 at least
 * @param writeUnits write units a second, 4,000 at least
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/warm-throughput.html">
 *     Warm throughput in the DynamoDB guide</a>
 */
public record WarmThroughputSettings(int readUnits, int writeUnits) {}
