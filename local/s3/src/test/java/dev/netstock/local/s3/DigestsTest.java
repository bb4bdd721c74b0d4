package dev.netstock.local.s3;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Base64;
import java.util.HexFormat;

/**
 * Checksums.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html">Checking
 *     object integrity</a>
 */
class DigestsTest {
    private static final byte[] CHECK = "123456789".getBytes(US_ASCII);

    /** The check values come from the catalogue of CRCs. */
    @ParameterizedTest
    @CsvSource({
        "CRC32,     cbf43926",
        "CRC32C,    e3069283",
        "CRC64NVME, ae8b14860a799888",
        "SHA1,      f7c3bc1d808e04732adf679965ccc34ca7ae3441",
    })
    void checksum_ofASupportedAlgorithm_isItsBase64Value(String algorithm, String hex) {
        assertThat(Digests.checksum(algorithm, CHECK))
                .contains(Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex)));
    }

    @Test
    void checksum_ofAnUnsupportedAlgorithm_isEmpty() {
        assertThat(Digests.checksum("ROT13", CHECK)).isEmpty();
    }
}
