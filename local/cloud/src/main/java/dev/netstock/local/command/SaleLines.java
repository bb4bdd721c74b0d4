package dev.netstock.local.command;

import dev.netstock.local.saleday.run.Percentiles;
import dev.netstock.local.saleday.run.SaleProgress;
import dev.netstock.local.saleday.run.SaleRecord;
import dev.netstock.local.saleday.traffic.OrderCall;
import dev.netstock.local.saleday.verdict.Check;
import dev.netstock.local.saleday.verdict.SaleFigures;

import java.io.Console;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Shows the progress of a sale: in a terminal one updated line, else a line from time to time.
 * Thread-safe.
 */
final class SaleLines implements SaleProgress {
    private static final int WIDTH = 150;
    private static final Duration PLAIN_EVERY = Duration.ofSeconds(5);
    private static final int FAULTS_SHOWN = 5;

    private final PrintStream out;
    private final boolean terminal;
    private boolean isLineOpen;
    private long shownNanos = System.nanoTime() - PLAIN_EVERY.toNanos();

    SaleLines(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    static SaleLines of(PrintStream out) {
        return new SaleLines(
                out, Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false));
    }

    @Override
    public synchronized void step(String what) {
        endLine();
        out.println(what);
    }

    @Override
    public synchronized void now(String how) {
        if (terminal) {
            out.printf("\r%-" + WIDTH + "s", how);
            out.flush();
            isLineOpen = true;
        } else if (System.nanoTime() - shownNanos >= PLAIN_EVERY.toNanos()) {
            shownNanos = System.nanoTime();
            out.println(how);
        }
    }

    /** Prints the result in a few lines. */
    synchronized void verdict(SaleRecord sale, Path report) {
        endLine();
        SaleFigures figures = sale.verdict().figures();
        out.printf(
                "%d buyers, %d gave up; %d reserved, %d refused; %d confirmed, %d released,"
                        + " %d expired, %d cancelled%n",
                sale.arrivals().size(),
                sale.turnedAway(),
                figures.reserved(),
                figures.refused(),
                figures.confirmed(),
                figures.released(),
                figures.expired(),
                figures.cancelled());
        out.printf(
                "%d requests, %d retries, p50 %d ms, p99 %d ms; %d of %d units sold, %d left%n",
                figures.requests(),
                figures.repeated(),
                Percentiles.of(sale.calls(), 0.5).toMillis(),
                Percentiles.of(sale.calls(), 0.99).toMillis(),
                figures.sold(),
                figures.supply(),
                figures.left());
        if (sale.options().limit() > 0) {
            out.printf(
                    "%d orders refused by the limit of %d per customer%n",
                    sale.calls().stream()
                            .filter(OrderCall::isLimitExceeded)
                            .map(OrderCall::orderId)
                            .distinct()
                            .count(),
                    sale.options().limit());
        }
        sale.verdict().checks().forEach(this::print);
        out.printf(
                "%s: oversold %d, leaked %d, wrongly unsold %.1f unit·s, settled after %d s%n",
                sale.verdict().isGood() ? "Passed" : "Failed",
                figures.oversold(),
                figures.leaked(),
                sale.verdict().undersell().wrong(),
                sale.settled().toSeconds());
        out.println("Report: " + report);
    }

    private void print(Check check) {
        out.printf("  %-12s %-4s %s%n", check.name(), check.isGood() ? "yes" : "NO", check.rule());
        check.violations().stream()
                .limit(FAULTS_SHOWN)
                .forEach(fault -> out.println("      " + fault));
    }

    private void endLine() {
        if (isLineOpen) {
            out.println();
            isLineOpen = false;
        }
    }
}
