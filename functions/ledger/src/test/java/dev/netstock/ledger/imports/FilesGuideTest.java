package dev.netstock.ledger.imports;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The examples of {@code docs/files.md} can be imported. */
class FilesGuideTest {
    private static final Pattern EXAMPLE =
            Pattern.compile("## ([A-Z][a-z ]+)\n\n```csv\n(.+?)```", Pattern.DOTALL);
    private static final List<String> KINDS =
            List.of(
                    "book-stock",
                    "sales",
                    "receipts",
                    "adjustments",
                    "display-samples",
                    "items",
                    "locations",
                    "category-buffers");
    private static final Inbox INBOX = Inbox.open();
    private static String guide = "";

    @BeforeAll
    static void readGuide() throws IOException {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("docs/files.md"))) {
            folder = Objects.requireNonNull(folder.getParent(), "No docs/files.md");
        }
        guide = Files.readString(folder.resolve("docs/files.md"));
    }

    @AfterAll
    static void end() {
        INBOX.close();
    }

    @Test
    void examples_ofAllKinds_areImported() {
        INBOX.clear();
        List<MatchResult> examples =
                EXAMPLE.matcher(guide)
                        .results()
                        .filter(it -> !kind(it).equals("mall-items")) // Another function's.
                        .toList();
        assertThat(examples).extracting(FilesGuideTest::kind).isEqualTo(KINDS);
        examples.forEach(it -> INBOX.receive("inbox/" + kind(it) + "/f.csv", it.group(2)));
        assertThat(INBOX.ledger.rows("SELECT DISTINCT state FROM imports"))
                .containsExactly("taken");
        assertThat(INBOX.supply())
                .containsExactly(
                        "4901234567894 shinjuku 30",
                        "4901234567894 warehouse-1 240",
                        "4909876543210 shinjuku 0");
    }

    @Test
    void sampleFiles_ofAllKinds_matchTheGuideAndAreImported() throws Exception {
        INBOX.clear();
        for (String kind : KINDS) {
            INBOX.put("inbox/" + kind + "/sample.csv", file(kind));
            INBOX.notifyOf("inbox/" + kind + "/sample.csv");
        }
        assertThat(INBOX.ledger.rows("SELECT DISTINCT state FROM imports"))
                .containsExactly("taken");
        assertThat(INBOX.supply()).contains("4901234567894 shinjuku 30");
        assertThat(INBOX.ledger.rows("SELECT sku, name FROM items ORDER BY 1"))
                .containsExactly("4901234567894 抹茶ラテ①　500ml", "4909876543210 髙島 \"限定\" ～クッキー,12枚");
    }

    @Test
    void columns_ofEachKind_areDescribed() {
        for (FileKind kind : FileKind.values()) {
            assertThat(guide).contains("`inbox/" + kind.folder() + "/`");
            assertThat(FileLayout.of(kind))
                    .allSatisfy(
                            column -> assertThat(guide).contains("| `" + column.name() + "` |"));
        }
    }

    private static String kind(MatchResult example) {
        return example.group(1).toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    private static byte[] file(String kind) throws IOException {
        try (InputStream file =
                Objects.requireNonNull(
                        FilesGuideTest.class.getResourceAsStream("/files/" + kind + ".csv"))) {
            return file.readAllBytes();
        }
    }
}
