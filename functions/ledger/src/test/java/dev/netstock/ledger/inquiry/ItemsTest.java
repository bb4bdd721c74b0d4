package dev.netstock.ledger.inquiry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.platform.testing.ApiDescription;
import dev.netstock.platform.testing.Reply;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

/** What operators find, and in what order. */
class ItemsTest {
    private static final ApiDescription API = ApiDescription.read();
    private static final String ROUTE = LedgerInquiryHandler.ITEMS_ROUTE;
    private static final Catalogue CATALOGUE = Catalogue.open();

    @BeforeAll
    static void fill() {
        CATALOGUE.add("4901234567894", "折りたたみ日傘　軽量", "傘");
        CATALOGUE.add("4901234567900", "日傘 遮光 ブラック", "傘");
        CATALOGUE.add("4909876543210", "雨傘 大容量バッグつき", "傘");
        CATALOGUE.add("A-1", "まっちゃラテ 500ml", "飲料");
        CATALOGUE.add("A-2", "抹茶ﾗﾃ プレミアム", "飲料");
        CATALOGUE.add("a-3", "100% りんごジュース", "");
        CATALOGUE.add("NONAME", "", "");
        CATALOGUE.stock("4901234567894", "east", 3, 1);
        CATALOGUE.stock("4901234567894", "west", 4, 0);
        CATALOGUE.stock("4901234567894", "depot", 100, 0);
        CATALOGUE.stock("4901234567900", "east", 1, 3);
        CATALOGUE.stock("4901234567900", "west", 9, 0);
        CATALOGUE.stock("4909876543210", "east", 2, 2);
        CATALOGUE.stock("A-1", "west", 1, 1);
        CATALOGUE
                .ledger()
                .execute(
                        "INSERT INTO low_stock VALUES ('A-2', 'east', 3, true), ('A-1', 'east', 2,"
                                + " false)");
        CATALOGUE.stock("A-2", "east", 2, 0);
        CATALOGUE.heat("4901234567900", 4);
        CATALOGUE.heat("A-1", 1);
        CATALOGUE.index();
    }

    @AfterAll
    static void close() {
        CATALOGUE.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    日傘              | 4901234567894 4901234567900
                    傘                | 4901234567894 4901234567900 4909876543210
                    軽量 日傘         | 4901234567894
                    '日傘　軽量'      | 4901234567894
                    折り畳み          | ''
                    たたみ日          | 4901234567894
                    タタミ            | 4901234567894
                    マッチャ          | A-1
                    抹茶ラテ          | A-2
                    ﾌﾟﾚﾐｱﾑ            | A-2
                    プレミアム・抹茶  | ''
                    500ML             | A-1
                    490123            | 4901234567894 4901234567900
                    ４９０１２３      | 4901234567894 4901234567900
                    490123 日傘       | ''
                    A-1               | A-1
                    100%              | a-3
                    傘 %              | 4901234567894 4901234567900 4909876543210
                    傘 つ             | 4901234567900 4909876543210
                    """)
    void search_ofWords_findsTheItemsThatHaveAllOfThem(String words, String skus) {
        assertThat(find("query=" + Catalogue.encoded(words))).isEqualTo(list(skus));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    state=low                                 | A-2
                    state=low&location=west                   | ''
                    state=sold-out                            | 4909876543210 A-1
                    state=oversold                            | 4901234567900
                    state=oversold&location=west              | ''
                    state=hot                                 | 4901234567900
                    state=hot&category=%E9%A3%B2%E6%96%99     | ''
                    category=%E9%A3%B2%E6%96%99               | A-1 A-2
                    category=%E9%9D%B4                        | ''
                    location=west                             | 4901234567894 4901234567900 A-1
                    location=depot                            | ''
                    query=%E5%82%98&state=sold-out            | 4909876543210
                    query=%E5%82%98&state=hot                 | 4901234567900
                    query=%E5%82%98&category=%E9%A3%B2%E6%96%99 | ''
                    query=%E5%82%98&sort=available            | 4909876543210 4901234567894 4901234567900
                    query=%E5%82%98&sort=-available           | 4901234567900 4901234567894 4909876543210
                    query=%E5%82%98&sort=available&location=east | 4901234567900 4909876543210 4901234567894
                    query=490&sort=-available                 | 4901234567900 4901234567894 4909876543210
                    state=sold-out&sort=available             | 4909876543210 A-1
                    state=oversold&sort=available             | 4901234567900
                    state=low&sort=available                  | A-2
                    state=hot&sort=available                  | 4901234567900
                    category=%E9%A3%B2%E6%96%99&sort=available | A-1 A-2
                    ''                                        | 4901234567894 4901234567900 4909876543210 A-1 A-2 NONAME a-3
                    """)
    void search_withConditions_findsTheItemsThatMeetThem(String query, String skus) {
        assertThat(find(query)).isEqualTo(list(skus));
        assertThat(find(query.isEmpty() ? "limit=1" : query + "&limit=1")).isEqualTo(list(skus));
    }

