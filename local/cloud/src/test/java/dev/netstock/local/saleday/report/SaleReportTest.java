package dev.netstock.local.saleday.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.local.saleday.Buyer;
import dev.netstock.local.saleday.Intent;
import dev.netstock.local.saleday.OrderLine;
import dev.netstock.local.saleday.SaleCurve;
import dev.netstock.local.saleday.SaleOptions;
import dev.netstock.local.saleday.run.SaleRecord;
import dev.netstock.local.saleday.traffic.OrderAction;
import dev.netstock.local.saleday.traffic.OrderCall;
import dev.netstock.local.saleday.traffic.ProcessKill;
import dev.netstock.local.saleday.traffic.SaleLog.Arrival;
import dev.netstock.local.saleday.traffic.StockSample;
import dev.netstock.local.saleday.verdict.Check;
import dev.netstock.local.saleday.verdict.SaleFigures;
import dev.netstock.local.saleday.verdict.Undersell;
import dev.netstock.local.saleday.verdict.Verdict;

import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import javax.xml.parsers.DocumentBuilderFactory;

class SaleReportTest {
    private static final Instant BEGAN = Instant.parse("2026-11-21T02:00:00Z");
    private static final SaleFigures FIGURES =
            new SaleFigures(4711, 4001, 502, 103, 94, 1205, 7, 9876, 65, 8888, 8123, 765, 0, 0);

    @Test
    void report_ofAPassedSale_containsItsFigures() {
        String html = report(List.of(new Check("Oversold", "no item is below zero", List.of())));

        assertThat(html)
                .contains("Passed: oversold 0, leaked 0, wrongly unsold 6.5 unit·s")
                .contains("4711", "4001", "502", "103", "94", "1205", "9876", "65", "8888", "8123")
                .contains("250 ms")
                .contains("<td class=\"good\">yes</td>");
    }

    @Test
    void report_ofAFailedSale_listsItsViolations() {
        String html =
                report(
                        List.of(
                                new Check(
                                        "Oversold",
                                        "no item is below zero",
                                        List.of("<pen>: -1"))));

        assertThat(html)
                .contains("Failed: ")
                .contains("no: 1")
                .contains("&lt;pen&gt;: -1")
                .doesNotContain("<pen>");
    }

    @Test
    void report_always_isSelfContained() {
        assertThat(report(List.of()))
                .doesNotContain("http:", "https:", "src=", "href=", "<script", "@import", "url(");
    }

    @Test
    void plots_always_areWellFormedAndHaveEachLine() throws Exception {
        String html = report(List.of());
        String plots = html.substring(html.indexOf("<figure>"), html.indexOf("</body>"));

        var document =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader("<all>" + plots + "</all>")));

        assertThat(document.getElementsByTagName("svg").getLength()).isEqualTo(5);
        assertThat(document.getElementsByTagName("path").getLength()).isEqualTo(13);
        assertThat(plots)
                .contains("the hot SKU", "open shards", "99th percentile", "a process was killed");
    }

    private static String report(List<Check> checks) {
        var buyer =
                new Buyer(
                        1,
                        "A",
                        "rakuten",
                        List.of(new OrderLine("pen", Optional.empty(), 1)),
                        60,
                        Intent.PAYS,
                        false,
                        Duration.ZERO);
        var sale =
                new SaleRecord(
                        "test",
                        new SaleOptions(
                                new SaleCurve(10, 5), 1, 2, 4, 4, true, Duration.ofSeconds(60)),
                        BEGAN,
                        List.of(new Arrival(buyer, BEGAN.plusSeconds(1), false)),
                        List.of(
                                new OrderCall(
                                        "A",
                                        OrderAction.RESERVE,
                                        BEGAN.plusSeconds(1),
                                        Duration.ofMillis(250),
                                        201,
                                        "")),
                        List.of(
                                new StockSample(BEGAN.plusSeconds(1), 5, 50, 1),
                                new StockSample(BEGAN.plusSeconds(2), 4, 48, 4)),
                        List.of(new ProcessKill(BEGAN.plusSeconds(2), "Checkout")),
                        Duration.ofSeconds(12),
                        new Verdict(checks, FIGURES, new Undersell(20, 1, 2, 3.5)));
        return new SaleReport(sale).html();
    }
}
