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

    Answer publish(QueryParameters parameters) {
        Optional<String> arn =
                parameters.optional("TopicArn").or(() -> parameters.optional("TargetArn"));
        if (arn.isEmpty()) {
            return Answer.refused(
                    Refusal.invalid(
                            "TopicArn or TargetArn Reason: no value for required parameter"));
        }
        return Answer.of(
                topics.topic(arn.get()),
                topic ->
                        Answer.of(
                                reader.read(parameters).then(MessageReader::limited),
                                it -> publish(topic, it)));
    }

    Answer publishBatch(QueryParameters parameters) {
        List<QueryParameters> entries = parameters.list("PublishBatchRequestEntries");
        Optional<Refusal> refusal = refusal(entries);
        if (refusal.isPresent()) {
            return Answer.refused(refusal.get());
        }
        List<Checked<Message>> read = entries.stream().map(reader::readEntry).toList();
        if (bytes(read) > MessageReader.BYTES_MAX) {
            return Answer.refused(batchTooLong());
        }
        return Answer.of(
                topics.topic(parameters.text("TopicArn")),
                topic -> publishBatch(topic, entries, read));
    }

    private static Answer publish(Topic topic, Message message) {
        topic.publish(List.of(message));
        return Answer.done(xml -> xml.text("MessageId", message.id()));
    }

    private static Answer publishBatch(
            Topic topic, List<QueryParameters> entries, List<Checked<Message>> read) {
        topic.publish(valid(read));
        return Answer.done(
                xml ->
                        xml.element("Successful", list -> write(list, entries, read, true))
                                .element("Failed", list -> write(list, entries, read, false)));
    }

    private static void write(
            Xml xml,
            List<QueryParameters> entries,
            List<Checked<Message>> read,
            boolean successful) {
        for (int i = 0; i < entries.size(); i++) {
            String id = entries.get(i).text("Id");
            Checked<Message> message = read.get(i);
            if (message instanceof Checked.Valid<Message> == successful) {
                xml.element("member", it -> write(it.text("Id", id), message));
            }
        }
    }

    private static void write(Xml member, Checked<Message> message) {
        switch (message) {
            case Checked.Valid<Message>(Message valid) -> member.text("MessageId", valid.id());
            case Checked.Refused<Message>(Refusal refusal) ->
                    member.text("Code", refusal.code())
                            .text("Message", refusal.message())
                            .text("SenderFault", "true");
        }
    }

    private static Optional<Refusal> refusal(List<QueryParameters> entries) {
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

    private static Optional<Refusal> refusal(String code, String message) {
        return Optional.of(new Refusal(code, message));
    }

    private static Refusal batchTooLong() {
        return new Refusal(
                "BatchRequestTooLong",
                "The length of all the batch messages put together is more than the limit.");
    }

    private static int bytes(List<Checked<Message>> read) {
        return valid(read).stream().mapToInt(Message::sizeBytes).sum();
    }

    private static List<Message> valid(List<Checked<Message>> read) {
        List<Message> valid = new ArrayList<>();
        for (Checked<Message> message : read) {
            if (message instanceof Checked.Valid<Message>(Message it)) {
                valid.add(it);
            }
        }
        return valid;
    }
}
