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
 * Reads a message that is to be published.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">Publish</a>
 */
record MessageReader(InstantSource clock) {
    /** Of one message, and of all messages of a batch. */
    static final int BYTES_MAX = 256 * 1024;

    private static final Pattern SUBJECT = Pattern.compile("[\\x21-\\x7E][\\x20-\\x7E]{0,99}");

    /** Dots stand within names, one by one. */
    private static final Pattern ATTRIBUTE_NAME =
            Pattern.compile("(?=.{1,256}$)[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");

    /** Which parameters are read of a message that is published alone. */
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

    Checked<Message> read(QueryParameters parameters) {
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
                    ? Checked.refused(Refusal.notImplemented("MessageStructure: json"))
                    : refused("MessageStructure");
        }
        if (parameters.optional("MessageDeduplicationId").isPresent()) {
            return refused("MessageDeduplicationId Reason: not valid for this topic type");
        }
        return attributes(parameters).then(it -> message(parameters, subject, it));
    }

    /** Reads an entry of a batch. */
    Checked<Message> readEntry(QueryParameters entry) {
        return entry.unread(PARAMETERS_OF_ENTRY)
                .map(it -> Refusal.notImplemented("the parameter " + it))
                .map(Checked::<Message>refused)
                .orElseGet(() -> read(entry));
    }

    /** Refuses a message that is too long to be published alone. */
    static Checked<Message> limited(Message message) {
        return message.sizeBytes() > BYTES_MAX
                ? refused("Message too long")
                : new Checked.Valid<>(message);
    }

    private Checked<Message> message(
            QueryParameters parameters,
            Optional<String> subject,
            Map<String, MessageAttribute> attributes) {
        return new Checked.Valid<>(
                new Message(
                        UUID.randomUUID().toString(),
                        clock.instant(),
                        subject,
                        parameters.text("Message"),
                        attributes));
    }

    private static Checked<Map<String, MessageAttribute>> attributes(QueryParameters parameters) {
        List<QueryParameters> entries = parameters.list("MessageAttributes");
        Map<String, MessageAttribute> attributes = new LinkedHashMap<>();
        for (QueryParameters entry : entries) {
            String name = entry.text("Name");
            MessageAttribute attribute = attribute(entry);
            if (!ATTRIBUTE_NAME.matcher(name).matches() || !attribute.isValid()) {
                return Checked.refused(
                        new Refusal(
                                "ParameterValueInvalid",
                                "The message attribute '%s' with type '%s' is not valid"
                                        .formatted(name, attribute.type())));
            }
            attributes.put(name, attribute);
        }
        return new Checked.Valid<>(attributes);
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

    private static Checked<Message> refused(String what) {
        return Checked.refused(Refusal.invalid(what));
    }
}
