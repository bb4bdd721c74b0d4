package dev.netstock.ledger.inquiry;

import static dev.netstock.stock.testing.Shop.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.platform.testing.ApiDescription;
import dev.netstock.platform.testing.HttpCall;
import dev.netstock.platform.testing.Reply;
import dev.netstock.platform.testing.TestContext;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;

class TodayTest {
    private static final ApiDescription API = ApiDescription.read();
    private static final String ROUTE = LedgerInquiryHandler.TODAY_ROUTE;

    private final Catalogue catalogue = Catalogue.open();
    private final LedgerInquiryHandler handler = catalogue.handler();

    @AfterEach
    void close() {
        catalogue.close();
    }

    @Test
    void figures_ofADay_areCountedFromItsMidnight() {
        catalogue.ledger().addItems("A");
        catalogue.shop().supply("A", "east", 50, 1);
        catalogue.shop().reserve("yesterday", line("A", "east", 1));
        catalogue.shop().clock().advance(Duration.ofDays(1));
        catalogue.shop().reserve("paid", line("A", "east", 1));
        catalogue.shop().confirm("paid");
        catalogue.shop().reserve("held", line("A", "east", 1));
        catalogue.post();
        Reply reply = ask();
        assertThat(API.faults(ROUTE, reply.answer())).isEmpty();
        assertThat(reply.body().get("orders").get("total").asLong()).isEqualTo(2);
        assertThat(reply.body().get("orders").get("held").asLong()).isEqualTo(1);
    }

    @Test
    void figures_ofTheLedger_areThoseThatNeedAttention() {
        catalogue
                .ledger()
                .execute(
                        """
                        INSERT INTO imports (kind, object_key, upload, uploaded_at, digest, state, finished_at)
                        SELECT 'items', 'k' || n, 'v', now(), 'd', CASE WHEN n > 2 THEN 'taken' ELSE 'refused' END, now()
                        FROM generate_series(1, 5) n;
                        INSERT INTO imports (kind, object_key, upload, uploaded_at, digest, state, started_at)
                        VALUES ('items', 'old', 'v', now(), 'd', 'refused', now() - interval '2 days');
                        INSERT INTO movements_aside VALUES ('/a', 'm', '2026-11-21', 'sale', 'X', 'east', -1, NULL, now(), 'unknown-sku');
                        INSERT INTO contradictions (subject, name, counted, refused) VALUES ('delta', 'd', '{}', '{}');
                        INSERT INTO low_stock VALUES ('A', 'east', 1, true), ('B', 'east', 1, false), ('C', 'depot', 1, true);
                        INSERT INTO net_stock (sku, location, supply, taken, version, send_at) VALUES
                            ('A', 'east', 5, 1, 1, now()), ('B', 'east', 2, 2, 1, NULL), ('C', 'east', 2, 3, 1, NULL),
                            ('C', 'depot', 0, 0, 1, NULL), ('D', 'east', 0, 0, 0, NULL);
                        INSERT INTO reconcile_runs (run_id, repair, phase, started_at, settle_ms, finished_at)
                        VALUES ('old', false, 'done', now() - interval '1 day', 1, now()),
                               ('new', true, 'look', now(), 1, NULL);
                        INSERT INTO reconcile_findings (run_id, kind, subject) VALUES ('new', 'k', 's')
                        """);
        Reply reply = ask();
        assertThat(API.faults(ROUTE, reply.answer())).isEmpty();
        assertThat(reply.at("/imports/taken")).isEqualTo("3");
        assertThat(reply.at("/imports/refused")).isEqualTo("2");
        assertThat(reply.at("/movementsWaiting")).isEqualTo("1");
        assertThat(reply.at("/contradictions")).isEqualTo("1");
        assertThat(reply.at("/supplyWaiting")).isEqualTo("1");
        assertThat(reply.at("/stock/low")).isEqualTo("1");
        assertThat(reply.at("/stock/soldOut")).isEqualTo("2");
        assertThat(reply.at("/stock/oversold")).isEqualTo("1");
        assertThat(reply.at("/reconcile/runId")).isEqualTo("new");
        assertThat(reply.at("/reconcile/findings")).isEqualTo("1");
    }

    /** Many callers poll: the database is asked once in five seconds, and counts once a minute. */
    @Test
    void figures_areReadAgainAfterFiveSeconds_andStockAfterAMinute() {
        assertThat(ask().at("/movementsWaiting")).isEqualTo("0");
        catalogue
                .ledger()
                .execute(
                        """
                        INSERT INTO movements_aside VALUES ('/a', 'm', '2026-11-21', 'sale', 'X', 'east', -1, NULL, now(), 'unknown-sku');
                        INSERT INTO low_stock VALUES ('A', 'east', 1, true)
                        """);
        assertThat(ask().at("/movementsWaiting")).isEqualTo("0");
        catalogue.shop().clock().advance(Duration.ofSeconds(5));
        assertThat(ask().at("/movementsWaiting")).isEqualTo("1");
        assertThat(ask().at("/stock/low")).isEqualTo("0");
        catalogue.shop().clock().advance(Duration.ofSeconds(55));
        assertThat(ask().at("/stock/low")).isEqualTo("1");
    }

    @Test
    void figures_thatTheCallerHas_areNotSentAgain() {
        String tag = tag(ask());
        assertThat(ask(tag).status()).isEqualTo(304);
        assertThat(ask(tag).answer().getBody()).isEmpty();
        assertThat(ask("\"other\"").status()).isEqualTo(200);
        catalogue.ledger().execute("INSERT INTO low_stock VALUES ('A', 'east', 1, true)");
        catalogue.shop().clock().advance(Duration.ofMinutes(1));
        assertThat(ask(tag).status()).isEqualTo(200);
        assertThat(tag(ask(tag))).isNotEqualTo(tag);
    }

    private static String tag(Reply reply) {
        return reply.answer().getHeaders().getOrDefault("etag", "");
    }

    private Reply ask() {
        return ask("");
    }

    private Reply ask(String knownTag) {
        var event = HttpCall.of(ROUTE).event();
        if (!knownTag.isEmpty()) {
            event.setHeaders(Map.of("if-none-match", knownTag));
        }
        return Reply.of(handler.handleRequest(event, TestContext.create()));
    }
}
