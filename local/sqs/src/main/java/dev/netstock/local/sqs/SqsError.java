package dev.netstock.local.sqs;

/**
 * A request that SQS rejects or that the local SQS does not support.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/CommonErrors.html">Common
 *     errors</a>
 */
public final class SqsError extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String SERVICE = "AWS.SimpleQueueService.";

    private final int status;
    private final String type;
    private final String code;

    /**
     * Creates an error.
     *
     * @param type the error's name in the JSON protocol
     * @param code its name in the older Query protocol, which SDKs show
     */
    SqsError(int status, String type, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.type = type;
        this.code = code;
    }

    /** An error whose older name is the same name with the service as prefix. */
    static SqsError ofService(String type, String message) {
        return new SqsError(400, type, SERVICE + type, message);
    }

    static SqsError invalidValue(String message) {
        return new SqsError(
                400, "InvalidParameterValueException", "InvalidParameterValue", message);
    }

    static SqsError invalidValue(String name, String value, String reason) {
        return invalidValue(
                "Value " + value + " for parameter " + name + " is invalid. Reason: " + reason);
    }

    static SqsError missing(String parameter) {
        return new SqsError(
                400,
                "MissingRequiredParameterException",
                "MissingParameter",
                "The request must contain the parameter " + parameter + ".");
    }

    static SqsError attributeName(String message) {
        return new SqsError(400, "InvalidAttributeName", "InvalidAttributeName", message);
    }

    static SqsError notFound(String message) {
        return new SqsError(404, "ResourceNotFoundException", "ResourceNotFoundException", message);
    }

    static SqsError serialization(String message) {
        return new SqsError(400, "SerializationException", "SerializationException", message);
    }

    /** Names an SQS feature that the local SQS does not support. */
    static SqsError notImplemented(String what) {
        return new SqsError(
                501,
                "NotImplemented",
                "NotImplemented",
                "Not supported by the local cloud: " + what);
    }

    static SqsError noSuchQueue() {
        return new SqsError(
                400,
                "QueueDoesNotExist",
                SERVICE + "NonExistentQueue",
                "The specified queue does not exist.");
    }

    /** The HTTP status of the response. */
    public int status() {
        return status;
    }

    /** Its name in the JSON protocol. */
    public String type() {
        return type;
    }

    String code() {
        return code;
    }

    /** The message; never null. */
    String text() {
        return String.valueOf(getMessage());
    }
}
