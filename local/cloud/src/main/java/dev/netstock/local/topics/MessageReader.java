package dev.netstock.local.topics;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Parses a message to publish.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">Publish</a>
 */
record MessageReader(InstantSource clock) {
    /** Size limit of one message and of a whole batch. */
    static final int BYTES_MAX = 256 * 1024;

    private static final Pattern SUBJECT = Pattern.compile("[\\x21-\\x7E][\\x20-\\x7E]{0,99}");

    /** Names may contain single dots, but not at the ends. */
    private static final Pattern ATTRIBUTE_NAME =
            Pattern.compile("(?=.{1,256}$)[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");

    /** The supported parameters of Publish. */
    static final Set<String> PARAMETERS_OF_PUBLISH =
            Set.of(
                    "Message",
                    "MessageAttributes",
                    "MessageDeduplicationId",
                    "MessageStructure",
                    "Subject",
                    "TargetArn",
                    "TopicArn");

    private static final Set<String> PARAMETERS_OF_ENTRY =
            Set.of(
                    "Id",
                    "Message",
                    "MessageAttributes",
                    "MessageDeduplicationId",
                    "MessageStructure",
                    "Subject");

    Validated<Message> read(QueryParameters parameters) {
        Optional<String> subject = parameters.optional("Subject");
        if (parameters.text("Message").isEmpty()) {
            return refused("Empty message");
        }
        if (subject.isPresent() && !SUBJECT.matcher(subject.get()).matches()) {
            return refused("Subject");
        }
        Optional<String> structure = parameters.optional("MessageStructure");
        if (structure.isPresent()) {
            return structure.get().equals("json")
                    ? Validated.refused(SnsError.notImplemented("MessageStructure: json"))
                    : refused("MessageStructure");
        }
        if (parameters.optional("MessageDeduplicationId").isPresent()) {
            return refused("MessageDeduplicationId Reason: not valid for this topic type");
        }
        return attributes(parameters).then(it -> message(parameters, subject, it));
    }

    /** Parses an entry of a batch. */
    Validated<Message> readEntry(QueryParameters entry) {
        return entry.unread(PARAMETERS_OF_ENTRY)
                .map(it -> SnsError.notImplemented("the parameter " + it))
                .map(Validated::<Message>refused)
                .orElseGet(() -> read(entry));
    }

    /** Rejects a message that is too long. */
    static Validated<Message> limited(Message message) {
        return message.sizeBytes() > BYTES_MAX
                ? refused("Message too long")
                : new Validated.Valid<>(message);
    }

    private Validated<Message> message(
            QueryParameters parameters,
            Optional<String> subject,
            Map<String, MessageAttribute> attributes) {
        return new Validated.Valid<>(
                new Message(
                        UUID.randomUUID().toString(),
                        clock.instant(),
                        subject,
                        parameters.text("Message"),
                        attributes));
    }

    private static Validated<Map<String, MessageAttribute>> attributes(QueryParameters parameters) {
        List<QueryParameters> entries = parameters.list("MessageAttributes");
        Map<String, MessageAttribute> attributes = new LinkedHashMap<>();
        for (QueryParameters entry : entries) {
            String name = entry.text("Name");
            MessageAttribute attribute = attribute(entry);
            if (!ATTRIBUTE_NAME.matcher(name).matches() || !attribute.isValid()) {
                return Validated.refused(
                        new SnsError(
                                "ParameterValueInvalid",
                                "The message attribute '%s' with type '%s' is not valid"
                                        .formatted(name, attribute.type())));
            }
            attributes.put(name, attribute);
        }
        return new Validated.Valid<>(attributes);
    }

    private static MessageAttribute attribute(QueryParameters entry) {
        String type = entry.text("Value.DataType");
        return new MessageAttribute(
                type,
                entry.text(
                        type.startsWith(MessageAttribute.BINARY)
                                ? "Value.BinaryValue"
                                : "Value.StringValue"));
    }

    private static Validated<Message> refused(String what) {
        return Validated.refused(SnsError.invalid(what));
    }
}
