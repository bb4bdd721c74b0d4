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

    static KinesisRefusal argument(String message) {
        return new KinesisRefusal("InvalidArgumentException", message);
    }

    String type() {
        return type;
    }
}
