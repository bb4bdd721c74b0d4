package dev.netstock.local.redrive;

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
 * The batches of a stream that a mapping gave up and put into a bucket, and the records that the
 * function refused and put there, each object with the event in it. The function is sent each event
 * again; an object whose event it takes is deleted. What it refuses again it writes again: that
 * object stays.
 *
 * @param functionArn with the alias
 * @param prefixes of the mapping's objects, and of the function's
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
        return "batches put aside";
    }

    @Override
    public RedriveResult redrive() {
        var kept = new ArrayList<String>();
        List<String> keys = keys();
        for (String key : keys) {
            Optional<String> fault = handOver(key);
            if (fault.isEmpty()) {
                objects.deleteObject(it -> it.bucket(bucket).key(key));
            } else {
                kept.add(key + ": " + fault.get());
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

    /** What is wrong with it; nothing if the function took it. */
    private Optional<String> handOver(String key) {
        try {
            ResponseBytes<GetObjectResponse> object = object(key);
            String event = event(object);
            return event.isEmpty()
                    ? Optional.of("no event is in it")
                    : fault(invoke(event)).or(() -> refusedAgain(key, object));
        } catch (JsonProcessingException _) {
            return Optional.of("it is not JSON, or the function's answer is not");
        }
    }

    private ResponseBytes<GetObjectResponse> object(String key) {
        return objects.getObjectAsBytes(it -> it.bucket(bucket).key(key));
    }

    /** As text within the JSON, or as a part of it. */
    private static String event(ResponseBytes<GetObjectResponse> object)
            throws JsonProcessingException {
        JsonNode payload = JSON.readTree(object.asUtf8String()).path("payload");
        return payload.isContainerNode() ? payload.toString() : payload.asText();
    }

    private Optional<String> refusedAgain(String key, ResponseBytes<GetObjectResponse> before) {
        String now = objects.headObject(it -> it.bucket(bucket).key(key)).eTag();
        return now.equals(before.response().eTag())
                ? Optional.empty()
                : Optional.of("the function refused it again: its object says why");
    }

    private InvokeResponse invoke(String event) {
        return functions.invoke(
                it -> it.functionName(functionArn).payload(SdkBytes.fromUtf8String(event)));
    }

    private static Optional<String> fault(InvokeResponse response) throws JsonProcessingException {
        JsonNode answer = JSON.readTree(response.payload().asUtf8String());
        if (response.functionError() != null) {
            return Optional.of(
                    "the function failed: " + answer.path("errorMessage").asText("without a word"));
        }
        int failures = answer.path("batchItemFailures").size();
        return failures == 0
                ? Optional.empty()
                : Optional.of("the function reports " + failures + " failed records");
    }
}
