package dev.netstock.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

class CsvRowsTest {
    @Test
    void next_ofPlainRows_returnsTheirFields() throws Exception {
        assertThat(read("a,b\r\n1,2\n,\n3,4")).containsExactly("1:a|b", "2:1|2", "3:|", "4:3|4");
    }

    @Test
    void next_ofQuotedFields_returnsTheirContents() throws Exception {
        assertThat(read("\"a,b\",\"say \"\"hi\"\"\",\"two\r\nlines\"\n\"\",x\"y\n"))
                .containsExactly("1:a,b|say \"hi\"|two\r\nlines", "3:|x\"y");
    }

    @Test
    void next_ofEmptyLines_skipsAndCountsThem() throws Exception {
        assertThat(read("\n\r\na\n\n\nb\n\n")).containsExactly("3:a", "6:b");
        assertThat(read("")).isEmpty();
    }

    @Test
    void next_ofAnUnclosedQuote_reportsItsLine() throws Exception {
        CsvRows rows = new CsvRows(new StringReader("a\nb,\"c\nd\n"));
        assertThat(rows.next()).isTrue();
        assertThat(rows.next()).isFalse();
        assertThat(rows.error().map(FileError::text))
                .contains("Line 2: Closing quote is missing. The file ends in a quoted field.");
    }

    @Test
    void next_ofTextAfterAQuote_isAnError() throws Exception {
        CsvRows rows = new CsvRows(new StringReader("\"a\"b,c\n"));
        assertThat(rows.next()).isFalse();
        assertThat(rows.error().map(FileError::line)).contains(1L);
    }

    /** Otherwise the rest of a large file would be one field. */
    @Test
    void next_ofAnEndlessRow_stopsAtTheLimit() throws Exception {
        CsvRows rows = new CsvRows(new EndlessField());
        assertThat(rows.next()).isFalse();
        assertThat(rows.error().map(FileError::expected))
                .contains("The row must not exceed 65536 characters.");
    }

    @Test
    void next_ofAnEndlessRowOfEmptyFields_stopsAtTheLimit() throws Exception {
        CsvRows rows = new CsvRows(new StringReader(",".repeat(1_000_000)));
        assertThat(rows.next()).isFalse();
        assertThat(rows.fields()).hasSizeLessThan(70_000);
        assertThat(rows.error().map(FileError::expected))
                .contains("The row must not exceed 65536 characters.");
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void next_ofWrittenRows_returnsThemInAnyChunks(long seed) throws Exception {
        var random = new SplittableRandom(seed);
        List<List<String>> written = rows(random);
        String text =
                written.stream()
                        .map(row -> row.stream().map(CsvRowsTest::quoted))
                        .map(row -> row.collect(Collectors.joining(",")))
                        .collect(Collectors.joining(random.nextBoolean() ? "\n" : "\r\n"));
        CsvRows rows = new CsvRows(new InParts(text, random));
        List<List<String>> read = new ArrayList<>();
        while (rows.next()) {
            read.add(List.copyOf(rows.fields()));
        }
        assertThat(rows.error()).isEmpty();
        assertThat(read).isEqualTo(written);
    }

    private static List<List<String>> rows(RandomGenerator random) {
        List<List<String>> rows = new ArrayList<>();
        for (int i = random.nextInt(20); i > 0; i--) {
            List<String> row = new ArrayList<>();
            row.add("first");
            for (int j = random.nextInt(4); j > 0; j--) {
                row.add(
                        random.ints(random.nextInt(6), 0, 8)
                                .mapToObj(at -> "a,\"\r\n髙 b".substring(at, at + 1))
                                .collect(Collectors.joining()));
            }
            rows.add(row);
        }
        return rows;
    }

    private static String quoted(String field) {
        return '"' + field.replace("\"", "\"\"") + '"';
    }

    private static List<String> read(String text) throws IOException {
        CsvRows rows = new CsvRows(new StringReader(text));
        List<String> read = new ArrayList<>();
        while (rows.next()) {
            read.add(rows.line() + ":" + String.join("|", rows.fields()));
        }
        assertThat(rows.error()).isEmpty();
        return read;
    }

    /** A reader that returns a few characters at a time. */
    private static final class InParts extends Reader {
        private final StringReader text;
        private final RandomGenerator random;

        InParts(String text, RandomGenerator random) {
            this.text = new StringReader(text);
            this.random = random;
        }

        @Override
        public int read(char[] buffer, int from, int size) throws IOException {
            return text.read(buffer, from, Math.min(size, random.nextInt(1, 4)));
        }

        @Override
        public void close() {
            text.close();
        }
    }

    /** A quote without an end. */
    private static final class EndlessField extends Reader {
        private boolean isOpen;

        @Override
        public int read(char[] buffer, int from, int size) {
            Arrays.fill(buffer, from, from + size, 'x');
            if (!isOpen) {
                buffer[from] = '"';
                isOpen = true;
            }
            return size;
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
