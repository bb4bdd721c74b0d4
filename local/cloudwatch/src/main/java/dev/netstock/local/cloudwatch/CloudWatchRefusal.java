package dev.netstock.local.cloudwatch;

/**
 * A request that CloudWatch refuses, or that is not known here.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CommonErrors.html">Common
 *     errors</a>
 */
final class CloudWatchRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    CloudWatchRefusal(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    /** A value that CloudWatch does not take. */
    static CloudWatchRefusal invalid(String message) {
        return new CloudWatchRefusal(400, "ValidationError", message);
    }

    static CloudWatchRefusal missing(String parameter) {
        return new CloudWatchRefusal(
                400, "MissingParameter", "The parameter " + parameter + " is required.");
    }

    static CloudWatchRefusal serialization(String message) {
        return new CloudWatchRefusal(400, "SerializationException", message);
    }

    /** What CloudWatch knows and this does not is named. */
    static CloudWatchRefusal notImplemented(String what) {
        return new CloudWatchRefusal(
                501, "NotImplemented", "This is not served on this machine: " + what);
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    /** The message, which is always there. */
    String text() {
        return String.valueOf(getMessage());
    }
}
