package dev.netstock.platform.messaging;

import dev.netstock.platform.call.CallFailure;
import dev.netstock.platform.call.CallFailure.Kind;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Classifies failed requests to SNS or SQS by whether a retry may succeed.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/CommonErrors.html">Common errors of
 *     SNS</a>
 */
final class SendFailures {
    private static final int SERVER_ERROR = 500;

    private SendFailures() {}

    /**
     * Runs a request. Temporary failures become a {@link CallFailure}; bugs are rethrown unchanged.
     */
    static <T> T translate(Supplier<T> request) {
        try {
            return request.get();
        } catch (SdkException e) {
            throw kind(e).<RuntimeException>map(kind -> new CallFailure(kind, e)).orElse(e);
        }
    }

    private static Optional<Kind> kind(SdkException exception) {
        return switch (exception) {
            case AwsServiceException service when service.isThrottlingException() ->
                    Optional.of(Kind.THROTTLED);
            case AwsServiceException service when service.statusCode() >= SERVER_ERROR ->
                    Optional.of(Kind.IN_DOUBT);
            case SdkClientException _ -> Optional.of(Kind.IN_DOUBT);
            default -> Optional.empty();
        };
    }
}
