package dev.netstock.operations.aws;

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
 * Finds the dead letters and failed batches of a stage through the event source mappings of its
 * functions.
 *
 * @param names the names of the stage's functions and queues; mappings of other functions are
 *     ignored, since Lambda lists those of the whole account
 */
public record FailedBatches(
        LambdaClient functions, SqsClient queues, S3Client objects, OutputNames names) {
    private static final int ARN_SERVICE = 2;
    private static final int FUNCTION_NAME = 6;

    /** One for each mapping that keeps its failures, sorted by name. */
    public List<FailedBatch> all() {
        return functions.listEventSourceMappingsPaginator().eventSourceMappings().stream()
                .flatMap(mapping -> of(mapping).stream())
                .sorted((one, other) -> one.name().compareTo(other.name()))
                .toList();
    }

    /** The one of a consumer. Case and dashes do not matter. */
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
        return names.function(mapping.functionArn())
                .flatMap(
                        name ->
                                isQueue(mapping)
                                        ? deadLetters(name, mapping)
                                        : failedBatches(name, mapping));
    }

    private static boolean isQueue(EventSourceMappingConfiguration mapping) {
        return part(mapping.eventSourceArn(), ARN_SERVICE).equals("sqs");
    }

    private Optional<FailedBatch> deadLetters(
            String name, EventSourceMappingConfiguration mapping) {
        String source = url(mapping.eventSourceArn());
        return deadLetterArn(source)
                .map(this::url)
                .map(
                        dead ->
                                new DeadLetters(
                                        queues,
                                        name,
                                        otherNames(mapping, source, dead),
                                        source,
                                        dead));
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

    private Optional<FailedBatch> failedBatches(
            String name, EventSourceMappingConfiguration mapping) {
        return Optional.ofNullable(mapping.destinationConfig())
                .map(config -> config.onFailure())
                .map(onFailure -> onFailure.destination())
                .filter(arn -> part(arn, ARN_SERVICE).equals("s3"))
                .map(arn -> arn.substring(arn.lastIndexOf(':') + 1))
                .map(
                        bucket ->
                                new FailedBatchObjects(
                                        objects,
                                        functions,
                                        name,
                                        names.ofValue(mapping.functionArn()),
                                        mapping.functionArn(),
                                        bucket,
                                        prefixes(mapping)));
    }

    /** Mappings write below their UUID, functions below their name. */
    private static List<String> prefixes(EventSourceMappingConfiguration mapping) {
        return List.of(
                "aws/lambda/" + mapping.uuid() + "/",
                "aws/lambda/" + part(mapping.functionArn(), FUNCTION_NAME) + "/");
    }

    /** A part of an ARN: {@code arn:aws:lambda:region:account:function:name:alias}. */
    private static String part(String arn, int index) {
        return arn.split(":", -1)[index];
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
        return JsonText.member(redrivePolicy, "deadLetterTargetArn")
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "The redrive policy of a queue is not JSON"));
    }
}
