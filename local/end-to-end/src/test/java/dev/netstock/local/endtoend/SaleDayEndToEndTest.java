package dev.netstock.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.local.cloud.ApiCaller;
import dev.netstock.local.demo.CatalogueLoader;
import dev.netstock.local.saleday.SaleCurve;
import dev.netstock.local.saleday.SaleOptions;
import dev.netstock.local.saleday.report.SaleReport;
import dev.netstock.local.saleday.run.SaleCloud;
import dev.netstock.local.saleday.run.SaleDay;
import dev.netstock.local.saleday.run.SaleProgress;
import dev.netstock.local.saleday.run.SaleRecord;
import dev.netstock.local.saleday.snapshot.StockTables;
import dev.netstock.local.saleday.traffic.SaleApi;
import dev.netstock.local.saleday.verdict.Check;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import java.time.Duration;

/** A short sale, from importing its files to its report. */
@ExtendWith(SharedCloud.class)
@Execution(ExecutionMode.CONCURRENT)
class SaleDayEndToEndTest {
    private static final long SEED = 5;
    private static final long RUN = 1;

    private final RealCloud real;

    SaleDayEndToEndTest(RealCloud real) {
        this.real = real;
    }

    @Test
    void saleDay_whenOver_passesAndItsReportAgreesWithTheTables() throws Exception {
        var options =
                new SaleOptions(new SaleCurve(8, 6), SEED, 6, 2, 4, false, Duration.ofMinutes(3));

        SaleRecord sale = run(options);

        assertThat(sale.verdict().checks()).as("seed %d", SEED).allMatch(Check::isGood);
        var figures = sale.verdict().figures();
        assertThat(figures.reserved()).isPositive();
        assertThat(figures.sold() + figures.left()).isEqualTo(figures.supply());
        assertThat(sale.samples()).isNotEmpty();
        assertThat(new SaleReport(sale).html())
                .contains("Passed: oversold 0, leaked 0")
                .contains(">" + figures.sold() + "<");
    }

    private SaleRecord run(SaleOptions options) throws InterruptedException {
        var endpoints = real.cloud().endpoints();
        ApiCaller caller = real.caller("netstock/reserve");
        ApiCaller operator = real.caller("netstock/operate");
        try (var dynamoDb = real.clients().dynamoDb(endpoints.dynamoDb());
                var files = real.clients().s3(endpoints.s3().orElseThrow())) {
            var cloud =
                    new SaleCloud(
                            new SaleApi(
                                    caller.http(), caller.api(), caller.token(), operator.token()),
                            new CatalogueLoader(
                                    files,
                                    real.output("FilesBucket"),
                                    dynamoDb,
                                    real.output("NetStockTable")),
                            new StockTables(
                                    dynamoDb,
                                    real.output("NetStockTable"),
                                    real.output("StockDeltasTable"),
                                    real.output("AllowancesTable")),
                            endpoints.lambda().orElseThrow());
            return new SaleDay(cloud, options, RUN, new Unwatched()).run();
        }
    }

    /** Ignores progress reports. */
    private static final class Unwatched implements SaleProgress {
        @Override
        public void step(String what) {}

        @Override
        public void now(String how) {}
    }
}
