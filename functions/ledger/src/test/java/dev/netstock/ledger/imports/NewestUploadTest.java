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

/** The newer of two uploads counts, even if it repeats an older one, in any order. */
class NewestUploadTest {
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
     * A kind of file whose newest upload counts.
     *
     * @param kind its folder
     * @param header of the file
     * @param row of one key; {@code %d} stands for its value
     * @param query reads the value from the ledger
     */
    record UploadKind(String kind, String header, String row, String query) {
        String file(int value) {
            return header + "\n" + row.formatted(value) + "\n";
        }

        String key(String name) {
            return "inbox/" + kind + "/" + name + ".csv";
        }

        String value() {
            return String.join(" ", INBOX.ledger.rows(query));
        }

        @Override
        public String toString() {
            return kind;
        }
    }

    static Stream<UploadKind> kinds() {
        return Stream.of(
                new UploadKind(
                        "book-stock",
                        "business_date,location,sku,units",
                        "2026-11-21,shinjuku,A,%d",
                        "SELECT supply FROM net_stock"),
                new UploadKind(
                        "display-samples",
                        "location,sku,units",
                        "shinjuku,A,%d",
                        "SELECT samples FROM net_stock"),
                new UploadKind("items", "sku,name", "A,%d", "SELECT name FROM items"));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void handleRequest_ofUploadsAThenBThenA_appliesA(UploadKind kind) {
        INBOX.receive(kind.key("1"), kind.file(1));
        INBOX.receive(kind.key("2"), kind.file(2));
        assertThat(kind.value()).isEqualTo("2");
        INBOX.receive(kind.key("3"), kind.file(1));
        assertThat(kind.value()).isEqualTo("1");
        INBOX.receive(kind.key("3"), kind.file(2));
        INBOX.receive(kind.key("3"), kind.file(1));
        assertThat(kind.value()).isEqualTo("1");
        assertThat(INBOX.ledger.rows("SELECT DISTINCT state FROM imports"))
                .containsExactly("taken");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void handleRequest_ofOneUploadTwice_importsItOnce(UploadKind kind) {
        String first = INBOX.put(kind.key("1"), kind.file(1));
        INBOX.deliver(first);
        INBOX.receive(kind.key("1"), kind.file(2));
        INBOX.deliver(first, first);
        assertThat(kind.value()).isEqualTo("2");
        assertThat(INBOX.ledger.number("SELECT count(*) FROM imports")).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void handleRequest_ofAKeyThatIsOverwrittenInTheInbox_importsBothInAnyOrder(UploadKind kind) {
        for (boolean inOrder : new boolean[] {true, false}) {
            INBOX.clear();
            String first = INBOX.put(kind.key("1"), kind.file(1));
            String second = INBOX.put(kind.key("1"), kind.file(2));
            INBOX.deliver(inOrder ? first : second);
            INBOX.deliver(inOrder ? second : first);
            assertThat(kind.value()).isEqualTo("2");
            assertThat(INBOX.imports()).hasSize(2).allMatch(it -> it.contains(" taken "));
            assertThat(INBOX.keys()).containsExactly("taken/" + kind.kind() + "/1.csv");
        }
    }

    /** Uploads of several keys, some within a millisecond, some repeated, in a random order. */
    @ParameterizedTest
    @MethodSource("kinds")
    void handleRequest_ofUploadsInAnyOrder_appliesTheLastUpload(UploadKind kind) {
        for (long seed = 1; seed <= 5; seed++) {
            INBOX.clear();
            Random random = new Random(seed);
            List<String> reported = new ArrayList<>();
            int value = 0;
            for (int i = 0; i < 6; i++) {
                value = random.nextInt(3);
                String put = INBOX.put(kind.key("k" + random.nextInt(3)), kind.file(value));
                Instant at = Inbox.NOW.plusMillis(i / 3);
                reported.add(
                        put.replaceFirst(
                                "\"eventTime\":\"[^\"]+\"", "\"eventTime\":\"" + at + "\""));
            }
            Collections.shuffle(reported, random);
            reported.forEach(INBOX::deliver);
            INBOX.deliver(reported.toArray(String[]::new));
            assertThat(kind.value()).as("seed %d", seed).isEqualTo(Integer.toString(value));
        }
    }

    @Test
    void handleRequest_ofOneKey_sortsBySequencerBeforeTime() {
        UploadKind kind = kinds().findFirst().orElseThrow();
        String first = INBOX.put(kind.key("1"), kind.file(1));
        String second = INBOX.put(kind.key("1"), kind.file(2));
        String earlier = Inbox.NOW.minusSeconds(60).toString();
        INBOX.deliver(
                second.replaceFirst(
                        "\"eventTime\":\"[^\"]+\"", "\"eventTime\":\"" + earlier + "\""));
        INBOX.deliver(first);
        assertThat(kind.value()).isEqualTo("2");
    }

    @Test
    void handleRequest_ofAFileThatWasDeletedBeforeItsImport_changesNothing() {
        String reported = INBOX.put("inbox/items/1.csv", "sku,name\nA,x\n");
        INBOX.delete("inbox/items/1.csv");
        assertThat(INBOX.deliver(reported).getBatchItemFailures()).isEmpty();
        assertThat(INBOX.imports()).isEmpty();
        assertThat(INBOX.ledger.rows("SELECT sku FROM items")).isEmpty();
    }

    @Test
    void handleRequest_ofTwoRefusedUploadsOfAKey_keepsBoth() {
        String first = INBOX.put("inbox/items/1.csv", "sku,name\n!,1\n");
        String second = INBOX.put("inbox/items/1.csv", "sku,name\n!,2\n");
        INBOX.deliver(second);
        INBOX.deliver(first);
        assertThat(INBOX.imports()).containsExactly("items refused 1 0", "items refused 1 0");
        assertThat(INBOX.text("refused/items/1.csv")).contains("!,1");
        assertThat(INBOX.keys()).hasSize(2).noneMatch(key -> key.startsWith("inbox/"));
    }
}
