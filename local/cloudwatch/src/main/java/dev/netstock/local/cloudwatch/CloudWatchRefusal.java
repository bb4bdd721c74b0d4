package dev.netstock.local.cloudwatch;

/** A request that CloudWatch refuses, or that is not known here. */
final class CloudWatchRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CloudWatchRefusal(String message) {
        super(message, null, false, false);
    }
}
