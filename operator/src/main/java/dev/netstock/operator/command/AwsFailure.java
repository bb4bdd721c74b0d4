package dev.netstock.operator.command;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

import java.util.Optional;
import java.util.Set;

/** Messages for failures of AWS requests: what happened and what to do. */
final class AwsFailure {
    private static final Set<String> EXPIRED =
            Set.of("ExpiredToken", "ExpiredTokenException", "RequestExpired");
    private static final Set<String> INVALID =
            Set.of(
                    "InvalidAccessKeyId",
                    "InvalidClientTokenId",
                    "SignatureDoesNotMatch",
                    "UnrecognizedClientException");
    private static final Set<String> DENIED =
            Set.of("AccessDenied", "AccessDeniedException", "UnauthorizedOperation");

    private AwsFailure() {}

    static String message(SdkException failure) {
        String message = Optional.ofNullable(failure.getMessage()).orElse(failure.toString());
        return failure instanceof AwsServiceException answer
                ? answered(answer, message)
                : notSent(message);
    }

    private static String answered(AwsServiceException answer, String message) {
        String code =
                Optional.ofNullable(answer.awsErrorDetails())
                        .map(details -> details.errorCode())
                        .orElse("");
        if (EXPIRED.contains(code)) {
            return "The AWS credentials have expired. Sign in again, for example with: aws sso"
                    + " login";
        }
        if (INVALID.contains(code)) {
            return "AWS does not accept the credentials (" + code + "). Check --profile.";
        }
        if (DENIED.contains(code)) {
            return "The AWS credentials lack a permission; docs/operating.md lists those that"
                    + " operators need. "
                    + message;
        }
        return "An AWS request failed: " + message;
    }

    /** The SDK has no error codes for failures before a request. */
    private static String notSent(String message) {
        if (message.contains("Unable to load credentials")
                || message.contains("contained no credentials")) {
            return "No AWS credentials were found. Pass --profile, set AWS_PROFILE, or sign in, for"
                    + " example with: aws sso login";
        }
        if (message.contains("Unable to load region")) {
            return "The AWS region is not set. Pass --region, or set AWS_REGION.";
        }
        if (message.contains("Token is expired") || message.contains("token has expired")) {
            return "The AWS sign-in has expired. Sign in again, for example with: aws sso login";
        }
        return "An AWS request failed: " + message;
    }
}
