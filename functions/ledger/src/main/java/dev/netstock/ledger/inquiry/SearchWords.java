package dev.netstock.ledger.inquiry;

import dev.netstock.platform.json.TextFormat;
import dev.netstock.stock.Sku;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The words of a search, all of which a name must contain.
 *
 * @param words at least one of them is in the index
 * @param skuPrefix the only word as it was typed, if a SKU may begin with it
 */
record SearchWords(List<SearchText> words, Optional<String> skuPrefix) {
    static final int CHARACTERS_MAX = 100;
    static final int WORDS_MAX = 8;

    static final TextFormat<SearchWords> FORMAT =
            new TextFormat<>(
                    "Must be 1 to %d words, with %d characters in total. One of the words must have"
                                    .formatted(WORDS_MAX, CHARACTERS_MAX)
                            + " at least two letters or digits, or a kanji.",
                    text -> parse(text).isPresent(),
                    text -> parse(text).orElseThrow());

    private static final Pattern SPACES = Pattern.compile("\\s+");

    SearchWords {
        words = List.copyOf(words);
    }

    private static Optional<SearchWords> parse(String text) {
        if (text.codePointCount(0, text.length()) > CHARACTERS_MAX) {
            return Optional.empty();
        }
        String normal = Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
        List<SearchText> words =
                Arrays.stream(SPACES.split(normal))
                        .map(SearchText::of)
                        .filter(word -> !word.folded().isEmpty())
                        .distinct()
                        .toList();
        return words.size() <= WORDS_MAX && words.stream().anyMatch(SearchText::isSearchable)
                ? Optional.of(new SearchWords(words, Optional.of(normal).filter(Sku::isValid)))
                : Optional.empty();
    }

    /** The patterns of LIKE, one for each word; a folded word has no wildcards of its own. */
    List<String> patterns() {
        return words.stream().map(word -> "%" + word.folded() + "%").toList();
    }

    /** Index entries that every name with all words has. */
    List<Integer> grams() {
        return words.stream().flatMap(word -> word.fewGrams().boxed()).distinct().toList();
    }
}
