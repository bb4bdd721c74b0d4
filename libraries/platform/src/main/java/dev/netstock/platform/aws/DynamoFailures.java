package dev.netstock.platform.aws;

import dev.netstock.platform.call.CallFailure;
import dev.netstock.platform.call.CallFailure.Kind;

import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Classifies failed requests to DynamoDB by whether the change may have happened.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html">Error
 *     handling with DynamoDB</a>
 */
public final class DynamoFailures {
    private static final int SERVER_ERROR = 500;

    private DynamoFailures() {}

    /**
     * Runs a request. Failures that say something about its outcome become a {@link CallFailure};
     * bugs are rethrown unchanged.
     */
    public static <T> T translate(Supplier<T> request) {
        try {
            return request.get();
        } catch (SdkException e) {
            throw kind(e).<RuntimeException>map(kind -> new CallFailure(kind, e)).orElse(e);
        }
    }

    private static Optional<Kind> kind(SdkException exception) {
        return switch (exception) {
            case TransactionConflictException _ -> Optional.of(Kind.CONFLICT);
            case TransactionCanceledException cancelled -> kind(cancelled);
            case DynamoDbException service when service.isThrottlingException() ->
                    Optional.of(Kind.THROTTLED);
            case DynamoDbException service when service.statusCode() >= SERVER_ERROR ->
                    Optional.of(Kind.IN_DOUBT);
            case DynamoDbException _ -> Optional.empty();
            case SdkClientException client ->
                    Optional.of(neverSent(client) ? Kind.NOT_SENT : Kind.IN_DOUBT);
            default -> Optional.of(Kind.IN_DOUBT);
        };
    }

    private static Optional<Kind> kind(TransactionCanceledException cancelled) {
        List<String> codes =
                cancelled.cancellationReasons().stream().map(CancellationReason::code).toList();
        if (codes.contains("TransactionConflict")) {
            return Optional.of(Kind.CONFLICT);
        }
        boolean throttled =
                codes.contains("ProvisionedThroughputExceeded")
                        || codes.contains("ThrottlingError");
        return throttled ? Optional.of(Kind.THROTTLED) : Optional.empty();
    }

    private static boolean neverSent(Throwable exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException
                    || cause instanceof UnknownHostException
                    || cause instanceof NoRouteToHostException) {
                return true;
            }
        }
        return false;
    }
}
