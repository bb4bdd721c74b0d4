package dev.netstock.local.s3;

/**
 * Why a request is refused.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#ErrorCodeList">List
 *     of error codes</a>
 */
enum S3Error {
    BAD_DIGEST(400, "BadDigest", "A checksum that you specified did not match what was received."),
    BUCKET_ALREADY_OWNED_BY_YOU(
            409, "BucketAlreadyOwnedByYou", "The bucket exists, and you own it already."),
    BUCKET_NOT_EMPTY(409, "BucketNotEmpty", "The bucket that you tried to delete is not empty."),
    ENTITY_TOO_LARGE(400, "EntityTooLarge", "The upload exceeds what is kept on this machine."),
    INCOMPLETE_BODY(
            400, "IncompleteBody", "The body does not hold as many bytes as its headers say."),
    INVALID_ARGUMENT(400, "InvalidArgument", "A parameter of the request is not valid."),
    INVALID_BUCKET_NAME(400, "InvalidBucketName", "The specified bucket name is not valid."),
    INVALID_RANGE(416, "InvalidRange", "The requested range cannot be satisfied."),
    KEY_TOO_LONG(400, "KeyTooLongError", "Your key is too long."),
    MALFORMED_XML(400, "MalformedXML", "The XML that you provided was not well-formed."),
    INVALID_REQUEST(
            400,
            "InvalidRequest",
            "The source of a copy may not specifically refer to a delete marker by version id."),
    METHOD_NOT_ALLOWED(405, "MethodNotAllowed", "The method is not allowed on this resource."),
    NO_SUCH_BUCKET(404, "NoSuchBucket", "The specified bucket does not exist."),
    NO_SUCH_KEY(404, "NoSuchKey", "The specified key does not exist."),
    NO_SUCH_VERSION(404, "NoSuchVersion", "The specified version does not exist."),
    NOT_IMPLEMENTED(501, "NotImplemented", "The request asks for what is not served here."),
    PRECONDITION_FAILED(
            412, "PreconditionFailed", "One of the preconditions that you specified did not hold.");

    private final int status;
    private final String code;
    private final String message;

    S3Error(int status, String code, String message) {
        this.status = status;
        this.code = code;
        this.message = message;
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String message() {
        return message;
    }
}
