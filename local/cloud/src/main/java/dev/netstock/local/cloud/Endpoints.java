package dev.netstock.local.cloud;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where AWS clients reach the services.
 *
 * @param sqs empty if the templates declare no queue
 */
public record Endpoints(URI dynamoDb, URI lambda, Optional<URI> sqs) {
    /**
     * As the environment variables that every AWS SDK understands.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html">Service-specific
     *     endpoints</a>
     */
    public Map<String, String> asVariables() {
        Map<String, String> variables = new LinkedHashMap<>(variablesOfData(dynamoDb, sqs));
        variables.put("AWS_ENDPOINT_URL_LAMBDA", lambda.toString());
        return variables;
    }

    /** Those that are known before the functions are. */
    static Map<String, String> variablesOfData(URI dynamoDb, Optional<URI> sqs) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.toString());
        variables.put("AWS_ENDPOINT_URL_DYNAMODB_STREAMS", dynamoDb.toString());
        sqs.ifPresent(url -> variables.put("AWS_ENDPOINT_URL_SQS", url.toString()));
        return variables;
    }
}
