package dev.netstock.descriptions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A Japanese page says what its English page says: it has its headings, tables, commands and links.
 */
class JapaneseGuidesTest {
    private static final Pattern HEADING = Pattern.compile("^(#+) ", Pattern.MULTILINE);
    private static final Pattern TITLE = Pattern.compile("^#+ (.*)$", Pattern.MULTILINE);
    private static final Pattern ANCHOR = Pattern.compile("<a id=\"([^\"]+)\"></a>");
    private static final Pattern WITHIN = Pattern.compile("\\]\\(#([^)]+)\\)");
    private static final Pattern ROW = Pattern.compile("^\\|.*$", Pattern.MULTILINE);
    private static final Pattern BLOCK = Pattern.compile("```.*?```", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)]+)\\)");
    private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");

    @ParameterizedTest
    @ValueSource(strings = {"README", "docs/console", "docs/operating"})
    void headingsAndTables_areAsManyAsInEnglish(String page) {
        assertThat(found(HEADING, japanese(page), 1)).isEqualTo(found(HEADING, english(page), 1));
        assertThat(found(ROW, japanese(page), 0)).hasSameSizeAs(found(ROW, english(page), 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"README", "docs/console", "docs/operating"})
    void commandsAndExamples_areThoseInEnglish(String page) {
        assertThat(found(BLOCK, japanese(page), 0)).isEqualTo(found(BLOCK, english(page), 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"README", "docs/console", "docs/operating"})
    void links_areThoseInEnglish(String page) {
        assertThat(links(japanese(page))).containsExactlyInAnyOrderElementsOf(links(english(page)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/console", "docs/operating"})
    void namesInCode_areThoseInEnglish(String page) {
        assertThat(found(CODE, withoutBlocks(japanese(page)), 1))
                .containsExactlyInAnyOrderElementsOf(found(CODE, withoutBlocks(english(page)), 1));
    }

    /** The anchors of a Japanese page are those of the English headings. */
    @ParameterizedTest
    @ValueSource(strings = {"README", "docs/console", "docs/operating"})
    void linksWithinAPage_haveAnchors(String page) {
        assertThat(found(ANCHOR, japanese(page), 1))
                .containsAll(found(WITHIN, japanese(page), 1))
                .isSubsetOf(
                        found(TITLE, english(page), 1).stream()
                                .map(JapaneseGuidesTest::anchor)
                                .toList());
    }

    /** As GitHub makes it of a heading. */
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-');
    }

    /** Pages and screenshots of both languages count as the same. */
    private static List<String> links(String text) {
        return found(LINK, text, 1).stream()
                .map(it -> it.replaceFirst("-(ja|en)\\.png$", ".png"))
                .map(it -> it.replaceFirst("\\.ja\\.md$", ".md"))
                .toList();
    }

    private static String english(String page) {
        return Repository.text(page + ".md");
    }

    private static String japanese(String page) {
        return Repository.text(page + ".ja.md");
    }

    private static String withoutBlocks(String text) {
        return BLOCK.matcher(text).replaceAll("");
    }

    private static List<String> found(Pattern pattern, String text, int group) {
        return pattern.matcher(text).results().map(it -> it.group(group)).toList();
    }
}
