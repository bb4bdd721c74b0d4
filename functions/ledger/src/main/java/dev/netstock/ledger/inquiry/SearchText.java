package dev.netstock.ledger.inquiry;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A text as the search compares it: letters, digits and marks in compatibility form (NFKC), in
 * lower case, hiragana and small kana as full-size katakana. Spaces and symbols are left out, since
 * names are written with and without them.
 *
 * @param folded the text
 * @see <a href="https://unicode.org/reports/tr15/">Unicode Normalization Forms</a>
 */
public record SearchText(String folded) {
    private static final int HIRAGANA_TO_KATAKANA = 'ァ' - 'ぁ';

    /** Small kana, each with the full-size one at the same position of {@link #FULL_SIZE}. */
    private static final String SMALL = "ァィゥェォッャュョヮヵヶ";

    private static final String FULL_SIZE = "アイウエオツヤユヨワカケ";

    public static SearchText of(String text) {
        return new SearchText(
                Normalizer.normalize(text, Normalizer.Form.NFKC)
                        .toLowerCase(Locale.ROOT)
                        .codePoints()
                        .filter(SearchText::isSearched)
                        .map(SearchText::folded)
                        .collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append)
                        .toString());
    }

    /**
     * The index entries of the text: one for each pair of neighbouring characters, and one for each
     * kanji, which may be a word of its own. Characters beyond U+FFFF may share an entry with
     * others, so a text that has all entries of a word is compared with the word itself.
     */
    public IntStream grams() {
        int[] characters = folded.codePoints().toArray();
        return IntStream.concat(
                        Arrays.stream(characters).filter(Character::isIdeographic),
                        IntStream.range(1, characters.length)
                                .map(i -> gram(characters[i - 1], characters[i])))
                .distinct();
    }

    /**
     * Index entries that every text with this part has, as few as possible: pairs that do not
     * overlap, or the only kanji. Other texts may have them too.
     */
    public IntStream fewGrams() {
        int[] characters = folded.codePoints().toArray();
        return characters.length < 2
                ? grams()
                : IntStream.range(1, characters.length)
                        .filter(i -> i % 2 == 1 || i == characters.length - 1)
                        .map(i -> gram(characters[i - 1], characters[i]))
                        .distinct();
    }

    /** The index entries as an array of PostgreSQL. */
    public String gramArray() {
        return grams().mapToObj(Integer::toString).collect(Collectors.joining(",", "{", "}"));
    }

    /** Whether the index has entries for the text. */
    public boolean isSearchable() {
        return grams().findAny().isPresent();
    }

    private static int gram(int first, int second) {
        return (first << Character.SIZE) + second;
    }

    private static boolean isSearched(int character) {
        return Character.isLetterOrDigit(character)
                || Character.getType(character) == Character.NON_SPACING_MARK
                || Character.getType(character) == Character.COMBINING_SPACING_MARK;
    }

    private static int folded(int character) {
        int katakana =
                character >= 'ぁ' && character <= 'ゖ' ? character + HIRAGANA_TO_KATAKANA : character;
        int small = SMALL.indexOf(katakana);
        return small < 0 ? katakana : FULL_SIZE.charAt(small);
    }
}
