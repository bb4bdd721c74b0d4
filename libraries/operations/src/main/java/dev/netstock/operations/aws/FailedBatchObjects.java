package dev.netstock.operations.aws;

import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Object;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The batches of a stream that an event source mapping gave up, and the records that the function
 * rejected. Each is an object in a bucket and contains the event. A replay invokes the function
 * with each event, and deletes the object when the function has processed it. If the function
 * rejects a record again, it writes the object again, and the object stays.
 *
 * @param functionArn with the alias
 * @param prefixes the key prefixes of the mapping's objects and of the function's objects
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html">Retaining
 *     discarded batches</a>
 */
public record FailedBatchObjects(
        S3Client objects,
        LambdaClient functions,
        String name,
        Set<String> otherNames,
        String functionArn,
        String bucket,
        List<String> prefixes)
        implements FailedBatch {
    private static final int PAGE_MAX = 1_000;

    public FailedBatchObjects {
        otherNames = Set.copyOf(otherNames);
        prefixes = prefixes.stream().sorted().toList();
    }

    @Override
    public int waiting() {
        return oldest("", COUNTED_MAX).size();
    }

    @Override
    public String kind() {
        return "failed batches";
    }

    @Override
    public List<FailedMessage> peek(int most) {
        return oldest("", most).stream().map(it -> failed(it.key(), it.lastModified())).toList();
    }

    private FailedMessage failed(String key, Instant storedAt) {
        String object = object(key).asUtf8String();
        List<String> causes =
                JsonText.elements(JsonText.member(object, "refused").orElse("[]")).stream()
                        .flatMap(refused -> JsonText.member(refused, "reason").stream())
                        .distinct()
                        .toList();
        List<String> records =
                JsonText.member(object, "payload")
                        .flatMap(event -> JsonText.member(event, "Records"))
                        .map(JsonText::elements)
                        .orElseGet(List::of);
        return new FailedMessage(key, storedAt, Optional.empty(), records, causes);
    }

    @Override
    public RedriveResult redrive(String after, int most) {
        var kept = new ArrayList<String>();
        List<String> keys = oldest(after, most).stream().map(S3Object::key).toList();
        for (String key : keys) {
            Optional<String> failure = replay(key);
            if (failure.isEmpty()) {
                delete(key);
            } else {
                kept.add(key + ": " + failure.get());
            }
        }
        return new RedriveResult(
                keys.size() - kept.size(), kept, keys.isEmpty() ? after : keys.getLast());
    }

    @Override
    public RedriveResult redrive() {
        return redrive("", Integer.MAX_VALUE);
    }

    private void delete(String key) {
        var one = ObjectIdentifier.builder().key(key).build();
        var deleted =
                objects.deleteObjects(it -> it.bucket(bucket).delete(all -> all.objects(one)));
        if (!deleted.errors().isEmpty()) {
            throw new IllegalStateException(
                    "S3 did not delete %s: %s".formatted(key, deleted.errors().getFirst().code()));
        }
    }

    /**
     * The first objects after a key, in the order of their keys. An hour of failures may store some
     * hundred thousand objects, so no more pages are read than needed.
     */
    private List<S3Object> oldest(String after, int most) {
        var found = new ArrayList<S3Object>();
        for (String prefix : prefixes) {
            if (found.size() < most) {
                found.addAll(oldest(prefix, after, most - found.size()));
            }
        }
        return found;
    }

    private List<S3Object> oldest(String prefix, String after, int most) {
        var request =
                ListObjectsV2Request.builder()
                        .bucket(bucket)
                        .prefix(prefix)
                        .maxKeys(Math.min(most, PAGE_MAX));
        if (!after.isEmpty()) {
            request.startAfter(after);
        }
        return objects.listObjectsV2Paginator(request.build()).contents().stream()
                .limit(most)
                .toList();
    }

    /** Invokes the function with the event; the reason if it fails. */
    private Optional<String> replay(String key) {
        ResponseBytes<GetObjectResponse> object = object(key);
        // The payload is either text that contains JSON, or JSON itself.
        Optional<String> event =
                JsonText.member(object.asUtf8String(), "payload").filter(it -> !it.isEmpty());
        return event.isEmpty()
                ? Optional.of("the object contains no event")
                : failure(invoke(event.get())).or(() -> rejectedAgain(key, object));
    }

    private ResponseBytes<GetObjectResponse> object(String key) {
        return objects.getObjectAsBytes(it -> it.bucket(bucket).key(key));
    }

    private Optional<String> rejectedAgain(String key, ResponseBytes<GetObjectResponse> before) {
        String now = objects.headObject(it -> it.bucket(bucket).key(key)).eTag();
        return now.equals(before.response().eTag())
                ? Optional.empty()
                : Optional.of(
                        "the function rejected it again: see the member refused of the object");
    }

    private InvokeResponse invoke(String event) {
        return functions.invoke(
                it -> it.functionName(functionArn).payload(SdkBytes.fromUtf8String(event)));
    }

    private static Optional<String> failure(InvokeResponse response) {
        String answer = response.payload().asUtf8String();
        if (response.functionError() != null) {
            return Optional.of(
                    "the function failed: "
                            + JsonText.member(answer, "errorMessage").orElse("no message"));
        }
        int failures =
                JsonText.member(answer, "batchItemFailures")
                        .map(all -> JsonText.elements(all).size())
                        .orElse(0);
        return failures == 0
                ? Optional.empty()
                : Optional.of("the function reports " + failures + " failed records");
    }
}
