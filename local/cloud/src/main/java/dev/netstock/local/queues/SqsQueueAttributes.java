package dev.netstock.local.queues;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Validates queue attributes as SQS does. All methods throw {@link SqsError}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html">SetQueueAttributes</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html">CreateQueue</a>
 */
final class SqsQueueAttributes {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FIFO = ".fifo";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,80}");
    private static final Pattern FIFO_NAME = Pattern.compile("[A-Za-z0-9_-]{1,75}\\.fifo");

    /** The range of a value. */
    private record Range(int least, int most) {}

    private static final Map<String, Range> NUMBERS =
            Map.of(
                    "DelaySeconds", new Range(0, 900),
                    "MaximumMessageSize", new Range(1024, SqsMessages.BYTES_MAX),
                    "MessageRetentionPeriod", new Range(60, 1_209_600),
                    "ReceiveMessageWaitTimeSeconds", new Range(0, 20),
                    "VisibilityTimeout", new Range(0, 43_200));

    private static final Set<String> OF_FIFO_QUEUES =
            Set.of("FifoQueue", "ContentBasedDeduplication");

    /** Attributes that SQS supports and ElasticMQ does not. */
    private static final Set<String> UNSUPPORTED =
            Set.of(
                    "DeduplicationScope",
                    "FifoThroughputLimit",
                    "KmsDataKeyReusePeriodSeconds",
                    "KmsMasterKeyId",
                    "Policy",
                    "RedriveAllowPolicy",
                    "SqsManagedSseEnabled");

    private static final Set<String> READABLE =
            Set.of(
                    "All",
                    "ApproximateNumberOfMessages",
                    "ApproximateNumberOfMessagesDelayed",
                    "ApproximateNumberOfMessagesNotVisible",
                    "CreatedTimestamp",
                    "LastModifiedTimestamp",
                    "QueueArn",
                    "RedrivePolicy");

    private SqsQueueAttributes() {}

    /** Validates CreateQueue or SetQueueAttributes. */
    static void check(JsonNode request) {
        boolean creates = request.path("QueueUrl").isMissingNode();
        String name = request.path(creates ? "QueueName" : "QueueUrl").asText();
        boolean fifo = name.endsWith(FIFO);
        if (creates) {
            checkQueueName(name, request.path("Attributes").path("FifoQueue").asText("false"));
        }
        request.path("Attributes")
                .properties()
                .forEach(it -> checkAttribute(it.getKey(), it.getValue().asText(), fifo, creates));
    }

    /** Validates the name of a requested attribute. */
    static void checkName(JsonNode name) {
        String requested = name.asText();
        if (!READABLE.contains(requested)
                && !NUMBERS.containsKey(requested)
                && !OF_FIFO_QUEUES.contains(requested)
                && !UNSUPPORTED.contains(requested)) {
            throw SqsError.attributeName("Unknown Attribute " + requested + ".");
        }
    }

    private static void checkQueueName(String name, String fifoQueue) {
        boolean fifo = fifoQueue.equals("true");
        if (!(fifo ? FIFO_NAME : NAME).matcher(name).matches()) {
            throw fifo
                    ? SqsError.invalidValue(
                            "The name of a FIFO queue can only include alphanumeric characters,"
                                    + " hyphens, or underscores, must end with .fifo suffix and be"
                                    + " 1 to 80 in length.")
                    : SqsError.invalidValue(
                            "Can only include alphanumeric characters, hyphens, or underscores. 1"
                                    + " to 80 in length");
        }
    }

    private static void checkAttribute(String name, String value, boolean fifo, boolean creates) {
        if (UNSUPPORTED.contains(name)) {
            throw SqsError.notImplemented("the attribute " + name);
        }
        if (NUMBERS.containsKey(name)) {
            checkNumber(name, value);
        } else if (OF_FIFO_QUEUES.contains(name)) {
            if (!fifo) {
                throw SqsError.attributeName("Unknown Attribute " + name + ".");
            }
            if (!value.equals("true") && !value.equals("false")) {
                throw invalid(name, "");
            }
            if (name.equals("FifoQueue") && !creates) {
                throw invalid(name, " Reason: Modifying queue type is not supported.");
            }
        } else if (name.equals("RedrivePolicy")) {
            checkRedrivePolicy(value, fifo);
        } else {
            throw SqsError.attributeName("Unknown Attribute " + name + ".");
        }
    }

    private static void checkNumber(String name, String value) {
        Range range = NUMBERS.get(name);
        if (range == null
                || !value.matches("\\d{1,9}")
                || Integer.parseInt(value) < range.least()
                || Integer.parseInt(value) > range.most()) {
            throw invalid(name, "");
        }
        if (name.equals("MaximumMessageSize") && Integer.parseInt(value) != range.most()) {
            throw SqsError.notImplemented("the attribute " + name);
        }
    }

    private static void checkRedrivePolicy(String value, boolean fifo) {
        if (value.isEmpty()) {
            throw SqsError.notImplemented("removing the attribute RedrivePolicy");
        }
        JsonNode policy;
        try {
            policy = JSON.readTree(value);
        } catch (JsonProcessingException _) {
            throw redrive(value, "Redrive policy is not a valid JSON map.");
        }
        String count = policy.path("maxReceiveCount").asText();
        String target = policy.path("deadLetterTargetArn").asText();
        if (target.isEmpty()) {
            throw redrive(
                    value,
                    "Redrive policy does not contain mandatory attribute:"
                            + " deadLetterTargetArn.");
        }
        if (!count.matches("\\d{1,4}")
                || Integer.parseInt(count) < 1
                || Integer.parseInt(count) > 1000) {
            throw redrive(
                    value,
                    "Invalid value for maxReceiveCount: "
                            + count
                            + ", valid values are from 1 to 1000 both inclusive.");
        }
        if (target.endsWith(FIFO) != fifo) {
            throw redrive(value, "Dead-letter queue must be same type of queue as the source.");
        }
    }

    private static SqsError redrive(String value, String reason) {
        return SqsError.invalidValue("RedrivePolicy", value, reason);
    }

    private static SqsError invalid(String name, String reason) {
        return new SqsError(
                400,
                "InvalidAttributeValue",
                "InvalidAttributeValue",
                "Invalid value for the parameter " + name + "." + reason);
    }
}
