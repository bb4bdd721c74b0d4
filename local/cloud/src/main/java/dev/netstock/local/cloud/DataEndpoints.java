package dev.netstock.local.cloud;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where AWS clients reach what is there before the functions are.
 *
 * @param cloudWatch where the functions' metrics are read
 * @param sqs empty if the templates declare no queue
 * @param sns empty if they declare no topic
 * @param s3 empty if they declare no bucket
 * @param kinesis empty if they declare no stream
 */
public record DataEndpoints(
        URI dynamoDb,
        URI cloudWatch,
        Optional<URI> sqs,
        Optional<URI> sns,
        Optional<URI> s3,
        Optional<URI> kinesis) {
    /** As the environment variables that every AWS SDK understands. */
    Map<String, String> asVariables() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.toString());
        variables.put("AWS_ENDPOINT_URL_DYNAMODB_STREAMS", dynamoDb.toString());
        variables.put("AWS_ENDPOINT_URL_CLOUDWATCH", cloudWatch.toString());
        sqs.ifPresent(url -> variables.put("AWS_ENDPOINT_URL_SQS", url.toString()));
        sns.ifPresent(url -> variables.put("AWS_ENDPOINT_URL_SNS", url.toString()));
        s3.ifPresent(url -> variables.put("AWS_ENDPOINT_URL_S3", url.toString()));
        kinesis.ifPresent(
                url -> {
                    variables.put("AWS_ENDPOINT_URL_KINESIS", url.toString());
                    // The stand-in speaks JSON alone, which only the SDK for Java must be told.
                    variables.put("CBOR_ENABLED", "false");
                });
        return variables;
    }
}
