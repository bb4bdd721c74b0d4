package dev.netstock.local.cloud;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Endpoints of the services, for AWS clients.
 *
 * @param cloudWatch where the metrics of the functions are available
 * @param sqs empty if the templates declare no queue
 * @param sns empty if they declare no topic
 * @param s3 empty if they declare no bucket
 * @param kinesis empty if they declare no stream
 * @param secretsManager empty if they declare no secret
 * @param lambda empty until the functions start
 * @param cognito where clients of user pools are described; empty until the functions start
 * @param cloudFormation where stacks and their outputs are described; empty until then
 * @param rds where clusters are described and restored; empty until then
 */
public record Endpoints(
        URI dynamoDb,
        URI cloudWatch,
        Optional<URI> sqs,
        Optional<URI> sns,
        Optional<URI> s3,
        Optional<URI> kinesis,
        Optional<URI> secretsManager,
        Optional<URI> lambda,
        Optional<URI> cognito,
        Optional<URI> cloudFormation,
        Optional<URI> rds) {
    /** The endpoints of data alone, which functions and mappings use. */
    static Endpoints ofData(
            URI dynamoDb,
            URI cloudWatch,
            Optional<URI> sqs,
            Optional<URI> sns,
            Optional<URI> s3,
            Optional<URI> kinesis,
            Optional<URI> secretsManager) {
        return new Endpoints(
                dynamoDb,
                cloudWatch,
                sqs,
                sns,
                s3,
                kinesis,
                secretsManager,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** A copy with the endpoints of the services that start after the data. */
    Endpoints with(URI lambdaUrl, URI cognitoUrl, URI cloudFormationUrl, URI rdsUrl) {
        return new Endpoints(
                dynamoDb,
                cloudWatch,
                sqs,
                sns,
                s3,
                kinesis,
                secretsManager,
                Optional.of(lambdaUrl),
                Optional.of(cognitoUrl),
                Optional.of(cloudFormationUrl),
                Optional.of(rdsUrl));
    }

    /**
     * The endpoints as environment variables that every AWS SDK reads.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html">Service-specific
     *     endpoints</a>
     */
    public Map<String, String> asVariables() {
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
                    // The local Kinesis supports JSON only. Only the SDK for Java needs this
                    // setting.
                    variables.put("CBOR_ENABLED", "false");
                });
        secretsManager.ifPresent(
                url -> variables.put("AWS_ENDPOINT_URL_SECRETS_MANAGER", url.toString()));
        lambda.ifPresent(url -> variables.put("AWS_ENDPOINT_URL_LAMBDA", url.toString()));
        cognito.ifPresent(
                url -> variables.put("AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER", url.toString()));
        cloudFormation.ifPresent(
                url -> variables.put("AWS_ENDPOINT_URL_CLOUDFORMATION", url.toString()));
        rds.ifPresent(url -> variables.put("AWS_ENDPOINT_URL_RDS", url.toString()));
        return variables;
    }
}