    @Test
    void search_ofAnItem_answersItsUnitsAndStates() {
        Reply reply = ask("query=" + Catalogue.encoded("日傘 遮光"));
        assertThat(API.faults(ROUTE, reply.answer())).isEmpty();
        assertThat(reply.at("/items/0/name")).isEqualTo("日傘 遮光 ブラック");
        assertThat(reply.at("/items/0/category")).isEqualTo("傘");
        assertThat(reply.at("/items/0/available")).isEqualTo("7");
        assertThat(reply.at("/items/0/onHand")).isEqualTo("10");
        assertThat(reply.body().at("/items/0/states").toString())
                .isEqualTo("[\"oversold\",\"hot\"]");
        assertThat(reply.body().has("next")).isFalse();
    }

    @Test
    void search_ofAnItemWithoutStock_answersNoUnitsAndNoState() {
        Reply reply = ask("query=NONAME");
        assertThat(reply.at("/items/0/available")).isEqualTo("0");
        assertThat(reply.body().at("/items/0/states")).isEmpty();
        assertThat(reply.body().at("/items/0").has("name")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "query=",
                "query=%20",
                "query=a",
                "query=A-",
                "query=%26%26",
                "query=aa+bb+cc+dd+ee+ff+gg+hh+ii",
                "state=cold",
                "category=",
                "sort=name",
                "sort=available",
                "limit=0",
                "limit=101",
                "cursor=x",
                "more=1"
            })
    void search_withAnInvalidQuery_isRefusedWithAPointer(String query) {
        Reply reply = ask(query);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.at("/errors/0/pointer"))
                .isEqualTo("query:/" + query.substring(0, query.indexOf('=')));
        assertThat(API.faults(ROUTE, reply.answer())).isEmpty();
    }

    @Test
    void search_withACursorOfAnotherSort_isRefused() {
        String next =
                ask("query=" + Catalogue.encoded("傘") + "&sort=available&limit=1").at("/next");
        assertThat(ask("query=" + Catalogue.encoded("傘") + "&cursor=" + next).status())
                .isEqualTo(400);
    }

    @Test
    void categories_areThoseOfTheItems() {
        Reply reply = CATALOGUE.ask(LedgerInquiryHandler.CATEGORIES_ROUTE, "");
        assertThat(reply.body().get("categories").toString()).isEqualTo("[\"傘\",\"飲料\"]");
    }

    private static List<String> find(String query) {
        return CATALOGUE.all(ROUTE, "items", "sku", query, 20);
    }

    private static Reply ask(String query) {
        return CATALOGUE.ask(ROUTE, query);
    }

    private static List<String> list(String skus) {
        return skus.isEmpty() ? List.of() : List.of(skus.split(" ", -1));
    }
}
