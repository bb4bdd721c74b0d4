package dev.netstock.local.httpapi;

/**
 * A throttle of a stage or a route: a token bucket.
 *
 * @param ratePerSecond tokens added each second
 * @param burst capacity of the bucket
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html">Throttling</a>
 */
public record ThrottleDefinition(double ratePerSecond, int burst) {}
