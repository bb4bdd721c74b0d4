package dev.netstock.salemode.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.platform.json.JsonWriter;
import dev.netstock.salemode.http.SaleModeJson;
import dev.netstock.salemode.http.StoredSaleMode;
import dev.netstock.salemode.mode.SaleMode;
import dev.netstock.salemode.mode.SaleModeCommand;
import dev.netstock.salemode.step.ReconcileControl.ReconcileRun;
import dev.netstock.salemode.step.SaleMetric;
import dev.netstock.salemode.testing.SaleDay;
import dev.netstock.salerules.DynamoSaleRules;
import dev.netstock.salerules.SaleRules;
import dev.netstock.stock.testing.LocalTables;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

class DynamoSaleModeTableTest {
    private final LocalTables tables = LocalTables.create();
    private final String name = tables.createMore("SaleMode", "part", "entry");
    private final DynamoSaleModeTable table = new DynamoSaleModeTable(tables.client(), name);
    private final SaleDay day = new SaleDay();

    @Test
    void read_returnsWhatWasWritten_inEveryPhase() {
        day.command(new SaleModeCommand.On(SaleDay.plan("autumn")));
        store();
        day.run();
        store();
        for (SaleMetric metric : SaleMetric.values()) {
            day.measure(metric, 7);
        }
        day.command(new SaleModeCommand.Off());
        store();
        for (int minute = 0; minute < 6; minute++) {
            day.clock().advance(Duration.ofMinutes(1));
            day.run();
            store();
        }
        var measured = table.read().day().report().orElseThrow().measured();
        assertThat(measured.checkout()).isPresent();
        assertThat(measured.reservations()).isPresent();
        assertThat(measured.expiredUnitSeconds()).isPresent();
        assertThat(measured.sweptUnitSeconds()).isPresent();
    }

    @Test
    void read_ofAReportWithoutMetrics_returnsUnknown() {
        day.sell();
        String json = JsonWriter.object(SaleModeJson.of(day.mode()));
        assertThat(json).contains("\"measured\":{},");
        assertThat(StoredSaleMode.read(json.replace("\"measured\":{},", ""), day.mode().lease()))
                .isEqualTo(day.mode());
    }

    @Test
    void read_ofARowOfAnEarlierRelease_acceptsTheFormerNames() {
        day.command(new SaleModeCommand.On(SaleDay.plan("autumn")));
        day.run();
        String json = JsonWriter.object(SaleModeJson.of(day.mode()));
        assertThat(json).contains("\"activeOverrides\":", "\"message\":");
        String former =
                json.replace("\"activeOverrides\":", "\"held\":")
                        .replace("\"message\":", "\"told\":");
        assertThat(StoredSaleMode.read(former, day.mode().lease())).isEqualTo(day.mode());
    }

    @Test
    void write_overAnotherVersion_isRejected() {
        day.command(new SaleModeCommand.On(SaleDay.plan("autumn")));
        assertThat(table.write(day.mode())).isTrue();
        assertThat(table.write(day.mode())).isFalse();
        assertThat(table.read()).isEqualTo(day.mode());
    }

    @Test
    void rulesForOtherFunctions_changeInTheSameWrite() {
        var rules = new DynamoSaleRules(tables.client(), name);
        assertThat(rules.read()).isEqualTo(SaleRules.NONE);
        day.command(new SaleModeCommand.On(SaleDay.plan("autumn")));
        day.run();
        store();
        assertThat(rules.read()).isEqualTo(day.mode().overrides().rules());
        assertThat(rules.read().requestsWait()).isTrue();
    }

    @Test
    void run_readsTheResponsesOfTheReconcileControlFunction() {
        assertThat(run("{\"state\":\"none\"}")).isEmpty();
        assertThat(run("{\"state\":\"requested\",\"repair\":false}")).isEmpty();
        var finished =
                run("{\"run\":\"r\",\"state\":\"finished\",\"startedAt\":"
                                + "\"2026-11-21T02:00:00Z\",\"finishedAt\":"
                                + "\"2026-11-21T02:05:00Z\",\"found\":3}")
                        .orElseThrow();
        assertThat(finished.found()).isEqualTo(3);
        assertThat(finished.finishedAt()).contains(Instant.parse("2026-11-21T02:05:00Z"));
    }

    private static Optional<ReconcileRun> run(String json) {
        return LambdaReconcileControl.run(json.getBytes(StandardCharsets.UTF_8));
    }

    /** Stores the current state, replacing any version, and reads it back. */
    private void store() {
        SaleMode mode = day.mode();
        tables.client().deleteItem(it -> it.tableName(name).key(DynamoSaleRules.stateKey()));
        tables.client().putItem(it -> it.tableName(name).item(DynamoSaleModeTable.encode(mode)));
        assertThat(table.read()).isEqualTo(mode);
    }
}
