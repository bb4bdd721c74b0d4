package dev.netstock.ledger.inquiry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    抹茶ラテ①　500ml        | 抹茶ラテ1500ml
                    ﾏｯﾁｬﾗﾃ                  | マツチヤラテ
                    まっちゃラテ            | マツチヤラテ
                    髙島 "限定" ～クッキー  | 髙島限定クツキー
                    Ｔシャツ・ＸＬ          | tシヤツxl
                    ガ                      | ガ
                    ㈱                      | 株
                    A-1_b.c                 | a1bc
                    𠮷野家                  | 𠮷野家
                    """)
    void of_textsThatDifferInForm_foldsThem(String text, String folded) {
        assertThat(SearchText.of(text).folded()).isEqualTo(folded);
    }

    @Test
    void grams_ofAWord_areItsPairsAndItsKanji() {
        assertThat(SearchText.of("日傘").grams().boxed())
                .containsExactlyInAnyOrder((int) '日', (int) '傘', ('日' << Character.SIZE) + '傘');
        assertThat(SearchText.of("ab").grams()).hasSize(1);
        assertThat(SearchText.of("aaaa").grams()).hasSize(1);
    }

    /** Otherwise the index would not find texts that have the word. */
    @ParameterizedTest
    @CsvSource({"折りたたみ傘", "傘", "ab", "abc", "抹茶ラテ", "𠮷野"})
    void fewGrams_ofAWord_areGramsOfEachTextWithTheWord(String word) {
        SearchText part = SearchText.of(word);
        assertThat(part.fewGrams().boxed()).isNotEmpty();
        assertThat(SearchText.of("新作 " + word + " 500ml").grams().boxed())
                .containsAll(part.fewGrams().boxed().toList());
    }

    @ParameterizedTest
    @CsvSource({"a,false", "カ,false", "1,false", "傘,true", "ab,true", "'・',false", "'',false"})
    void isSearchable_ofALetter_isTrueOnlyForKanji(String text, boolean isSearchable) {
        assertThat(SearchText.of(text).isSearchable()).isEqualTo(isSearchable);
    }
}
