package dev.netstock.descriptions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.events.EventType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The words and limits that the guides list are those of the code. */
class GuidesTest {
    private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");

    @ParameterizedTest
    @EnumSource
    void typeOfEvent_isNamedByTheGuideToEvents(EventType type) {
        String text = type.text();
        assertThat(code(Repository.text("docs/events.md")))
                .containsAnyOf(text, text.substring(Math.max(0, text.indexOf('.'))));
    }

    @Test
    void kindsOfFindings_areThoseOfTheOperatingGuide() {
        List<String> rows = findings();
        assertThat(rows.stream().flatMap(row -> code(cells(row).get(1)).stream()))
                .containsExactlyInAnyOrderElementsOf(texts("dev.netstock.ledger.reconcile.Kind"));
    }

    @Test
    void repairsOfFindings_areNamedByTheOperatingGuide() {
        Set<String> repairs =
                findings().stream()
                        .flatMap(row -> code(cells(row).get(3)).stream())
                        .collect(Collectors.toSet());
        assertThat(repairs).containsAll(texts("dev.netstock.ledger.reconcile.Repair"));
    }

    @Test
    void kindsOfFiles_areThoseOfTheGuideToFiles() {
        assertThat(
                        code(Repository.text("docs/files.md")).stream()
                                .filter(text -> text.matches("inbox/[a-z-]+/"))
                                .map(text -> text.substring(6, text.length() - 1))
                                .filter(kind -> !kind.equals("mall-items")) // Another function's.
                                .distinct())
                .containsExactlyInAnyOrderElementsOf(texts("dev.netstock.ledger.imports.FileKind"));
    }

    @Test
    void rowOfAFile_hasAtMostAsManyCharactersAsTheGuideSays() {
        assertThat(Repository.text("docs/files.md"))
                .contains(
                        "a row of at most %,d characters"
                                .formatted(
                                        (int)
                                                Repository.constant(
                                                        "dev.netstock.files.CsvRows",
                                                        "ROW_CHARS_MAX")));
    }

    /** A newcomer finds each module in the README's table of folders. */
    @Test
    void modules_areNamedByTheReadme() {
        List<String> named =
                Repository.text("README.md")
                        .lines()
                        .dropWhile(line -> !line.equals("| folder | contents |"))
                        .skip(2)
                        .takeWhile(line -> line.startsWith("|"))
                        .flatMap(row -> code(cells(row).get(1)).stream())
                        .map(folder -> folder.substring(folder.lastIndexOf('/') + 1))
                        .toList();
        assertThat(named)
                .containsAll(
                        Repository.modules().stream()
                                .map(module -> module.getFileName().toString())
                                .toList());
    }

    /** The table of what reconcile may find. */
    private static List<String> findings() {
        return Repository.text("docs/operating.md")
                .lines()
                .dropWhile(line -> !line.equals("| kind | means | repair |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .toList();
    }

    private static List<String> cells(String row) {
        return List.of(row.split("\\|", -1));
    }

    private static List<String> code(String text) {
        return CODE.matcher(text).results().map(code -> code.group(1)).toList();
    }

    private static Set<String> texts(String enumName) {
        Class<?> type =
                Repository.classes().stream()
                        .filter(it -> it.getName().equals(enumName))
                        .findFirst()
                        .orElseThrow();
        return List.of(type.getEnumConstants()).stream()
                .map(constant -> ((Enum<?>) constant).name())
                .map(name -> name.toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
