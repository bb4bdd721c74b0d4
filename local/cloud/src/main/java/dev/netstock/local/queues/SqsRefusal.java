package dev.netstock.local.queues;

/**
 * A request that SQS refuses, or that is not served here.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/CommonErrors.html">Common
 *     errors</a>
 */
final class SqsRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String SERVICE = "AWS.SimpleQueueService.";

    private final int status;
    private final String type;
    private final String code;

    /**
     * A refusal.
     *
     * @param type the error's name in the JSON protocol
     * @param code its name in the older Query protocol, by which SDKs show it
     */
    SqsRefusal(int status, String type, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.type = type;
        this.code = code;
    }

    /** An error whose older name is the same with the service before it. */
    static SqsRefusal ofService(String type, String message) {
        return new SqsRefusal(400, type, SERVICE + type, message);
    }

    static SqsRefusal invalidValue(String message) {
        return new SqsRefusal(
                400, "InvalidParameterValueException", "InvalidParameterValue", message);
    }

    static SqsRefusal invalidValue(String name, String value, String reason) {
        return invalidValue(
                "Value " + value + " for parameter " + name + " is invalid. Reason: " + reason);
    }

    static SqsRefusal missing(String parameter) {
        return new SqsRefusal(
                400,
                "MissingRequiredParameterException",
                "MissingParameter",
                "The request must contain the parameter " + parameter + ".");
    }

    static SqsRefusal attributeName(String message) {
        return new SqsRefusal(400, "InvalidAttributeName", "InvalidAttributeName", message);
    }

    static SqsRefusal notFound(String message) {
        return new SqsRefusal(
                404, "ResourceNotFoundException", "ResourceNotFoundException", message);
    }

    static SqsRefusal serialization(String message) {
        return new SqsRefusal(400, "SerializationException", "SerializationException", message);
    }

    /** What SQS knows and this does not is named. */
    static SqsRefusal notImplemented(String what) {
        return new SqsRefusal(
                501, "NotImplemented", "NotImplemented", "Not served on this machine: " + what);
    }

    int status() {
        return status;
    }

    String type() {
        return type;
    }

    String code() {
        return code;
    }

    /** The message, which is always there. */
    String text() {
        return String.valueOf(getMessage());
    }
}
