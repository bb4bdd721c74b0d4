package dev.netstock.platform.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.platform.testing.Seed;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.SplittableRandom;

class UntrustedTextTest {
    @Test
    void utf8_validBytes_returnsTheText() {
        assertThat(UntrustedText.utf8("抹茶 é 🍵".getBytes(StandardCharsets.UTF_8)))
                .contains("抹茶 é 🍵");
    }

    @ParameterizedTest
    @ValueSource(strings = {"c3", "ff", "80", "c0af", "eda080", "f4908080", "e38182e3", "61ff62"})
    void utf8_invalidBytes_isEmpty(String hex) {
        assertThat(UntrustedText.utf8(HexFormat.of().parseHex(hex))).isEmpty();
    }

    @Test
    void formDecoded_validText_isDecoded() {
        assertThat(UntrustedText.formDecoded("a+b%2Fc%E6%8A%B9")).contains("a b/c抹");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%2", "%zz", "%FF", "%C0%AF", "%ED%A0%80", "抹", "\u0000抹", "%-1"})
    void formDecoded_invalidText_isEmpty(String text) {
        assertThat(UntrustedText.formDecoded(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\u0000", "a\tb", "a\n", "\u007f", "\u0085", "\u009f", "\ud83c", "\udf75a"})
    void isClean_withControlsOrUnpairedSurrogates_isFalse(String text) {
        assertThat(UntrustedText.isClean(text)).isFalse();
    }

    @Test
    void isClean_otherText_isTrue() {
        assertThat(UntrustedText.isClean("抹茶ラテ①　500ml ～ 🍵 \u00e9")).isTrue();
        assertThat(UntrustedText.isClean("")).isTrue();
    }

    @Test
    void sanitize_controlCharacters_replacesThem() {
        assertThat(UntrustedText.sanitize("a\u0000b\r\nc\u202ed\u2066e\u2028f\ufeffg\ud800h", 100))
                .isEqualTo("a\ufffdb\ufffd\ufffdc\ufffdd\ufffde\ufffdf\ufffdg\ufffdh");
        assertThat(UntrustedText.sanitize("抹茶 🍵", 100)).isEqualTo("抹茶 🍵");
    }

    @Test
    void sanitize_longText_splitsNoSurrogatePair() {
        assertThat(UntrustedText.sanitize("abc🍵", 4)).isEqualTo("abc…");
        assertThat(UntrustedText.sanitize("abc🍵", 5)).isEqualTo("abc🍵");
        assertThat(UntrustedText.sanitize("abcdef", 4)).isEqualTo("abcd…");
        assertThat(UntrustedText.sanitize("🍵🍵", 1)).isEqualTo("…");
    }

    @Test
    void sanitize_randomText_isCleanAndBounded() {
        var random = new SplittableRandom(Seed.fresh());
        for (int i = 0; i < 5_000; i++) {
            String text =
                    random.ints(random.nextInt(40), 0, 0x10000)
                            .collect(
                                    StringBuilder::new,
                                    (all, next) -> all.append((char) next),
                                    StringBuilder::append)
                            .toString();
            String shown = UntrustedText.sanitize(text, 20);
            assertThat(UntrustedText.isClean(shown)).isTrue();
            assertThat(shown.length()).isLessThanOrEqualTo(21);
            assertThat(UntrustedText.sanitize(shown, 21)).isEqualTo(shown);
        }
    }
}
