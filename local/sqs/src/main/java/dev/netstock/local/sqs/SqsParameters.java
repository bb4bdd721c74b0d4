package dev.netstock.local.sqs;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Validates request parameters as SQS does, except messages and queue attributes. All methods throw
 * {@link SqsError}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_Operations.html">Actions</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html">Message
 *     quotas</a>
 */
final class SqsParameters {
    /** Twelve hours. */
    private static final int VISIBILITY_S_MAX = 43_200;

    private static final int ENTRIES_MAX = 10;
    private static final Pattern ENTRY_ID = Pattern.compile("[A-Za-z0-9_-]{1,80}");
    private static final Pattern RECEIPT = Pattern.compile("[0-9a-f-]{36}#[0-9a-f-]{36}");

    private static final Set<String> MESSAGE =
            Set.of(
                    "DelaySeconds",
                    "MessageAttributes",
                    "MessageBody",
                    "MessageDeduplicationId",
                    "MessageGroupId",
                    "MessageSystemAttributes");

    /** The supported actions with their supported parameters. */
    private static final Map<String, Set<String>> ACTIONS =
            Map.ofEntries(
                    Map.entry("CancelMessageMoveTask", Set.of("TaskHandle")),
                    Map.entry(
                            "ChangeMessageVisibility",
                            Set.of("QueueUrl", "ReceiptHandle", "VisibilityTimeout")),
                    Map.entry("ChangeMessageVisibilityBatch", Set.of("QueueUrl", "Entries")),
                    Map.entry("CreateQueue", Set.of("QueueName", "Attributes", "tags")),
                    Map.entry("DeleteMessage", Set.of("QueueUrl", "ReceiptHandle")),
                    Map.entry("DeleteMessageBatch", Set.of("QueueUrl", "Entries")),
                    Map.entry("DeleteQueue", Set.of("QueueUrl")),
                    Map.entry("GetQueueAttributes", Set.of("QueueUrl", "AttributeNames")),
                    Map.entry("GetQueueUrl", Set.of("QueueName")),
                    Map.entry("ListDeadLetterSourceQueues", Set.of("QueueUrl")),
                    Map.entry("ListMessageMoveTasks", Set.of("SourceArn", "MaxResults")),
                    Map.entry("ListQueues", Set.of("QueueNamePrefix")),
                    Map.entry("ListQueueTags", Set.of("QueueUrl")),
                    Map.entry("PurgeQueue", Set.of("QueueUrl")),
                    Map.entry(
                            "ReceiveMessage",
                            Set.of(
                                    "AttributeNames",
                                    "MaxNumberOfMessages",
                                    "MessageAttributeNames",
                                    "MessageSystemAttributeNames",
                                    "QueueUrl",
                                    "VisibilityTimeout",
                                    "WaitTimeSeconds")),
                    Map.entry("SendMessage", with(MESSAGE, "QueueUrl")),
                    Map.entry("SendMessageBatch", Set.of("QueueUrl", "Entries")),
                    Map.entry("SetQueueAttributes", Set.of("QueueUrl", "Attributes")),
                    Map.entry(
                            "StartMessageMoveTask",
                            Set.of("SourceArn", "DestinationArn", "MaxNumberOfMessagesPerSecond")),
                    Map.entry("TagQueue", Set.of("QueueUrl", "Tags")),
                    Map.entry("UntagQueue", Set.of("QueueUrl", "TagKeys")));

    /** The supported parameters of a batch entry. */
    private static final Map<String, Set<String>> ENTRIES =
            Map.of(
                    "ChangeMessageVisibilityBatch",
                    Set.of("Id", "ReceiptHandle", "VisibilityTimeout"),
                    "DeleteMessageBatch",
                    Set.of("Id", "ReceiptHandle"),
                    "SendMessageBatch",
                    with(MESSAGE, "Id"));

    private SqsParameters() {}

    /** Validates a request except the entries of a batch, which can fail individually. */
    static void check(String action, JsonNode request) {
        Set<String> known = ACTIONS.get(action);
        if (known == null) {
            throw SqsError.notImplemented("the action " + action);
        }
        checkNames(known, request);
        if (known.contains("QueueUrl")) {
            require(request, "QueueUrl");
        }
        switch (action) {
            case "ChangeMessageVisibility", "DeleteMessage" -> checkEntry(action, request);
            case "ChangeMessageVisibilityBatch", "DeleteMessageBatch", "SendMessageBatch" ->
                    checkEntries(action, request);
            case "CancelMessageMoveTask" -> require(request, "TaskHandle");
            case "GetQueueAttributes" ->
                    request.path("AttributeNames")
                            .forEach(it -> QueueSettings.checkName(it.asText()));
            case "GetQueueUrl" -> require(request, "QueueName");
            case "ReceiveMessage" -> checkReceive(request);
            case "ListMessageMoveTasks", "StartMessageMoveTask" -> checkMoveTask(request);
            default -> {
                // No other parameters.
            }
        }
    }

