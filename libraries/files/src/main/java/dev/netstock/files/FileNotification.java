package dev.netstock.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.JsonMembers;
import dev.netstock.platform.json.JsonReader;
import dev.netstock.platform.json.JsonWriter;
import dev.netstock.platform.json.TextFormat;
import dev.netstock.platform.json.TimeFormat;
import dev.netstock.platform.json.UntrustedText;
import dev.netstock.platform.json.ValidationErrors;

import java.net.URLEncoder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A notification of S3 from the queue. S3 also sends a test event, without a file, when the
 * notification is configured.
 *
 * @param uploads the objects that were created in the inbox
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html">Event
 *     message structure</a>
 */
public record FileNotification(List<Upload> uploads) {
    private static final int RECORDS_MAX = 1_000;
    private static final String TEST = "s3:TestEvent";
    private static final TextFormat<String> TEXT =
            new TextFormat<>(
                    "Must be a non-empty string.", text -> !text.isEmpty(), Function.identity());

    /** Sequencers differ in length; padded, they sort as text. */
    private static final int SEQUENCER_SIZE = 64;

    /** Form-encoded: a space is a plus. */
    private static final TextFormat<String> KEY =
            new TextFormat<>(
                    "Must be a form-encoded object key.",
                    text -> UntrustedText.formDecoded(text).filter(it -> !it.isEmpty()).isPresent(),
                    text -> UntrustedText.formDecoded(text).orElseThrow());

    public FileNotification {
        uploads = List.copyOf(uploads);
    }

    /** Decodes a message; empty if it is not a notification of S3. */
    public static Optional<FileNotification> read(String json) {
        ValidationErrors errors = new ValidationErrors();
        Optional<Supplier<FileNotification>> notification =
                JsonReader.read(json, errors)
                        .flatMap(value -> JsonMembers.of(value, "", errors))
                        .map(FileNotification::notification);
        return switch (errors.orElse(() -> notification.orElseThrow().get())) {
            case Decoded.Valid(FileNotification read) -> Optional.of(read);
            case Decoded.Invalid<FileNotification> _ -> Optional.empty();
        };
    }

    /** A notification of one upload, as S3 would send it. */
    public static String json(Upload upload) {
        return JsonWriter.object(
                json ->
                        JsonWriter.objects(
                                json,
                                "Records",
                                List.of(upload),
                                (each, it) -> {
                                    if (it.at().isPresent()) {
                                        each.writeStringField(
                                                "eventTime", it.at().get().toString());
                                    }
                                    each.writeObjectFieldStart("s3");
                                    each.writeObjectFieldStart("object");
                                    each.writeStringField(
                                            "key", URLEncoder.encode(it.key().inbox(), UTF_8));
                                    if (it.versionId().isPresent()) {
                                        each.writeStringField("versionId", it.versionId().get());
                                    }
                                    if (!it.sequencer().isEmpty()) {
                                        each.writeStringField("sequencer", it.sequencer());
                                    }
                                    each.writeEndObject();
                                    each.writeEndObject();
                                }));
    }

    private static Supplier<FileNotification> notification(JsonMembers members) {
        if (members.optional("Event", TEXT).filter(TEST::equals).isPresent()) {
            return () -> new FileNotification(List.of());
        }
        Supplier<List<Optional<Upload>>> uploads =
                members.tolerantObjects("Records", RECORDS_MAX, FileNotification::upload);
        return () ->
                new FileNotification(uploads.get().stream().flatMap(Optional::stream).toList());
    }

    private static Supplier<Optional<Upload>> upload(JsonMembers record) {
        Optional<Instant> at = record.optional("eventTime", TimeFormat.ANY);
        Optional<JsonMembers> object =
                record.requiredObject("s3").flatMap(s3 -> s3.requiredObject("object"));
        Optional<Supplier<String>> key = object.map(it -> it.needed("key", KEY));
        Optional<String> versionId = object.flatMap(it -> it.optional("versionId", TEXT));
        Optional<String> sequencer = object.flatMap(it -> it.optional("sequencer", TEXT));
        return () ->
                FileKey.of(key.orElseThrow().get())
                        .map(
                                inbox ->
                                        new Upload(
                                                inbox,
                                                versionId,
                                                sequencer.map(FileNotification::padded).orElse(""),
                                                at.map(it -> it.truncatedTo(ChronoUnit.MILLIS))));
    }

    private static String padded(String sequencer) {
        return sequencer.toUpperCase(Locale.ROOT)
                + "0".repeat(Math.max(0, SEQUENCER_SIZE - sequencer.length()));
    }
}
