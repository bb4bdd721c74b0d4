package dev.netstock.local.httpapi;

/**
 * A token bucket, as stages and routes have one.
 *
 * @param ratePerSecond tokens that come back each second
 * @param burst tokens that the bucket holds
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html">Throttling</a>
 */
public record ThrottleDefinition(double ratePerSecond, int burst) {}