    /** Validates a message to delete or hide: a request or a batch entry. */
    static void checkEntry(String action, JsonNode entry) {
        require(entry, "ReceiptHandle");
        if (!RECEIPT.matcher(entry.path("ReceiptHandle").asText()).matches()) {
            throw new SqsError(
                    404,
                    "ReceiptHandleIsInvalid",
                    "ReceiptHandleIsInvalid",
                    "The input receipt handle \""
                            + entry.path("ReceiptHandle").asText()
                            + "\" is not a valid receipt handle.");
        }
        if (action.startsWith("ChangeMessageVisibility")) {
            require(entry, "VisibilityTimeout");
            checkRange(
                    entry,
                    "VisibilityTimeout",
                    0,
                    VISIBILITY_S_MAX,
                    "Must be between 0 and " + VISIBILITY_S_MAX + ", if provided.");
        }
    }

    static void require(JsonNode request, String name) {
        if (request.path(name).asText().isEmpty()) {
            throw SqsError.missing(name);
        }
    }

    /** A number, if present, must be an integer in the range. */
    static void checkRange(JsonNode request, String name, int least, int most, String reason) {
        checkInteger(request, name);
        JsonNode value = request.path(name);
        if (value.isNumber()
                && (!value.canConvertToInt()
                        || value.intValue() < least
                        || value.intValue() > most)) {
            throw SqsError.invalidValue(name, value.asText(), reason);
        }
    }

    /** A number, if present, must be an integer. */
    static void checkInteger(JsonNode request, String name) {
        if (request.hasNonNull(name) && !request.path(name).isIntegralNumber()) {
            throw SqsError.serialization(name + " is an integer");
        }
    }

    private static void checkNames(Set<String> known, JsonNode request) {
        request.fieldNames()
                .forEachRemaining(
                        name -> {
                            if (!known.contains(name)) {
                                throw SqsError.notImplemented("the parameter " + name);
                            }
                        });
    }

    /**
     * Errors that fail the whole batch.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html#API_SendMessageBatch_Errors">Errors
     *     of SendMessageBatch</a>
     */
    private static void checkEntries(String action, JsonNode request) {
        JsonNode entries = request.path("Entries");
        String entryName = action + "RequestEntry";
        if (entries.isEmpty()) {
            throw SqsError.ofService(
                    "EmptyBatchRequest",
                    "There should be at least one " + entryName + " in the request.");
        }
        if (entries.size() > ENTRIES_MAX) {
            throw SqsError.ofService(
                    "TooManyEntriesInBatchRequest",
                    "Maximum number of entries per request are "
                            + ENTRIES_MAX
                            + ". You have sent "
                            + entries.size()
                            + ".");
        }
        var ids = new HashSet<String>();
        for (JsonNode entry : entries) {
            checkNames(ENTRIES.getOrDefault(action, Set.of()), entry);
            String id = entry.path("Id").asText();
            if (!ENTRY_ID.matcher(id).matches()) {
                throw SqsError.ofService(
                        "InvalidBatchEntryId",
                        "A batch entry id can only contain alphanumeric characters, hyphens and"
                                + " underscores. It can be at most 80 letters long.");
            }
            if (!ids.add(id)) {
                throw SqsError.ofService("BatchEntryIdsNotDistinct", "Id " + id + " repeated.");
            }
        }
    }

    private static void checkReceive(JsonNode request) {
        checkRange(request, "MaxNumberOfMessages", 1, 10, "Must be between 1 and 10, if provided.");
        checkRange(request, "WaitTimeSeconds", 0, 20, "Must be >= 0 and <= 20, if provided.");
        checkRange(
                request,
                "VisibilityTimeout",
                0,
                VISIBILITY_S_MAX,
                "Must be >= 0 and <= " + VISIBILITY_S_MAX + ", if provided.");
        MessageJson.checkSystemAttributeNames(request.path("AttributeNames"));
        MessageJson.checkSystemAttributeNames(request.path("MessageSystemAttributeNames"));
    }

    private static void checkMoveTask(JsonNode request) {
        require(request, "SourceArn");
        checkRange(request, "MaxResults", 1, 10, "Value for parameter MaxResults is invalid.");
        checkRange(
                request,
                "MaxNumberOfMessagesPerSecond",
                1,
                500,
                "The value must be between 1 and 500.");
    }

    private static Set<String> with(Set<String> names, String one) {
        List<String> all = new ArrayList<>(names);
        all.add(one);
        return Set.copyOf(all);
    }
}
