package dev.netstock.imports;

import dev.netstock.json.Decoded;
import dev.netstock.json.Faults;
import dev.netstock.json.JsonMembers;
import dev.netstock.json.JsonReading;
import dev.netstock.json.TextForm;
import dev.netstock.json.UntrustedText;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the bucket tells through the queue. When the notification is set up, S3 sends a test, which
 * names no file.
 *
 * @param keys of objects that were created
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html">Event
 *     message structure</a>
 */
record FileNotification(List<String> keys) {
    private static final int RECORDS_MAX = 1_000;
    private static final String TEST = "s3:TestEvent";
    private static final TextForm<String> TEXT =
            new TextForm<>("A text is expected.", text -> !text.isEmpty(), Function.identity());

    /** Encoded as in a form: a blank is a plus. */
    private static final TextForm<String> KEY =
            new TextForm<>(
                    "The key of an object, form-encoded, is expected.",
                    text -> UntrustedText.formDecoded(text).filter(it -> !it.isEmpty()).isPresent(),
                    text -> UntrustedText.formDecoded(text).orElseThrow());

    FileNotification {
        keys = List.copyOf(keys);
    }

    /** Reads a message; empty if it is none of S3's. */
    static Optional<FileNotification> read(String json) {
        Faults faults = new Faults();
        Optional<Supplier<FileNotification>> notification =
                JsonReading.read(json, faults)
                        .flatMap(value -> JsonMembers.of(value, "", faults))
                        .map(FileNotification::notification);
        return switch (faults.orElse(() -> notification.orElseThrow().get())) {
            case Decoded.Valid(FileNotification read) -> Optional.of(read);
            case Decoded.Invalid<FileNotification> _ -> Optional.empty();
        };
    }

    private static Supplier<FileNotification> notification(JsonMembers members) {
        if (members.optional("Event", TEXT).filter(TEST::equals).isPresent()) {
            return () -> new FileNotification(List.of());
        }
        Supplier<List<String>> keys =
                members.tolerantObjects("Records", RECORDS_MAX, FileNotification::key);
        return () -> new FileNotification(keys.get());
    }

    private static Supplier<String> key(JsonMembers record) {
        Optional<Supplier<String>> key =
                record.requiredObject("s3")
                        .flatMap(s3 -> s3.requiredObject("object"))
                        .map(object -> object.needed("key", KEY));
        return () -> key.orElseThrow().get();
    }
}
