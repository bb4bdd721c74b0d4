package dev.netstock.local.s3;

import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The result of validating an uploaded body.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html">Checking
 *     object integrity for data uploads</a>
 */
sealed interface Upload {
    /** The prefix of checksum headers. */
    String CHECKSUM_HEADER = "x-amz-checksum-";

    String UNKNOWN_ALGORITHM =
            "Checksum algorithm provided is unsupported. Please try again with any of the valid"
                    + " types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]";

    /** The content matches its digests; with its checksums by header. */
    record Received(Bytes content, Map<String, String> checksums) implements Upload {}

    /** The content is invalid. */
    record Broken(S3Response why) implements Upload {}

    /** Decodes the body and verifies every digest in the request. */
    static Upload of(S3Request request) {
        String sha256 = request.header("x-amz-content-sha256").orElse("UNSIGNED-PAYLOAD");
        boolean chunked = sha256.startsWith("STREAMING-");
        if (!chunked && !sha256.equals("UNSIGNED-PAYLOAD") && !sha256.matches("[0-9a-f]{64}")) {
            return new Broken(
                    S3Response.invalidArgument(
                            "x-amz-content-sha256",
                            sha256,
                            "x-amz-content-sha256 must be UNSIGNED-PAYLOAD,"
                                    + " STREAMING-UNSIGNED-PAYLOAD-TRAILER,"
                                    + " STREAMING-AWS4-HMAC-SHA256-PAYLOAD, or a valid sha256"
                                    + " value."));
        }
        if (!chunked && request.header("transfer-encoding").isPresent()) {
            return new Broken(S3Response.notImplemented("Header", "Transfer-Encoding"));
        }
        if (chunked && request.header("x-amz-decoded-content-length").isEmpty()) {
            return new Broken(S3Response.refused(S3Error.MISSING_CONTENT_LENGTH));
        }
        Optional<AwsChunked> body =
                chunked
                        ? AwsChunked.decode(request.body().array())
                        : Optional.of(new AwsChunked(request.body(), Map.of()));
        if (body.isEmpty() || !isWhole(request, body.get().content())) {
            return new Broken(S3Response.refused(S3Error.INCOMPLETE_BODY));
        }
        return checked(request, body.get());
    }

    /** The checksum header of this algorithm. */
    static String checksumHeader(String algorithm) {
        return CHECKSUM_HEADER + algorithm.toLowerCase(Locale.ROOT);
    }

    /** The XML element of a checksum header. */
    static String checksumElement(String header) {
        return "Checksum" + header.substring(CHECKSUM_HEADER.length()).toUpperCase(Locale.ROOT);
    }

    private static Upload checked(S3Request request, AwsChunked body) {
        Set<String> announced =
                Set.copyOf(
                        request.header("x-amz-trailer")
                                .map(it -> List.of(it.toLowerCase(Locale.ROOT).split("\\s*,\\s*")))
                                .orElse(List.of()));
        if (!announced.equals(withoutSignature(body.trailers().keySet()))) {
            return new Broken(S3Response.refused(S3Error.MALFORMED_TRAILER));
        }
        Map<String, String> given = new TreeMap<>();
        request.headers().forEach((name, value) -> addChecksum(given, name, value));
        body.trailers().forEach((name, value) -> addChecksum(given, name, value));
        byte[] content = body.content().array();
        return badChecksum(request, given, content)
                .or(() -> badMd5(request, content))
                .or(() -> badSha256(request, content))
                .<Upload>map(Broken::new)
                .orElseGet(() -> new Received(body.content(), given));
    }

    private static Set<String> withoutSignature(Set<String> trailers) {
        var rest = new HashSet<>(trailers);
        rest.remove("x-amz-trailer-signature");
        return rest;
    }

    private static void addChecksum(Map<String, String> given, String name, String value) {
        if (name.startsWith(CHECKSUM_HEADER) && !name.equals("x-amz-checksum-algorithm")) {
            given.put(name, value);
        }
    }

    private static Optional<S3Response> badChecksum(
            S3Request request, Map<String, String> given, byte[] content) {
        Optional<String> named = request.header("x-amz-sdk-checksum-algorithm");
        if (given.size() > 1) {
            return Optional.of(
                    S3Response.invalidRequest(
                            "Expecting a single x-amz-checksum- header. Multiple checksum Types are"
                                    + " not allowed."));
        }
        if (named.isPresent() && Digests.checksum(named.get(), content).isEmpty()) {
            return Optional.of(
                    S3Response.invalidRequest(
                            "Value for x-amz-sdk-checksum-algorithm header is invalid."));
        }
        if (given.isEmpty()) {
            return named.map(
                    _ ->
                            S3Response.invalidRequest(
                                    "x-amz-sdk-checksum-algorithm specified, but no corresponding"
                                            + " x-amz-checksum-* or x-amz-trailer headers were"
                                            + " found."));
        }
        String header = given.keySet().iterator().next();
        String algorithm = header.substring(CHECKSUM_HEADER.length());
        if (named.isPresent() && !named.get().equalsIgnoreCase(algorithm)) {
            return Optional.of(mismatch(named.get()));
        }
        Optional<String> actual = Digests.checksum(algorithm, content);
        if (actual.isEmpty()) {
            return Optional.of(S3Response.notImplemented("Header", header));
        }
        String value = given.getOrDefault(header, "");
        if (size(value) != size(actual.get())) {
            return Optional.of(
                    S3Response.invalidRequest("Value for " + header + " header is invalid."));
        }
        return actual.get().equals(value) ? Optional.empty() : Optional.of(mismatch(algorithm));
    }

    private static S3Response mismatch(String algorithm) {
        return S3Response.refused(
                S3Error.BAD_DIGEST,
                "The "
                        + algorithm.toUpperCase(Locale.ROOT)
                        + " you specified did not match the calculated checksum.",
                Map.of());
    }

    private static Optional<S3Response> badMd5(S3Request request, byte[] content) {
        Optional<String> given = request.header("content-md5");
        String actual = Digests.md5Base64(content);
        if (given.isEmpty() || given.get().equals(actual)) {
            return Optional.empty();
        }
        return Optional.of(
                size(given.get()) == size(actual)
                        ? S3Response.refused(
                                S3Error.BAD_DIGEST,
                                S3Error.BAD_DIGEST.message(),
                                Map.of("ExpectedDigest", given.get(), "CalculatedDigest", actual))
                        : S3Response.refused(S3Error.INVALID_DIGEST, "Content-MD5", given.get()));
    }

    private static Optional<S3Response> badSha256(S3Request request, byte[] content) {
        return request.header("x-amz-content-sha256")
                .filter(it -> it.matches("[0-9a-f]{64}"))
                .filter(it -> !Arrays.equals(HexFormat.of().parseHex(it), Digests.sha256(content)))
                .map(_ -> S3Response.refused(S3Error.CONTENT_SHA256_MISMATCH));
    }

    /** The number of bytes that the Base64 text encodes; -1 if it is invalid. */
    private static int size(String base64) {
        try {
            return base64.length() % 4 == 0 ? Base64.getDecoder().decode(base64).length : -1;
        } catch (IllegalArgumentException _) {
            return -1;
        }
    }

    private static boolean isWhole(S3Request request, Bytes content) {
        return request.header("x-amz-decoded-content-length")
                .map(length -> length.equals(Integer.toString(content.size())))
                .orElse(true);
    }
}
