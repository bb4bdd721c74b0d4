package dev.netstock.local.cloudwatch;

/**
 * A request that CloudWatch rejects or that the local CloudWatch does not support.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CommonErrors.html">Common
 *     errors</a>
 */
final class CloudWatchError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    CloudWatchError(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    /** A value that CloudWatch rejects. */
    static CloudWatchError invalid(String message) {
        return new CloudWatchError(400, "ValidationError", message);
    }

    static CloudWatchError missing(String parameter) {
        return new CloudWatchError(
                400, "MissingParameter", "The parameter " + parameter + " is required.");
    }

    static CloudWatchError serialization(String message) {
        return new CloudWatchError(400, "SerializationException", message);
    }

    /** Names a CloudWatch feature that the local CloudWatch does not support. */
    static CloudWatchError notImplemented(String what) {
        return new CloudWatchError(
                501, "NotImplemented", "Not supported by the local cloud: " + what);
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    /** The message; never null. */
    String text() {
        return String.valueOf(getMessage());
    }
}
