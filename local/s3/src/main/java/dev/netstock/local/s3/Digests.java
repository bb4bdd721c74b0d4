package dev.netstock.local.s3;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/** Digests and checksums in S3's format. */
final class Digests {
    private Digests() {}

    static byte[] sha256(byte[] content) {
        return digest("SHA-256", content);
    }

    static String md5Base64(byte[] content) {
        return Base64.getEncoder().encodeToString(digest("MD5", content));
    }

    /** The entity tag of an object without multipart upload. */
    static String etag(byte[] content) {
        return '"' + HexFormat.of().formatHex(digest("MD5", content)) + '"';
    }

    /**
     * The checksum as in the header {@code x-amz-checksum-}algorithm; empty if the algorithm is not
     * supported.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html">Checking
     *     object integrity</a>
     */
    static Optional<String> checksum(String algorithm, byte[] content) {
        return Optional.ofNullable(
                        switch (algorithm.toLowerCase(Locale.ROOT)) {
                            case "crc32" -> bytes(new CRC32(), Integer.BYTES, content);
                            case "crc32c" -> bytes(new CRC32C(), Integer.BYTES, content);
                            case "crc64nvme" -> bytes(new Crc64Nvme(), Long.BYTES, content);
                            case "sha1" -> digest("SHA-1", content);
                            case "sha256" -> sha256(content);
                            default -> null;
                        })
                .map(Base64.getEncoder()::encodeToString);
    }

    private static byte[] bytes(Checksum checksum, int length, byte[] content) {
        checksum.update(content);
        byte[] value = ByteBuffer.allocate(Long.BYTES).putLong(checksum.getValue()).array();
        return Arrays.copyOfRange(value, Long.BYTES - length, Long.BYTES);
    }

    private static byte[] digest(String algorithm, byte[] content) {
        try {
            return MessageDigest.getInstance(algorithm).digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has " + algorithm, e);
        }
    }
}
