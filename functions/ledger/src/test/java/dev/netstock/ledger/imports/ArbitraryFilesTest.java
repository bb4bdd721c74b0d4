package dev.netstock.ledger.imports;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.netstock.files.Column;
import dev.netstock.files.FileError;
import dev.netstock.files.RowReader;
import dev.netstock.messages.movement.MovementFormats;
import dev.netstock.platform.json.JsonReader;
import dev.netstock.platform.json.ValidationErrors;
import dev.netstock.platform.testing.Length;
import dev.netstock.platform.testing.Seed;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.zip.GZIPOutputStream;

/**
 * Every file in the inbox ends as taken or refused, with a readable report, and never stays as
 * running.
 */
class ArbitraryFilesTest {
    private static final Inbox INBOX = Inbox.open();
    private static final List<FileKind> KINDS = List.of(FileKind.values());
    private static final int FILES = Length.of(50, 10_000);
    private static final int REPORT_BYTES_MAX = 128 * 1024;
    private static final Charset SHIFT_JIS = Charset.forName("windows-31j");
    private static final String MOVED =
            """
            business_date,location,sku,units,movement_id,occurred_at,order_id,source
            2026-11-20,shinjuku,A,1,R-1,2026-11-20T11:03:04+09:00,,
            2026-11-20,shinjuku,B,2,R-2,2026-11-20T11:03:04+09:00,o-1,/pos/1
            """;

    @BeforeEach
    void begin() {
        INBOX.clear();
    }

    @AfterAll
    static void end() {
        INBOX.close();
    }

