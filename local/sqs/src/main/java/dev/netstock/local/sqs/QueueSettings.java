package dev.netstock.local.sqs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The attributes of a queue that can be set. Validated as SQS does; all methods that take
 * attributes throw {@link SqsError}.
 *
 * @param values by attribute name, with SQS's defaults
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html">SetQueueAttributes</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html">CreateQueue</a>
 */
record QueueSettings(
        boolean fifo,
        boolean contentBasedDeduplication,
        boolean deduplicatesByGroup,
        Duration delay,
        Duration retention,
        Duration receiveWait,
        Duration visibilityTimeout,
        Optional<RedrivePolicy> redrivePolicy,
        Map<String, String> values) {
    static final String REDRIVE_POLICY = "RedrivePolicy";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FIFO = ".fifo";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,80}");
    private static final Pattern FIFO_NAME = Pattern.compile("[A-Za-z0-9_-]{1,75}\\.fifo");

    /** The range of a value. */
    private record Range(int least, int most) {}

    private static final Map<String, Range> NUMBERS =
            Map.of(
                    "DelaySeconds", new Range(0, 900),
                    "MaximumMessageSize", new Range(1024, MessageChecks.BYTES_MAX),
                    "MessageRetentionPeriod", new Range(60, 1_209_600),
                    "ReceiveMessageWaitTimeSeconds", new Range(0, 20),
                    "VisibilityTimeout", new Range(0, 43_200));

    private static final Map<String, Set<String>> OF_FIFO_QUEUES =
            Map.of(
                    "FifoQueue", Set.of("true", "false"),
                    "ContentBasedDeduplication", Set.of("true", "false"),
                    "DeduplicationScope", Set.of("queue", "messageGroup"),
                    // A limit of requests a second, which the local SQS does not have.
                    "FifoThroughputLimit", Set.of("perQueue", "perMessageGroupId"));

    private static final Map<String, String> DEFAULTS =
            Map.of(
                    "DelaySeconds", "0",
                    "MaximumMessageSize", Integer.toString(MessageChecks.BYTES_MAX),
                    "MessageRetentionPeriod", "345600",
                    "ReceiveMessageWaitTimeSeconds", "0",
                    "VisibilityTimeout", "30");

    private static final Map<String, String> DEFAULTS_OF_FIFO_QUEUES =
            Map.of(
                    "ContentBasedDeduplication", "false",
                    "DeduplicationScope", "queue",
                    "FifoQueue", "true",
                    "FifoThroughputLimit", "perQueue");

    /** Attributes that SQS supports and the local SQS does not. */
    private static final Set<String> UNSUPPORTED =
            Set.of(
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
                    REDRIVE_POLICY);

    QueueSettings {
        values = Map.copyOf(values);
    }

    /** The settings of a new queue. */
    static QueueSettings of(String name, Map<String, String> attributes) {
        boolean fifo = attributes.getOrDefault("FifoQueue", "false").equals("true");
        checkQueueName(name, fifo);
        attributes.forEach((key, value) -> check(key, value, fifo));
        Map<String, String> values = new TreeMap<>(DEFAULTS);
        if (fifo) {
            values.putAll(DEFAULTS_OF_FIFO_QUEUES);
        }
        values.putAll(attributes);
        return of(values);
    }

    /** These settings with other values. An empty redrive policy removes it. */
    QueueSettings with(Map<String, String> attributes) {
        attributes.forEach((key, value) -> check(key, value, fifo));
        if (fifo && attributes.containsKey("FifoQueue")) {
            throw invalid("FifoQueue", " Reason: Modifying queue type is not supported.");
        }
        Map<String, String> changed = new TreeMap<>(values);
        changed.putAll(attributes);
        return of(changed);
    }

    /** Validates the name of a requested attribute. */
    static void checkName(String requested) {
        if (!READABLE.contains(requested)
                && !NUMBERS.containsKey(requested)
                && !OF_FIFO_QUEUES.containsKey(requested)
                && !UNSUPPORTED.contains(requested)) {
            throw SqsError.attributeName("Unknown Attribute " + requested + ".");
        }
    }

    static boolean isFifoName(String name) {
        return name.endsWith(FIFO);
    }

    private static QueueSettings of(Map<String, String> values) {
        boolean byGroup = values.getOrDefault("DeduplicationScope", "queue").equals("messageGroup");
        if (!byGroup
                && values.getOrDefault("FifoThroughputLimit", "perQueue")
                        .equals("perMessageGroupId")) {
            throw invalid(
                    "FifoThroughputLimit",
                    " Reason: perMessageGroupId requires the DeduplicationScope messageGroup.");
        }
        String policy = values.getOrDefault(REDRIVE_POLICY, "");
        if (policy.isEmpty()) {
            values.remove(REDRIVE_POLICY);
        }
        return new QueueSettings(
                values.getOrDefault("FifoQueue", "false").equals("true"),
                values.getOrDefault("ContentBasedDeduplication", "false").equals("true"),
                byGroup,
                seconds(values, "DelaySeconds"),
                seconds(values, "MessageRetentionPeriod"),
                seconds(values, "ReceiveMessageWaitTimeSeconds"),
                seconds(values, "VisibilityTimeout"),
                policy.isEmpty() ? Optional.empty() : Optional.of(redrivePolicy(policy)),
                values);
    }

    private static Duration seconds(Map<String, String> values, String name) {
        return Duration.ofSeconds(Long.parseLong(values.getOrDefault(name, "0")));
    }

    private static void checkQueueName(String name, boolean fifo) {
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

    private static void check(String name, String value, boolean fifo) {
        if (UNSUPPORTED.contains(name)) {
            throw SqsError.notImplemented("the attribute " + name);
        }
        if (NUMBERS.containsKey(name)) {
            checkNumber(name, value);
        } else if (OF_FIFO_QUEUES.containsKey(name)) {
            if (!fifo) {
                throw SqsError.attributeName("Unknown Attribute " + name + ".");
            }
            if (!OF_FIFO_QUEUES.getOrDefault(name, Set.of()).contains(value)) {
                throw invalid(name, "");
            }
        } else if (name.equals(REDRIVE_POLICY)) {
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
            return;
        }
        JsonNode policy = json(value);
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
        if (isFifoName(target) != fifo) {
            throw redrive(value, "Dead-letter queue must be same type of queue as the source.");
        }
    }

    private static RedrivePolicy redrivePolicy(String value) {
        JsonNode policy = json(value);
        return new RedrivePolicy(
                policy.path("deadLetterTargetArn").asText(),
                policy.path("maxReceiveCount").asInt());
    }

    private static JsonNode json(String policy) {
        try {
            return JSON.readTree(policy);
        } catch (JsonProcessingException _) {
            throw redrive(policy, "Redrive policy is not a valid JSON map.");
        }
    }

    /** The error of a redrive policy. */
    static SqsError redrive(String value, String reason) {
        return SqsError.invalidValue(REDRIVE_POLICY, value, reason);
    }

    private static SqsError invalid(String name, String reason) {
        return new SqsError(
                400,
                "InvalidAttributeValue",
                "InvalidAttributeValue",
                "Invalid value for the parameter " + name + "." + reason);
    }
}
