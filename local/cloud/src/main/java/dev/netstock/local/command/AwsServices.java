package dev.netstock.local.command;

import dev.netstock.local.cloud.LocalAwsClients;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

import java.net.URI;
import java.util.Optional;

/** AWS clients of the running cloud, as any client gets there from its environment. */
record AwsServices(CloudState state) {
    LambdaClient lambda() {
        return clients().lambda(endpoint("LAMBDA"));
    }

    KinesisClient kinesis() {
        return clients().kinesis(endpoint("KINESIS"));
    }

    SqsClient sqs() {
        return clients().sqs(endpoint("SQS"));
    }

    S3Client s3() {
        return clients().s3(endpoint("S3"));
    }

    private LocalAwsClients clients() {
        return new LocalAwsClients(state.region());
    }

    DynamoDbClient dynamoDb() {
        return clients().dynamoDb(endpoint("DYNAMODB"));
    }

    /** Where a service listens, such as LAMBDA. */
    URI endpoint(String service) {
        return Optional.ofNullable(state.endpoints().get("AWS_ENDPOINT_URL_" + service))
                .map(URI::create)
                .orElseThrow(
                        () ->
                                new CommandException(
                                        "The templates of the running cloud declare nothing of "
                                                + service));
    }
}
