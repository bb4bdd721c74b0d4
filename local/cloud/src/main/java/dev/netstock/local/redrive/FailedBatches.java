package dev.netstock.local.redrive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what consumers could not handle, by what Lambda, SQS and S3 say of the event source
 * mappings.
 *
 * @param names from the stacks' outputs, which give functions and queues the names that people use
 */
public record FailedBatches(
        LambdaClient functions, SqsClient queues, S3Client objects, OutputNames names) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BUCKET_ARN = "arn:aws:s3:::";
    private static final int FUNCTION_NAME = 6;

    /** One for each mapping whose failures are kept anywhere, in the order of their names. */
    public List<FailedBatch> all() {
        return functions.listEventSourceMappingsPaginator().eventSourceMappings().stream()
                .flatMap(mapping -> of(mapping).stream())
                .sorted((one, other) -> one.name().compareTo(other.name()))
                .toList();
    }

    /** The one of this name, in whatever case, with dashes or without. */
    public Optional<FailedBatch> named(String name) {
        String wanted = plain(name);
        return all().stream()
                .filter(
                        it ->
                                plain(it.name()).equals(wanted)
                                        || it.otherNames().stream()
                                                .map(FailedBatches::plain)
                                                .anyMatch(wanted::equals))
                .findFirst();
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private Optional<FailedBatch> of(EventSourceMappingConfiguration mapping) {
        return mapping.eventSourceArn().startsWith("arn:aws:sqs:")
                ? deadLetters(mapping)
                : asideBatches(mapping);
    }

    private Optional<FailedBatch> deadLetters(EventSourceMappingConfiguration mapping) {
        String source = url(mapping.eventSourceArn());
        return deadLetterArn(source)
                .map(
                        dead ->
                                new DeadLetters(
                                        queues,
                                        names.function(mapping.functionArn()),
                                        otherNames(mapping, source, url(dead)),
                                        source,
                                        url(dead)));
    }

    private Set<String> otherNames(
            EventSourceMappingConfiguration mapping, String source, String dead) {
        Set<String> others = new HashSet<>(names.ofValue(source));
        others.addAll(names.ofValue(dead));
        others.addAll(names.ofValue(mapping.functionArn()));
        others.add(source.substring(source.lastIndexOf('/') + 1));
        others.add(dead.substring(dead.lastIndexOf('/') + 1));
        return others;
    }

    private Optional<FailedBatch> asideBatches(EventSourceMappingConfiguration mapping) {
        return Optional.ofNullable(mapping.destinationConfig())
                .map(config -> config.onFailure())
                .map(onFailure -> onFailure.destination())
                .filter(arn -> arn.startsWith(BUCKET_ARN))
                .map(arn -> asideBatches(mapping, arn.substring(BUCKET_ARN.length())));
    }

    private FailedBatch asideBatches(EventSourceMappingConfiguration mapping, String bucket) {
        return new FailedBatchObjects(
                objects,
                functions,
                names.function(mapping.functionArn()),
                names.ofValue(mapping.functionArn()),
                mapping.functionArn(),
                bucket,
                List.of(
                        "aws/lambda/" + mapping.uuid() + "/",
                        "aws/lambda/" + functionName(mapping.functionArn()) + "/"));
    }

    /** The name in an ARN: {@code arn:aws:lambda:region:account:function:name:alias}. */
    private static String functionName(String functionArn) {
        return functionArn.split(":", -1)[FUNCTION_NAME];
    }

    private String url(String queueArn) {
        String name = queueArn.substring(queueArn.lastIndexOf(':') + 1);
        return queues.getQueueUrl(it -> it.queueName(name)).queueUrl();
    }

    private Optional<String> deadLetterArn(String queueUrl) {
        var attributes =
                queues.getQueueAttributes(
                                it ->
                                        it.queueUrl(queueUrl)
                                                .attributeNames(QueueAttributeName.REDRIVE_POLICY))
                        .attributes();
        return Optional.ofNullable(attributes.get(QueueAttributeName.REDRIVE_POLICY))
                .map(FailedBatches::target);
    }

    private static String target(String redrivePolicy) {
        try {
            return JSON.readTree(redrivePolicy).path("deadLetterTargetArn").asText();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("SQS told a redrive policy that is not JSON", e);
        }
    }
}
