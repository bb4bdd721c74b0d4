package dev.netstock.bench.physics.local;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

import java.util.Collections;
import java.util.List;

/** The SDK's exceptions for rejected requests. */
final class Refusals {
    private static final int BAD_REQUEST = 400;

    private Refusals() {}

    static DynamoDbException throttled() {
        return ProvisionedThroughputExceededException.builder()
                .awsErrorDetails(details("ProvisionedThroughputExceededException"))
                .statusCode(BAD_REQUEST)
                .message("More units than the partition has")
                .build();
    }

    static DynamoDbException conflict() {
        return TransactionConflictException.builder()
                .awsErrorDetails(details("TransactionConflictException"))
                .statusCode(BAD_REQUEST)
                .message("A transaction holds the item")
                .build();
    }

    /**
     * @param held which items of a transaction another one locks
     */
    static DynamoDbException cancelled(List<Boolean> held) {
        return cancelledFor(held.stream().map(it -> it ? "TransactionConflict" : "None").toList());
    }

    static DynamoDbException throttledTransaction(int items) {
        return cancelledFor(Collections.nCopies(items, "ThrottlingError"));
    }

    private static DynamoDbException cancelledFor(List<String> codes) {
        return TransactionCanceledException.builder()
                .cancellationReasons(
                        codes.stream()
                                .map(code -> CancellationReason.builder().code(code).build())
                                .toList())
                .awsErrorDetails(details("TransactionCanceledException"))
                .statusCode(BAD_REQUEST)
                .message("Transaction cancelled")
                .build();
    }

    private static AwsErrorDetails details(String code) {
        return AwsErrorDetails.builder().errorCode(code).serviceName("DynamoDb").build();
    }
}
