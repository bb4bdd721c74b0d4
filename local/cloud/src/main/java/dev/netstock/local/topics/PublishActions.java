package dev.netstock.local.topics;

import dev.netstock.local.http.Xml;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Publish and PublishBatch.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">Publish</a>
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_PublishBatch.html">PublishBatch</a>
 */
final class PublishActions {
    private static final int ENTRIES_MAX = 10;
    private static final Pattern ENTRY_ID = Pattern.compile("[A-Za-z0-9_-]{1,80}");

    private final Topics topics;
    private final MessageReader reader;

    PublishActions(Topics topics, InstantSource clock) {
        this.topics = topics;
        this.reader = new MessageReader(clock);
    }

    ActionResult publish(QueryParameters parameters) {
        Optional<String> arn =
                parameters.optional("TopicArn").or(() -> parameters.optional("TargetArn"));
        if (arn.isEmpty()) {
            return ActionResult.refused(
                    SnsError.invalid(
                            "TopicArn or TargetArn Reason: no value for required parameter"));
        }
        return ActionResult.of(
                topics.topic(arn.get()),
                topic ->
                        ActionResult.of(
                                reader.read(parameters).then(MessageReader::limited),
                                it -> publish(topic, it)));
    }

    ActionResult publishBatch(QueryParameters parameters) {
        List<QueryParameters> entries = parameters.list("PublishBatchRequestEntries");
        Optional<SnsError> refusal = refusal(entries);
        if (refusal.isPresent()) {
            return ActionResult.refused(refusal.get());
        }
        List<Validated<Message>> read = entries.stream().map(reader::readEntry).toList();
        if (bytes(read) > MessageReader.BYTES_MAX) {
            return ActionResult.refused(batchTooLong());
        }
        return ActionResult.of(
                topics.topic(parameters.text("TopicArn")),
                topic -> publishBatch(topic, entries, read));
    }

    private static ActionResult publish(Topic topic, Message message) {
        topic.publish(List.of(message));
        return ActionResult.done(xml -> xml.text("MessageId", message.id()));
    }

    private static ActionResult publishBatch(
            Topic topic, List<QueryParameters> entries, List<Validated<Message>> read) {
        topic.publish(valid(read));
        return ActionResult.done(
                xml ->
                        xml.element("Successful", list -> write(list, entries, read, true))
                                .element("Failed", list -> write(list, entries, read, false)));
    }

    private static void write(
            Xml xml,
            List<QueryParameters> entries,
            List<Validated<Message>> read,
            boolean successful) {
        for (int i = 0; i < entries.size(); i++) {
            String id = entries.get(i).text("Id");
            Validated<Message> message = read.get(i);
            if (message instanceof Validated.Valid<Message> == successful) {
                xml.element("member", it -> write(it.text("Id", id), message));
            }
        }
    }

    private static void write(Xml member, Validated<Message> message) {
        switch (message) {
            case Validated.Valid<Message>(Message valid) -> member.text("MessageId", valid.id());
            case Validated.Refused<Message>(SnsError refusal) ->
                    member.text("Code", refusal.code())
                            .text("Message", refusal.message())
                            .text("SenderFault", "true");
        }
    }

    private static Optional<SnsError> refusal(List<QueryParameters> entries) {
        List<String> ids = entries.stream().map(it -> it.text("Id")).toList();
        if (entries.isEmpty()) {
            return refusal("EmptyBatchRequest", "The batch request doesn't contain any entries.");
        }
        if (entries.size() > ENTRIES_MAX) {
            return refusal(
                    "TooManyEntriesInBatchRequest",
                    "The batch request contains more entries than permissible.");
        }
        if (ids.stream().anyMatch(id -> !ENTRY_ID.matcher(id).matches())) {
            return refusal(
                    "InvalidBatchEntryId",
                    "The Id of a batch entry in a batch request doesn't abide by the"
                            + " specification.");
        }
        return ids.stream().distinct().count() < ids.size()
                ? refusal(
                        "BatchEntryIdsNotDistinct",
                        "Two or more batch entries in the request have the same Id.")
                : Optional.empty();
    }

    private static Optional<SnsError> refusal(String code, String message) {
        return Optional.of(new SnsError(code, message));
    }

    private static SnsError batchTooLong() {
        return new SnsError(
                "BatchRequestTooLong",
                "The length of all the batch messages put together is more than the limit.");
    }

    private static int bytes(List<Validated<Message>> read) {
        return valid(read).stream().mapToInt(Message::sizeBytes).sum();
    }

    private static List<Message> valid(List<Validated<Message>> read) {
        List<Message> valid = new ArrayList<>();
        for (Validated<Message> message : read) {
            if (message instanceof Validated.Valid<Message>(Message it)) {
                valid.add(it);
            }
        }
        return valid;
    }
}
