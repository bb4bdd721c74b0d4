package dev.netstock.local.s3;

import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a body turned out to be. */
sealed interface Upload {
    /** How the headers begin that hold checksums. */
    String CHECKSUM_HEADER = "x-amz-checksum-";

    /** The content arrived as the client meant it, with these checksums, by header. */
    record Received(Bytes content, Map<String, String> checksums) implements Upload {}

    /** It did not. */
    record Broken(S3Error why) implements Upload {}

    /** Decodes the body and compares it with every digest that came with it. */
    static Upload of(S3Request request) {
        boolean chunked =
                request.header("x-amz-content-sha256").orElse("").startsWith("STREAMING-");
        Optional<AwsChunked> body =
                chunked
                        ? AwsChunked.decode(request.body().array())
                        : Optional.of(new AwsChunked(request.body(), Map.of()));
        if (body.isEmpty() || !isWhole(request, body.get().content())) {
            return new Broken(S3Error.INCOMPLETE_BODY);
        }
        return checked(request, body.get());
    }

    private static Upload checked(S3Request request, AwsChunked body) {
        Map<String, String> given = new TreeMap<>();
        request.headers().forEach((name, value) -> addChecksum(given, name, value));
        body.trailers().forEach((name, value) -> addChecksum(given, name, value));
        Optional<Boolean> hold = Digests.hold(given, body.content().array());
        if (hold.isEmpty()) {
            return new Broken(S3Error.NOT_IMPLEMENTED);
        }
        return hold.get() && hasDigest(request, body.content().array())
                ? new Received(body.content(), given)
                : new Broken(S3Error.BAD_DIGEST);
    }

    private static void addChecksum(Map<String, String> given, String name, String value) {
        if (name.startsWith(CHECKSUM_HEADER)
                && !name.equals("x-amz-checksum-algorithm")
                && !name.equals("x-amz-checksum-type")) {
            given.put(name, value);
        }
    }

    private static boolean isWhole(S3Request request, Bytes content) {
        return request.header("x-amz-decoded-content-length")
                .map(length -> length.equals(Integer.toString(content.size())))
                .orElse(true);
    }

    /** Holds if the digests of older clients do; others say that they did not sign the content. */
    private static boolean hasDigest(S3Request request, byte[] content) {
        boolean md5 =
                request.header("content-md5")
                        .map(digest -> digest.equals(Digests.md5Base64(content)))
                        .orElse(true);
        boolean sha256 =
                request.header("x-amz-content-sha256")
                        .filter(digest -> digest.matches("[0-9a-f]{64}"))
                        .map(
                                digest ->
                                        digest.equals(
                                                HexFormat.of().formatHex(Digests.sha256(content))))
                        .orElse(true);
        return md5 && sha256;
    }
}
