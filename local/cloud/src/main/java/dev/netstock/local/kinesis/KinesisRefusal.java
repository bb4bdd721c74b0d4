package dev.netstock.local.kinesis;

/**
 * A request that Kinesis refuses.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/CommonErrors.html">Common
 *     errors</a>
 */
final class KinesisRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String type;

    KinesisRefusal(String type, String message) {
        super(message, null, false, false);
        this.type = type;
    }

    /**
     * A value that the API's model does not allow.
     *
     * @param at the member, as {@code records.1.member.data}
     */
    static KinesisRefusal constraint(String at, String constraint) {
        return new KinesisRefusal(
                "ValidationException",
                "1 validation error detected: Value at '"
                        + at
                        + "' failed to satisfy constraint: Member must "
                        + constraint);
    }

    /** What Kinesis knows and this does not is named. */
    static KinesisRefusal notImplemented(String what) {
        return new KinesisRefusal("NotImplemented", "Not served on this machine: " + what);
    }

    static KinesisRefusal argument(String message) {
        return new KinesisRefusal("InvalidArgumentException", message);
    }

    int status() {
        return type.equals("NotImplemented") ? 501 : 400;
    }

    String type() {
        return type;
    }
}
