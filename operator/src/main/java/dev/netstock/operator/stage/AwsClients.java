package dev.netstock.operator.stage;

import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotReadyException;
import software.amazon.awssdk.services.lambda.model.SnapStartNotReadyException;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes AWS clients. Credentials, region and endpoints come from where the SDK looks for them:
 * environment variables such as {@code AWS_REGION} and {@code AWS_ENDPOINT_URL_SQS}, profiles, and
 * the metadata services.
 */
public final class AwsClients {
    /** The longest a function may run. */
    private static final Duration LONGEST_CALL = Duration.ofMinutes(15);

    private static final int NOT_READY_ATTEMPTS = 90;
    private static final Duration NOT_READY_PAUSE = Duration.ofSeconds(2);

    private final Consumer<AwsClientBuilder<?, ?>> settings;

    /**
     * Makes clients with further settings.
     *
     * @param settings applied to the builder of each client
     */
    public AwsClients(Consumer<AwsClientBuilder<?, ?>> settings) {
        this.settings = settings;
    }

    /**
     * Makes clients for the options of a command line.
     *
     * @param profile whose credentials and settings apply; those of the environment if empty
     * @param region overrides that of environment and profile
     */
    public static AwsClients of(Optional<String> profile, Optional<String> region) {
        return new AwsClients(
                builder -> {
                    profile.ifPresent(name -> use(name, builder));
                    region.map(Region::of).ifPresent(builder::region);
                });
    }

    /** As in the AWS CLI, a profile of the command line comes before environment variables. */
    private static void use(String profile, AwsClientBuilder<?, ?> builder) {
        builder.credentialsProvider(ProfileCredentialsProvider.create(profile));
        builder.overrideConfiguration(it -> it.defaultProfileName(profile));
    }

    public CloudFormationClient cloudFormation() {
        return configured(CloudFormationClient.builder()).build();
    }

    public CognitoIdentityProviderClient cognito() {
        return configured(CognitoIdentityProviderClient.builder()).build();
    }

    public DynamoDbClient dynamoDb() {
        return configured(DynamoDbClient.builder()).build();
    }

    /**
     * A client that waits as long as a function may run. It retries an invocation only if the
     * function was not ready for it, and so did not run.
     */
    public LambdaClient lambda() {
        var builder = configured(LambdaClient.builder());
        var override = builder.overrideConfiguration().toBuilder();
        return builder.overrideConfiguration(
                        override.retryStrategy(untilReady(NOT_READY_PAUSE)).build())
                .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(LONGEST_CALL))
                .build();
    }

    /**
     * A version that was not invoked for 14 days is inactive. The first invocation fails and wakes
     * it up, which takes a minute or two.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-troubleshooting.html">Troubleshooting
     *     SnapStart errors</a>, "SnapStartNotReadyException"
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/functions-states.html">Lambda
     *     function states</a>
     */
    private RetryStrategy untilReady(Duration pause) {
        return StandardRetryStrategy.builder()
                .maxAttempts(NOT_READY_ATTEMPTS)
                .retryOnExceptionInstanceOf(SnapStartNotReadyException.class)
                .retryOnExceptionInstanceOf(ResourceNotReadyException.class)
                .retryOnExceptionInstanceOf(ResourceConflictException.class)
                .backoffStrategy(BackoffStrategy.fixedDelayWithoutJitter(pause))
                .throttlingBackoffStrategy(BackoffStrategy.fixedDelayWithoutJitter(pause))
                .treatAsThrottling(_ -> false)
                .circuitBreakerEnabled(false)
                .build();
    }

    public RdsClient rds() {
        return configured(RdsClient.builder()).build();
    }

    public S3Client s3() {
        return configured(S3Client.builder()).build();
    }

    public SqsClient sqs() {
        return configured(SqsClient.builder()).build();
    }

    private <B extends AwsSyncClientBuilder<B, ?> & AwsClientBuilder<B, ?>> B configured(
            B builder) {
        settings.accept(builder);
        return builder.httpClientBuilder(UrlConnectionHttpClient.builder());
    }
}
