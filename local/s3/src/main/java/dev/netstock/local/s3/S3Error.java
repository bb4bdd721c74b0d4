package dev.netstock.local.s3;

/**
 * The error of a rejected request.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#ErrorCodeList">List
 *     of error codes</a>
 */
enum S3Error {
    ACL_NOT_SUPPORTED(400, "AccessControlListNotSupported", "The bucket does not allow ACLs"),
    BAD_DIGEST(400, "BadDigest", "The Content-MD5 you specified did not match what we received."),
    BUCKET_ALREADY_OWNED_BY_YOU(
            409, "BucketAlreadyOwnedByYou", "The bucket exists, and you own it already."),
    BUCKET_NOT_EMPTY(409, "BucketNotEmpty", "The bucket that you tried to delete is not empty."),
    CONTENT_SHA256_MISMATCH(
            400,
            "XAmzContentSHA256Mismatch",
            "The provided 'x-amz-content-sha256' header does not match what was computed."),
    ENTITY_TOO_LARGE(400, "EntityTooLarge", "The upload exceeds the size limit of the local S3."),
    INCOMPLETE_BODY(
            400, "IncompleteBody", "The body does not hold as many bytes as its headers say."),
    INTERNAL_ERROR(500, "InternalError", "We encountered an internal error. Please try again."),
    INVALID_ARGUMENT(400, "InvalidArgument", "A parameter of the request is not valid."),
    INVALID_BUCKET_NAME(400, "InvalidBucketName", "The specified bucket is not valid."),
    INVALID_DIGEST(400, "InvalidDigest", "The Content-MD5 you specified was invalid."),
    INVALID_ENCRYPTION(
            400,
            "InvalidEncryptionAlgorithmError",
            "The encryption request you specified is not valid. The valid value is AES256."),
    INVALID_LOCATION_CONSTRAINT(
            400, "InvalidLocationConstraint", "The specified location-constraint is not valid"),
    INVALID_RANGE(416, "InvalidRange", "The requested range is not satisfiable"),
    INVALID_REQUEST(400, "InvalidRequest", "The request is not valid."),
    INVALID_STORAGE_CLASS(
            400, "InvalidStorageClass", "The storage class you specified is not valid"),
    KEY_TOO_LONG(400, "KeyTooLongError", "Your key is too long"),
    MALFORMED_TRAILER(
            400,
            "MalformedTrailerError",
            "The request contained trailing data that was not well-formed or did not conform to"
                    + " our published schema."),
    MALFORMED_XML(
            400,
            "MalformedXML",
            "The XML you provided was not well-formed or did not validate against our published"
                    + " schema"),
    METADATA_TOO_LARGE(
            400,
            "MetadataTooLarge",
            "Your metadata headers exceed the maximum allowed metadata size"),
    METHOD_NOT_ALLOWED(
            405, "MethodNotAllowed", "The specified method is not allowed against this resource."),
    MISSING_CONTENT_LENGTH(
            411, "MissingContentLength", "You must provide the Content-Length HTTP header."),
    NO_SUCH_BUCKET(404, "NoSuchBucket", "The specified bucket does not exist"),
    NO_SUCH_KEY(404, "NoSuchKey", "The specified key does not exist."),
    NO_SUCH_VERSION(404, "NoSuchVersion", "The specified version does not exist."),
    NOT_IMPLEMENTED(
            501,
            "NotImplemented",
            "A header you provided implies functionality that is not implemented"),
    PRECONDITION_FAILED(
            412,
            "PreconditionFailed",
            "At least one of the pre-conditions you specified did not hold");

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
