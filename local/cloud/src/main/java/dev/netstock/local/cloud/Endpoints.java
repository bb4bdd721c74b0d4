package dev.netstock.local.cloud;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where AWS clients reach the services.
 *
 * @param cognito where they read the clients of user pools
 * @param cloudFormation where they read the stacks and their outputs
 */
public record Endpoints(DataEndpoints data, URI lambda, URI cognito, URI cloudFormation) {
    public URI dynamoDb() {
        return data.dynamoDb();
    }

    /** Empty if the templates declare no queue. */
    public Optional<URI> sqs() {
        return data.sqs();
    }

    /** Empty if the templates declare no topic. */
    public Optional<URI> sns() {
        return data.sns();
    }

    /** Empty if the templates declare no bucket. */
    public Optional<URI> s3() {
        return data.s3();
    }

    /** Empty if the templates declare no Kinesis stream. */
    public Optional<URI> kinesis() {
        return data.kinesis();
    }

    /**
     * As the environment variables that every AWS SDK understands.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html">Service-specific
     *     endpoints</a>
     */
    public Map<String, String> asVariables() {
        Map<String, String> variables = new LinkedHashMap<>(data.asVariables());
        variables.put("AWS_ENDPOINT_URL_LAMBDA", lambda.toString());
        variables.put("AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER", cognito.toString());
        variables.put("AWS_ENDPOINT_URL_CLOUDFORMATION", cloudFormation.toString());
        return variables;
    }
}
