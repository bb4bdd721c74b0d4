package dev.netstock.ledger.imports;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Of two uploads the newer one counts, also when it repeats an older one, in whatever order. */
class NewestWordTest {
    private static final Inbox INBOX = Inbox.open();

    @BeforeEach
    void begin() {
        INBOX.clear();
    }

    @AfterAll
    static void end() {
        INBOX.close();
    }

    /**
     * A kind of file whose newest word counts.
     *
     * @param kind its folder
     * @param header of the file
     * @param row of one thing; {@code %d} stands for what is said of it
     * @param said reads it from the ledger
     */
    record Word(String kind, String header, String row, String said) {
        String file(int value) {
            return header + "\n" + row.formatted(value) + "\n";
        }

        String key(String name) {
            return "inbox/" + kind + "/" + name + ".csv";
        }

        String value() {
            return String.join(" ", INBOX.ledger.rows(said));
        }

        @Override
        public String toString() {
            return kind;
        }
    }

    static Stream<Word> words() {
        return Stream.of(
                new Word(
                        "book-stock",
                        "business_date,location,sku,units",
                        "2026-11-21,shinjuku,A,%d",
                        "SELECT supply FROM net_stock"),
                new Word(
                        "display-samples",
                        "location,sku,units",
                        "shinjuku,A,%d",
                        "SELECT samples FROM net_stock"),
                new Word("items", "sku,name", "A,%d", "SELECT name FROM items"));
    }

    @ParameterizedTest
    @MethodSource("words")
    void handleRequest_ofAThenBThenAAgain_saysA(Word word) {
        INBOX.receive(word.key("1"), word.file(1));
        INBOX.receive(word.key("2"), word.file(2));
        assertThat(word.value()).isEqualTo("2");
        INBOX.receive(word.key("3"), word.file(1));
        assertThat(word.value()).isEqualTo("1");
        INBOX.receive(word.key("3"), word.file(2));
        INBOX.receive(word.key("3"), word.file(1));
        assertThat(word.value()).isEqualTo("1");
        assertThat(INBOX.ledger.rows("SELECT DISTINCT state FROM imports"))
                .containsExactly("taken");
    }

    @ParameterizedTest
    @MethodSource("words")
    void handleRequest_ofOneUploadTwice_takesItOnce(Word word) {
        String first = INBOX.put(word.key("1"), word.file(1));
        INBOX.deliver(first);
        INBOX.receive(word.key("1"), word.file(2));
        INBOX.deliver(first, first);
        assertThat(word.value()).isEqualTo("2");
        assertThat(INBOX.ledger.number("SELECT count(*) FROM imports")).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("words")
    void handleRequest_ofAKeyThatIsOverwrittenWhileItWaits_takesBothInAnyOrder(Word word) {
        for (boolean inOrder : new boolean[] {true, false}) {
            INBOX.clear();
            String first = INBOX.put(word.key("1"), word.file(1));
            String second = INBOX.put(word.key("1"), word.file(2));
            INBOX.deliver(inOrder ? first : second);
            INBOX.deliver(inOrder ? second : first);
            assertThat(word.value()).isEqualTo("2");
            assertThat(INBOX.imports()).hasSize(2).allMatch(it -> it.contains(" taken "));
            assertThat(INBOX.keys()).containsExactly("taken/" + word.kind() + "/1.csv");
        }
    }

    /** Uploads of several keys, some within a millisecond, some repeated, in a random order. */
    @ParameterizedTest
    @MethodSource("words")
    void handleRequest_ofUploadsInAnyOrder_saysWhatWasUploadedLast(Word word) {
        for (long seed = 1; seed <= 5; seed++) {
            INBOX.clear();
            Random random = new Random(seed);
            List<String> told = new ArrayList<>();
            int value = 0;
            for (int i = 0; i < 6; i++) {
                value = random.nextInt(3);
                String put = INBOX.put(word.key("k" + random.nextInt(3)), word.file(value));
                Instant at = Inbox.NOW.plusMillis(i / 3);
                told.add(
                        put.replaceFirst(
                                "\"eventTime\":\"[^\"]+\"", "\"eventTime\":\"" + at + "\""));
            }
            Collections.shuffle(told, random);
            told.forEach(INBOX::deliver);
            INBOX.deliver(told.toArray(String[]::new));
            assertThat(word.value()).as("seed %d", seed).isEqualTo(Integer.toString(value));
        }
    }

    @Test
    void handleRequest_ofOneKey_goesByTheSequencerWhateverTheTimesSay() {
        Word word = words().findFirst().orElseThrow();
        String first = INBOX.put(word.key("1"), word.file(1));
        String second = INBOX.put(word.key("1"), word.file(2));
        String earlier = Inbox.NOW.minusSeconds(60).toString();
        INBOX.deliver(
                second.replaceFirst(
                        "\"eventTime\":\"[^\"]+\"", "\"eventTime\":\"" + earlier + "\""));
        INBOX.deliver(first);
        assertThat(word.value()).isEqualTo("2");
    }

    @Test
    void handleRequest_ofAFileThatWasDeletedBeforeItWasTaken_takesNothing() {
        String told = INBOX.put("inbox/items/1.csv", "sku,name\nA,x\n");
        INBOX.delete("inbox/items/1.csv");
        assertThat(INBOX.deliver(told).getBatchItemFailures()).isEmpty();
        assertThat(INBOX.imports()).isEmpty();
        assertThat(INBOX.ledger.rows("SELECT sku FROM items")).isEmpty();
    }

    @Test
    void handleRequest_ofTwoRefusedUploadsOfAKey_keepsBothInTheirPlaces() {
        String first = INBOX.put("inbox/items/1.csv", "sku,name\n!,1\n");
        String second = INBOX.put("inbox/items/1.csv", "sku,name\n!,2\n");
        INBOX.deliver(second);
        INBOX.deliver(first);
        assertThat(INBOX.imports()).containsExactly("items refused 1 0", "items refused 1 0");
        assertThat(INBOX.text("refused/items/1.csv")).contains("!,1");
        assertThat(INBOX.keys()).hasSize(2).noneMatch(key -> key.startsWith("inbox/"));
    }
}
