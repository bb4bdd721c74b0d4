package dev.netstock.operator.redrive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

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
record FailedBatchObjects(
        S3Client objects,
        LambdaClient functions,
        String name,
        Set<String> otherNames,
        String functionArn,
        String bucket,
        List<String> prefixes)
        implements FailedBatch {
    private static final ObjectMapper JSON = new ObjectMapper();

    FailedBatchObjects {
        otherNames = Set.copyOf(otherNames);
        prefixes = List.copyOf(prefixes);
    }

    @Override
    public int waiting() {
        return keys().size();
    }

    @Override
    public String kind() {
        return "failed batches";
    }

    @Override
    public RedriveResult redrive() {
        var kept = new ArrayList<String>();
        List<String> keys = keys();
        for (String key : keys) {
            Optional<String> failure = replay(key);
            if (failure.isEmpty()) {
                objects.deleteObject(it -> it.bucket(bucket).key(key));
            } else {
                kept.add(key + ": " + failure.get());
            }
        }
        return new RedriveResult(keys.size() - kept.size(), kept);
    }

    private List<String> keys() {
        return prefixes.stream()
                .flatMap(
                        prefix ->
                                objects
                                        .listObjectsV2Paginator(
                                                it -> it.bucket(bucket).prefix(prefix))
                                        .contents()
                                        .stream())
                .map(S3Object::key)
                .toList();
    }

    /** Invokes the function with the event; the reason if it fails. */
    private Optional<String> replay(String key) {
        try {
            ResponseBytes<GetObjectResponse> object = object(key);
            String event = event(object);
            return event.isEmpty()
                    ? Optional.of("the object contains no event")
                    : failure(invoke(event)).or(() -> rejectedAgain(key, object));
        } catch (JsonProcessingException _) {
            return Optional.of("the object or the function's answer is not JSON");
        }
    }

    private ResponseBytes<GetObjectResponse> object(String key) {
        return objects.getObjectAsBytes(it -> it.bucket(bucket).key(key));
    }

    /** The payload, which is either text that contains JSON, or JSON itself. */
    private static String event(ResponseBytes<GetObjectResponse> object)
            throws JsonProcessingException {
        JsonNode payload = JSON.readTree(object.asUtf8String()).path("payload");
        return payload.isContainerNode() ? payload.toString() : payload.asText();
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

    private static Optional<String> failure(InvokeResponse response)
            throws JsonProcessingException {
        JsonNode answer = JSON.readTree(response.payload().asUtf8String());
        if (response.functionError() != null) {
            return Optional.of(
                    "the function failed: " + answer.path("errorMessage").asText("no message"));
        }
        int failures = answer.path("batchItemFailures").size();
        return failures == 0
                ? Optional.empty()
                : Optional.of("the function reports " + failures + " failed records");
    }
}
