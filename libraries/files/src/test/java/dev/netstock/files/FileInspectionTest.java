package dev.netstock.files;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.netstock.files.FileInspection.Text;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

class FileInspectionTest {
    private static final Charset SHIFT_JIS = Charset.forName("windows-31j");
    private static final String JAPANESE = "sku,name\nA,髙島①～ソ能\n";

    @Test
    void of_utf8_isUtf8WithoutItsByteOrderMark() throws Exception {
        assertThat(text(JAPANESE.getBytes(UTF_8), false)).isEqualTo(JAPANESE);
        assertThat(text(("\uFEFF" + JAPANESE).getBytes(UTF_8), false)).isEqualTo(JAPANESE);
        assertThat(text("a".getBytes(UTF_8), false)).isEqualTo("a");
        assertThat(text(new byte[0], false)).isEmpty();
    }

    @Test
    void of_shiftJis_isWindows31J() throws Exception {
        assertThat(text(JAPANESE.getBytes(SHIFT_JIS), false)).isEqualTo(JAPANESE);
    }

    /** Characters of several bytes across the buffers of a stream. */
    @Test
    void of_aLongFile_decodesCharactersAcrossBuffers() throws Exception {
        for (int shift = 0; shift < 3; shift++) {
            String text = "x".repeat(shift) + "能".repeat(100_000);
            assertThat(text(text.getBytes(UTF_8), false)).isEqualTo(text);
            assertThat(text(text.getBytes(SHIFT_JIS), false)).isEqualTo(text);
        }
    }

    @Test
    void of_anotherEncoding_reportsTheLine() throws Exception {
        byte[] bytes = (JAPANESE + "B,").getBytes(UTF_8);
        byte[] broken = Arrays.copyOf(bytes, bytes.length + 1);
        broken[bytes.length] = (byte) 0xFD;
        assertThat(inspect(broken, false).text()).isInstanceOf(Text.Unreadable.class);
        byte[] cut = Arrays.copyOf(JAPANESE.getBytes(SHIFT_JIS), 12);
        assertThat(inspect(cut, false).text())
                .isEqualTo(
                        new Text.Unreadable(
                                new FileError(
                                        2,
                                        "",
                                        "",
                                        "The file must be encoded in UTF-8 or Shift_JIS.")));
    }

    @Test
    void of_gzipWithSeveralMembers_readsAllOfThem() throws Exception {
        byte[] first = gzip(JAPANESE);
        byte[] second = gzip("B,能\n");
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        assertThat(text(both, true)).isEqualTo(JAPANESE + "B,能\n");
    }

    /**
     * Truncated at any byte, also after the first member, and with any bytes after the last one.
     */
    @Test
    void of_gzipThatIsTruncatedOrHasTrailingBytes_isUnreadable() throws Exception {
        byte[] first = gzip("A,x\n");
        byte[] both = Arrays.copyOf(first, first.length * 2);
        System.arraycopy(first, 0, both, first.length, first.length);
        for (int size = 0; size < both.length; size++) {
            if (size != first.length) {
                assertThat(text(Arrays.copyOf(both, size), true))
                        .as("%d of %d bytes", size, both.length)
                        .isEqualTo("The file must be a complete gzip file.");
            }
        }
        assertThat(text(Arrays.copyOf(both, both.length + 1), true))
                .isEqualTo("The file must be a complete gzip file.");
        assertThat(text(both, true)).isEqualTo("A,x\nA,x\n");
    }

    @Test
    void of_gzipWithAFlippedBit_isUnreadable() throws Exception {
        byte[] whole = gzip(JAPANESE);
        for (int bit = 8 * 10; bit < whole.length * 8; bit++) {
            byte[] damaged = whole.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            // The padding bits of the last byte have no meaning.
            assertThat(text(damaged, true))
                    .isIn("The file must be a complete gzip file.", JAPANESE);
        }
    }

    @Test
    void of_gzipWithANameAndAComment_readsIt() throws Exception {
        byte[] plain = gzip("A,x\n");
        var named = new ByteArrayOutputStream();
        named.write(plain, 0, 3);
        named.write(4 + 8 + 16 + 2);
        named.write(plain, 4, 6);
        named.write(new byte[] {2, 0, 'e', 'f', 'n', 0, 'c', 0, 1, 2});
        named.write(plain, 10, plain.length - 10);
        assertThat(text(named.toByteArray(), true)).isEqualTo("A,x\n");
    }

    /** A file that decompresses beyond the limit is not read to its end. */
    @Test
    void of_aGzipBomb_isUnreadable() throws Exception {
        var bomb = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bomb)) {
            byte[] nothing = new byte[1 << 20];
            for (int i = 0; i < 5; i++) {
                gzip.write(nothing);
            }
        }
        assertThat(bomb.size()).isLessThan(1 << 16);
        var found = FileInspection.of(new ByteArrayInputStream(bomb.toByteArray()), true, 4 << 20);
        assertThat(found.text())
                .isEqualTo(
                        new Text.Unreadable(
                                FileError.ofFile(
                                        "The file must not exceed 4 MiB when decompressed.")));
    }

    @Test
    void of_aByteOrderMark_triesUtf8Only() throws Exception {
        var marked = new ByteArrayOutputStream();
        marked.write(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
        marked.write(JAPANESE.getBytes(SHIFT_JIS));
        assertThat(text(marked.toByteArray(), false))
                .endsWith("The file has a UTF-8 byte order mark but is not valid UTF-8.");
    }

    @Test
    void of_bytesThatAreInvalidInShiftJis_isUnreadable() throws Exception {
        for (int wrong : new int[] {0x80, 0xA0, 0xFD, 0xFE, 0xFF}) {
            byte[] bytes = (JAPANESE + "B,x\n").getBytes(SHIFT_JIS);
            bytes[bytes.length - 2] = (byte) wrong;
            assertThat(inspect(bytes, false).text()).isInstanceOf(Text.Unreadable.class);
        }
    }

    @Test
    void of_anIncompleteGzip_isUnreadable() throws Exception {
        byte[] whole = gzip(JAPANESE.repeat(1_000));
        for (byte[] broken :
                new byte[][] {
                    JAPANESE.getBytes(UTF_8), Arrays.copyOf(whole, whole.length / 2), new byte[0]
                }) {
            assertThat(inspect(broken, true).text())
                    .isEqualTo(
                            new Text.Unreadable(
                                    FileError.ofFile("The file must be a complete gzip file.")));
        }
    }

    @Test
    void of_aFile_hasTheDigestOfItsBytes() throws Exception {
        assertThat(inspect("abc".getBytes(UTF_8), false).digest())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(inspect(gzip("abc"), true).digest())
                .isNotEqualTo(inspect("abc".getBytes(UTF_8), false).digest());
    }

    private static String text(byte[] bytes, boolean isCompressed) throws IOException {
        return switch (inspect(bytes, isCompressed).text()) {
            case Text.Unreadable(FileError fault) -> fault.text();
            case Text.Encoded(Charset charset) -> {
                try (Reader text =
                        FileText.of(new ByteArrayInputStream(bytes), isCompressed, charset)) {
                    var all = new java.io.StringWriter();
                    text.transferTo(all);
                    yield all.toString();
                }
            }
        };
    }

    private static FileInspection inspect(byte[] bytes, boolean isCompressed) throws IOException {
        return FileInspection.of(new ByteArrayInputStream(bytes), isCompressed);
    }

    private static byte[] gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }
}
