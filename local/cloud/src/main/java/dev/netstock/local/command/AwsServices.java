package dev.netstock.local.command;

import dev.netstock.local.cloud.LocalAwsClients;
import dev.netstock.operator.CommandException;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;

import java.net.URI;
import java.util.Optional;

/** AWS clients of the running cloud. */
record AwsServices(CloudState state) {
    KinesisClient kinesis() {
        return clients().kinesis(endpoint("KINESIS"));
    }

    S3Client s3() {
        return clients().s3(endpoint("S3"));
    }

    SecretsManagerClient secretsManager() {
        return clients().secretsManager(endpoint("SECRETS_MANAGER"));
    }

    SqsClient sqs() {
        return clients().sqs(endpoint("SQS"));
    }

    private LocalAwsClients clients() {
        return new LocalAwsClients(state.region());
    }

    DynamoDbClient dynamoDb() {
        return clients().dynamoDb(endpoint("DYNAMODB"));
    }

    /** The endpoint of a service, such as LAMBDA. */
    URI endpoint(String service) {
        return Optional.ofNullable(state.endpoints().get("AWS_ENDPOINT_URL_" + service))
                .map(URI::create)
                .orElseThrow(
                        () ->
                                new CommandException(
                                        "The templates of the running cloud declare no resource of "
                                                + service));
    }
}
