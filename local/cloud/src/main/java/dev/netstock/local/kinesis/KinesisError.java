package dev.netstock.local.kinesis;

/**
 * A request that Kinesis rejects.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/CommonErrors.html">Common
 *     errors</a>
 */
final class KinesisError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String type;

    KinesisError(String type, String message) {
        super(message, null, false, false);
        this.type = type;
    }

    /**
     * A value that violates the API's model.
     *
     * @param at the member, such as {@code records.1.member.data}
     */
    static KinesisError constraint(String at, String constraint) {
        return new KinesisError(
                "ValidationException",
                "1 validation error detected: Value at '"
                        + at
                        + "' failed to satisfy constraint: Member must "
                        + constraint);
    }

    /** Names a Kinesis feature that the local Kinesis does not support. */
    static KinesisError notImplemented(String what) {
        return new KinesisError("NotImplemented", "Not supported by the local cloud: " + what);
    }

    static KinesisError argument(String message) {
        return new KinesisError("InvalidArgumentException", message);
    }

    int status() {
        return type.equals("NotImplemented") ? 501 : 400;
    }

    String type() {
        return type;
    }
}
