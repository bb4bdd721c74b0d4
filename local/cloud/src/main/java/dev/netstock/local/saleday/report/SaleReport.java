package dev.netstock.local.saleday.report;

import dev.netstock.local.saleday.run.Percentiles;
import dev.netstock.local.saleday.run.SaleRecord;
import dev.netstock.local.saleday.verdict.Check;
import dev.netstock.local.saleday.verdict.SaleFigures;
import dev.netstock.local.saleday.verdict.Undersell;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The report of a sale: verdict, figures and charts. */
public record SaleReport(SaleRecord sale) {
    private static final int FAULTS_SHOWN = 20;

    /** One self-contained HTML page. */
    public String html() {
        return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>Sale day %s</title>
        <style>
        %s</style>
        </head>
        <body>
        <h1>Sale day %s</h1>
        %s
        <h2>Verdict</h2>
        <table class="checks">
        %s</table>
        <h2>Figures</h2>
        <table>
        %s</table>
        <h2>Unsold stock</h2>
        <p>Units × seconds in which units were in stock, or would have been, but could not be bought.</p>
        <table>
        %s</table>
        <h2>Timeline</h2>
        %s
        </body>
        </html>
        """
                .formatted(
                        Html.escaped(sale.run()),
                        Style.CSS,
                        Html.escaped(sale.run()),
                        summary(),
                        sale.verdict().checks().stream()
                                .map(SaleReport::check)
                                .collect(Collectors.joining()),
                        figures(),
                        undersell(sale.verdict().undersell()),
                        new SalePlots(sale).html());
    }

    private String summary() {
        boolean good = sale.verdict().isGood();
        SaleFigures figures = sale.verdict().figures();
        return "<p class=\"%s\">%s</p><p>%s</p>"
                .formatted(
                        good ? "verdict good" : "verdict bad",
                        "%s: oversold %d, leaked %d, wrongly unsold %s unit·s"
                                .formatted(
                                        good ? "Passed" : "Failed",
                                        figures.oversold(),
                                        figures.leaked(),
                                        decimal(sale.verdict().undersell().wrong())),
                        Html.escaped(
                                "%s, %.0f s, at most %s buyers a second, seed %d%s."
                                        .formatted(
                                                sale.began(),
                                                sale.options().curve().seconds(),
                                                decimal(sale.options().curve().peak()),
                                                sale.options().seed(),
                                                sale.kills().isEmpty()
                                                        ? ""
                                                        : ", %d processes killed"
                                                                .formatted(sale.kills().size()))));
    }

    private static String check(Check check) {
        String result =
                check.isGood()
                        ? "<td class=\"good\">yes</td>"
                        : "<td class=\"bad\">no: %d</td>".formatted(check.violations().size());
        return "<tr><th scope=\"row\">%s</th>%s<td>%s%s</td></tr>\n"
                .formatted(
                        Html.escaped(check.name()),
                        result,
                        Html.escaped(check.rule()),
                        violations(check.violations()));
    }

    private static String violations(List<String> violations) {
        if (violations.isEmpty()) {
            return "";
        }
        return violations.stream()
                .limit(FAULTS_SHOWN)
                .map(fault -> "<li>" + Html.escaped(fault) + "</li>")
                .collect(Collectors.joining("", "<ul>", "</ul>"));
    }

    private String figures() {
        SaleFigures figures = sale.verdict().figures();
        return count("Buyers", sale.arrivals().size())
                + count("… of which gave up waiting", sale.turnedAway())
                + count("Orders reserved", figures.reserved())
                + count("… confirmed", figures.confirmed())
                + count("… released after a failed payment", figures.released())
                + count("… expired", figures.expired())
                + count("… cancelled, in part or in full", figures.cancelled())
                + count("Buyers refused: insufficient stock", figures.refused())
                + count("Buyers without a definitive response", figures.unanswered())
                + count("Requests", figures.requests())
                + count("… retried without a definitive response", figures.repeated())
                + count("Units supplied", figures.supply())
                + count("Units sold", figures.sold())
                + count("Units left", figures.left())
                + count("Units oversold", figures.oversold())
                + count("Units of unclaimed takes", figures.leaked())
                + Html.row("Latency, p50", milliseconds(0.5))
                + Html.row("Latency, p99", milliseconds(0.99))
                + Html.row("Settled after the last buyer", sale.settled().toSeconds() + " s");
    }

    private static String undersell(Undersell undersell) {
        return Html.row("Refused although in stock", decimal(undersell.refused()))
                + Html.row("Held past the end of the reservation", decimal(undersell.overdue()))
                + Html.row("Taken and not claimed, until undone", decimal(undersell.swept()))
                + Html.row("Total wrongly unsold", decimal(undersell.wrong()))
                + Html.row("In reservations that were not paid", decimal(undersell.inCarts()));
    }

    private String milliseconds(double part) {
        return Percentiles.of(sale.calls(), part).toMillis() + " ms";
    }

    private static String count(String what, long count) {
        return Html.row(what, Long.toString(count));
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
