package dev.netstock.imports;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.netstock.imports.FileInspection.Text;

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
    void of_utf8_isUtf8AndLosesItsByteOrderMark() throws Exception {
        assertThat(text(JAPANESE.getBytes(UTF_8), false)).isEqualTo(JAPANESE);
        assertThat(text(("\uFEFF" + JAPANESE).getBytes(UTF_8), false)).isEqualTo(JAPANESE);
        assertThat(text("a".getBytes(UTF_8), false)).isEqualTo("a");
        assertThat(text(new byte[0], false)).isEmpty();
    }

    @Test
    void of_shiftJis_isShiftJisAsWindowsWritesIt() throws Exception {
        assertThat(text(JAPANESE.getBytes(SHIFT_JIS), false)).isEqualTo(JAPANESE);
    }

    /** Characters of several bytes that stand across the parts in which a file streams. */
    @Test
    void of_aLongFile_decodesWhatStandsAcrossItsParts() throws Exception {
        for (int shift = 0; shift < 3; shift++) {
            String text = "x".repeat(shift) + "能".repeat(100_000);
            assertThat(text(text.getBytes(UTF_8), false)).isEqualTo(text);
            assertThat(text(text.getBytes(SHIFT_JIS), false)).isEqualTo(text);
        }
    }

    @Test
    void of_whatIsNeither_tellsTheLine() throws Exception {
        byte[] bytes = (JAPANESE + "B,").getBytes(UTF_8);
        byte[] broken = Arrays.copyOf(bytes, bytes.length + 1);
        broken[bytes.length] = (byte) 0xFD;
        assertThat(inspect(broken, false).text()).isInstanceOf(Text.Unreadable.class);
        byte[] cut = Arrays.copyOf(JAPANESE.getBytes(SHIFT_JIS), 12);
        assertThat(inspect(cut, false).text())
                .isEqualTo(
                        new Text.Unreadable(
                                new RowFault(
                                        2, "", "", "Text in UTF-8 or Shift_JIS is expected.")));
    }

    @Test
    void of_gzipInSeveralMembers_readsAllOfThem() throws Exception {
        byte[] first = gzip(JAPANESE);
        byte[] second = gzip("B,能\n");
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        assertThat(text(both, true)).isEqualTo(JAPANESE + "B,能\n");
    }

    @Test
    void of_whatIsNoWholeGzip_isUnreadable() throws Exception {
        byte[] whole = gzip(JAPANESE.repeat(1_000));
        for (byte[] broken :
                new byte[][] {
                    JAPANESE.getBytes(UTF_8), Arrays.copyOf(whole, whole.length / 2), new byte[0]
                }) {
            assertThat(inspect(broken, true).text())
                    .isEqualTo(
                            new Text.Unreadable(RowFault.ofFile("A whole gzip file is expected.")));
        }
    }

    @Test
    void of_aFile_isNamedByItsBytes() throws Exception {
        assertThat(inspect("abc".getBytes(UTF_8), false).digest())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(inspect(gzip("abc"), true).digest())
                .isNotEqualTo(inspect("abc".getBytes(UTF_8), false).digest());
    }

    private static String text(byte[] bytes, boolean isCompressed) throws IOException {
        return switch (inspect(bytes, isCompressed).text()) {
            case Text.Unreadable(RowFault fault) -> fault.text();
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