    @Test
    void files_ofRandomBytes_areTakenOrRefused() {
        long seed = Seed.fresh();
        var random = new SplittableRandom(seed);
        for (int i = 0; i < FILES; i++) {
            FileKind kind = KINDS.get(random.nextInt(KINDS.size()));
            boolean isCompressed = random.nextInt(4) == 0;
            byte[] bytes = bytes(kind, isCompressed, random);
            String key = "inbox/%s/%d.csv%s".formatted(kind.folder(), i, isCompressed ? ".gz" : "");
            INBOX.put(key, bytes);
            assertThat(INBOX.notifyOf(key).getBatchItemFailures())
                    .as("%s of seed %d", key, seed)
                    .isEmpty();
        }
        for (String key : INBOX.keys()) {
            assertThat(key).matches("(taken|refused)/.*");
            if (key.endsWith(".report.json")) {
                assertReadable(INBOX.text(key), "%s of seed %d".formatted(key, seed));
            }
        }
        assertThat(INBOX.ledger.number("SELECT count(*) FROM imports WHERE state = 'running'"))
                .isZero();
        assertThat(INBOX.ledger.rows("SELECT DISTINCT state FROM imports ORDER BY 1"))
                .contains("refused", "taken");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sku,na\u0000me\nA,x\n",
                "sku,name\nA,x\u0000y\n",
                "sku,name\nA\u0000,x\n",
                "sku,name\nA,x\u001by\n",
                "sku,name\nA,x\u0085y\n",
                "sku,name\nA,\"x\ny\"\n",
                "sku,name\rA,x\r",
                "sku,name\nA,x,\u0000\n",
                "\u0000",
                "\u0000\u0000\u0000\n\u0000",
                "\uFEFF\uFEFFsku,name\nA,x\n"
            })
    void files_withControlCharacters_areRefusedWithTheRow(String text) {
        assertEnds("inbox/items/1.csv", text.getBytes(UTF_8), text);
        assertThat(INBOX.imports()).singleElement().asString().startsWith("items refused");
        assertThat(INBOX.text("refused/items/1.csv.report.json")).contains("\"line\":");
    }

    @Test
    void files_inUtf16_areRefused() {
        byte[] marked = ("\uFEFF" + MOVED).getBytes(UTF_16LE);
        assertEnds("inbox/sales/1.csv", marked, "UTF-16 with a mark");
        assertEnds("inbox/sales/2.csv", MOVED.getBytes(UTF_16LE), "UTF-16 without");
        assertThat(INBOX.ledger.rows("SELECT DISTINCT state FROM imports"))
                .containsExactly("refused");
    }

    /** Echoed text is truncated at a character and sanitized. */
    @Test
    void reports_ofLongAndHostileValues_areLimitedAndSanitized() {
        String hostile = "x".repeat(99) + "🍵\u202e\u0000" + "y".repeat(30_000);
        assertEnds("inbox/items/1.csv", ("sku," + hostile + "\n").getBytes(UTF_8), "header");
        assertEnds(
                "inbox/items/2.csv",
                ("sku,name\n" + (hostile + ",x\n").repeat(200)).getBytes(UTF_8),
                "rows");
        assertThat(INBOX.text("refused/items/1.csv.report.json"))
                .contains("\"value\":\"" + "x".repeat(99) + "…\"");
        assertThat(INBOX.ledger.rows("SELECT max(length(fault)) < 500 FROM imports"))
                .containsExactly("t");
    }

    @Test
    void reports_ofAHeaderOfThousandsOfColumns_areLimited() {
        String names = "\ud83c\udf75,".repeat(20_000);
        assertEnds("inbox/items/1.csv", (names + "x\n").getBytes(UTF_8), "many columns");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "inbox/items/a\u0000b.csv",
                "inbox/items/a\nb.csv",
                "inbox/items/\u202ea.csv",
                "inbox/it\u0001ems/a.csv",
                "inbox/items/a\u007f.csv.gz",
                "inbox/items/\u0085.csv"
            })
    void files_withNamesThatCannotBeShown_areRefusedUnderOthers(String key) {
        INBOX.put(key, "sku,name\nA,x\n");
        assertThat(INBOX.notifyOf(key).getBatchItemFailures()).isEmpty();
        assertThat(INBOX.keys()).hasSize(2).allMatch(it -> it.startsWith("refused/"));
        assertThat(INBOX.ledger.rows("SELECT state FROM imports")).containsExactly("refused");
    }

    @Test
    void files_withNamesAsLongAsS3Allows_areHandled() {
        for (String name : List.of("n".repeat(1_024 - 16), "髙".repeat(336), "🍵".repeat(252))) {
            INBOX.clear();
            String key = "inbox/items/" + name + ".csv";
            assertThat(key.getBytes(UTF_8).length).isBetween(1_005, 1_024);
            INBOX.put(key, "sku,name\nA,x\n");
            assertThat(INBOX.notifyOf(key).getBatchItemFailures()).isEmpty();
            assertThat(INBOX.keys())
                    .hasSize(2)
                    .allMatch(it -> it.startsWith("refused/"))
                    .allMatch(it -> it.getBytes(UTF_8).length <= 1_024);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A plain file | sku,name;A,x;B,y;",
                "Blank lines behind | sku,name;A,x;B,y;;;;",
                "Rows of commas behind | sku,name;A,x;B,y;,;,;,,,;",
                "No end of the last line | sku,name;A,x;B,y;,",
                "Empty cells beyond the header | sku,name,,;A,x,,;B,y,,,,;,,,",
                "Empty cells beyond some rows | sku,name;A,x,;B,y;",
                "Quoted empty cells | sku,name,\"\";A,x,\"\";B,y;\"\",\"\"",
                "A blank line within | sku,name;A,x;;B,y;"
            })
    void files_asSpreadsheetsWriteThem_areTaken(String what, String text) {
        INBOX.receive("inbox/items/1.csv", text.replace(";", "\r\n"));
        assertThat(INBOX.imports()).as(what).containsExactly("items taken 2 2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sku,name;A,x,z;B,y; | Line 2: Expected 2 fields, but found 3.",
                "sku,name,;A,x,,z; | Line 2: Expected 2 fields, but found 4.",
                "sku,,name;A,,x; | 'Line 1: Unknown column. Use only these columns: sku, name,"
                        + " category.'",
                "sku,name;,;A,x; | Line 2: Empty rows are allowed only after the last row.",
                "sku,name;A; | Line 2: Expected 2 fields, but found 1.",
                "sku,name; ,x; | 'Line 2, sku \" \": Must be a SKU of 1 to 64 ASCII letters,"
                        + " digits, periods, underscores or hyphens.'"
            })
    void files_withValuesWhereNoneBelong_areRefused(String text, String fault) {
        INBOX.receive("inbox/items/1.csv", text.replace(";", "\r\n"));
        assertThat(INBOX.ledger.rows("SELECT fault FROM imports")).containsExactly(fault);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2000-01-01T00:00:00+00:01",
                "2199-12-31T23:59:59-00:01",
                "2026-11-20T24:00:00Z",
                "2026-11-20T12:00:60Z",
                "2026-11-20",
                "2026-11-20T02:03:04.1234567890Z"
            })
    void rows_ofATimeThatIsNone_areRefused(String time) {
        INBOX.receive("inbox/sales/1.csv", MOVED.replaceFirst("2026-11-20T11:03:04.09:00", time));
        assertThat(INBOX.ledger.rows("SELECT fault FROM imports"))
                .containsExactly(
                        "Line 2, occurred_at \"%s\": %s"
                                .formatted(time, MovementFormats.TIME.expectation()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1999-12-31T23:00:00-01:00",
                "2199-12-31T23:59:59.999999999Z",
                "2026-12-31T23:59:60Z",
                "2026-11-20t02:03:04z"
            })
    void rows_ofATimeAtTheEdge_areTakenAsTheInstantThatWasMeant(String time) {
        INBOX.ledger.addItems("A", "B");
        INBOX.ledger.execute("INSERT INTO locations (location) VALUES ('shinjuku')");
        INBOX.receive("inbox/sales/1.csv", MOVED.replaceFirst("2026-11-20T11:03:04.09:00", time));
        assertThat(
                        INBOX.ledger.number(
                                """
                                SELECT count(*) FROM movements
                                WHERE occurred_at >= '2000-01-01T00:00:00Z'
                                  AND occurred_at < '2200-01-01T00:00:00Z'
                                """))
                .isEqualTo(2);
    }

    @Test
    void rows_beyondTheLimit_areRefused() throws Exception {
        List<Column> columns =
                FileLayout.of(FileKind.ITEMS).stream().map(StagedColumn::column).toList();
        var reading = new RowReader(new StringReader("sku,name\nA,x\nB,y\nC,z\n"), 2);
        assertThat(reading.read(columns, (_, _) -> {}))
                .containsExactly(FileError.ofFile("The file must not exceed 2 rows."));
    }

    /**
     * A safety net below the formats: a value that the database refuses must not be retried
     * forever.
     */
    @Test
    void values_thatTheDatabaseRefuses_refuseTheFile() {
        INBOX.ledger.execute(
                """
                CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
                    $$ BEGIN RAISE 'out of range' USING ERRCODE = '22003'; END $$
                """);
        INBOX.ledger.execute(
                "CREATE TRIGGER refuse BEFORE INSERT ON items EXECUTE FUNCTION refuse()");
        try {
            assertEnds(
                    "inbox/items/1.csv", "sku,name\nA,x\n".getBytes(UTF_8), "refused by a trigger");
            assertThat(INBOX.ledger.rows("SELECT state, fault FROM imports"))
                    .containsExactly(
                            "refused The file contains values that the ledger cannot store.");
        } finally {
            INBOX.ledger.execute("DROP FUNCTION refuse CASCADE");
        }
    }

    private static void assertEnds(String key, byte[] bytes, String what) {
        INBOX.put(key, bytes);
        assertThat(INBOX.notifyOf(key).getBatchItemFailures()).as(what).isEmpty();
        assertThat(INBOX.ledger.rows("SELECT state FROM imports ORDER BY import_id DESC LIMIT 1"))
                .as(what)
                .containsAnyOf("taken", "refused", "known");
        assertThat(INBOX.ledger.number("SELECT count(*) FROM imports WHERE state = 'running'"))
                .as(what)
                .isZero();
        String name = key.substring("inbox/".length());
        List<String> keys = INBOX.keys();
        assertThat(keys).as(what).doesNotContain(key);
        if (keys.contains("refused/" + name)) {
            assertReadable(INBOX.text("refused/" + name + ".report.json"), what);
        } else {
            assertThat(keys).as(what).contains("taken/" + name);
        }
    }

    private static void assertReadable(String report, String what) {
        var faults = new ValidationErrors();
        assertThat(JsonReader.read(report, faults)).as(what).isPresent();
        assertThat(faults.isEmpty()).as(what).isTrue();
        assertThat(report.getBytes(UTF_8).length).as(what).isLessThan(REPORT_BYTES_MAX);
    }

    private static byte[] bytes(FileKind kind, boolean isCompressed, RandomGenerator random) {
        byte[] text = random.nextInt(8) == 0 ? noise(random) : encoded(kind, random);
        byte[] whole = isCompressed && random.nextInt(8) > 0 ? gzip(text) : text;
        return random.nextInt(6) == 0
                ? Arrays.copyOf(whole, random.nextInt(whole.length + 1))
                : random.nextInt(6) == 0 ? damaged(whole, random) : whole;
    }

    private static byte[] noise(RandomGenerator random) {
        byte[] noise = new byte[random.nextInt(300)];
        random.nextBytes(noise);
        return noise;
    }

    private static byte[] damaged(byte[] bytes, RandomGenerator random) {
        byte[] damaged = bytes.clone();
        for (int i = random.nextInt(3); i >= 0 && damaged.length > 0; i--) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        return damaged;
    }

    private static byte[] encoded(FileKind kind, RandomGenerator random) {
        String text = text(kind, random);
        return switch (random.nextInt(8)) {
            case 0 -> ("\uFEFF" + text).getBytes(UTF_8);
            case 1 -> text.getBytes(SHIFT_JIS);
            case 2 -> text.getBytes(UTF_16LE);
            case 3 -> text.getBytes(ISO_8859_1);
            default -> text.getBytes(UTF_8);
        };
    }

    /** A file of a kind with random changes. */
    private static String text(FileKind kind, RandomGenerator random) {
        String header =
                String.join(",", FileLayout.of(kind).stream().map(StagedColumn::name).toList());
        var text = new StringBuilder(header).append('\n');
        for (int row = random.nextInt(5); row > 0; row--) {
            int number = random.nextInt(1_000);
            text.append(
                    String.join(
                                    ",",
                                    FileLayout.of(kind).stream()
                                            .map(column -> value(column.name(), number))
                                            .toList())
                            + "\n");
        }
        for (int changes = random.nextInt(6); changes > 3; changes--) {
            int at = random.nextInt(text.length());
            String odd =
                    List.of(
                                    "\u0000", "\"", ",", "\n", "\r", "é", "髙", "🍵", "\ud800",
                                    "\u0085", "\\N", "")
                            .get(random.nextInt(12));
            text.replace(at, Math.min(text.length(), at + random.nextInt(3)), odd);
        }
        return text.toString();
    }

    private static String value(String column, int number) {
        return switch (column) {
            case "business_date" -> "2026-11-20";
            case "location" -> "shinjuku";
            case "sku" -> "S" + number;
            case "units" -> "3";
            case "movement_id" -> "R-" + number;
            case "occurred_at" -> "2026-11-20T11:03:04+09:00";
            case "name" -> "抹茶 " + number;
            default -> "";
        };
    }

    private static byte[] gzip(byte[] bytes) {
        var compressed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }
}
