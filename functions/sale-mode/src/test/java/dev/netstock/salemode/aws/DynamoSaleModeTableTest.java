package dev.netstock.salemode.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.platform.json.JsonWriter;
import dev.netstock.salemode.http.SaleModeJson;
import dev.netstock.salemode.http.StoredMode;
import dev.netstock.salemode.mode.SaleMode;
import dev.netstock.salemode.mode.SaleModeCommand;
import dev.netstock.salemode.step.Comparison.Standing;
import dev.netstock.salemode.step.Figure;
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
    void read_ofEverythingThatASaleEverIs_isTheSame() {
        day.command(new SaleModeCommand.On(SaleDay.plan("autumn")));
        keep();
        day.walk();
        keep();
        for (Figure figure : Figure.values()) {
            day.measure(figure, 7);
        }
        day.command(new SaleModeCommand.Off());
        keep();
        for (int minute = 0; minute < 6; minute++) {
            day.clock().advance(Duration.ofMinutes(1));
            day.walk();
            keep();
        }
        var measured = table.read().day().report().orElseThrow().measured();
        assertThat(measured.checkout()).isPresent();
        assertThat(measured.reservations()).isPresent();
        assertThat(measured.expiredUnitSeconds()).isPresent();
        assertThat(measured.sweptUnitSeconds()).isPresent();
    }

    @Test
    void read_ofAReportWithoutMeasures_knowsNone() {
        day.sell();
        String json = JsonWriter.object(SaleModeJson.of(day.mode()));
        assertThat(json).contains("\"measured\":{},");
        assertThat(StoredMode.read(json.replace("\"measured\":{},", ""), day.mode().lease()))
                .isEqualTo(day.mode());
    }

    @Test
    void write_overAnotherVersion_changesNothing() {
        day.command(new SaleModeCommand.On(SaleDay.plan("autumn")));
        assertThat(table.write(day.mode())).isTrue();
        assertThat(table.write(day.mode())).isFalse();
        assertThat(table.read()).isEqualTo(day.mode());
    }

    @Test
    void rules_thatOthersObey_changeInTheSameWrite() {
        var rules = new DynamoSaleRules(tables.client(), name);
        assertThat(rules.read()).isEqualTo(SaleRules.NONE);
        day.command(new SaleModeCommand.On(SaleDay.plan("autumn")));
        day.walk();
        keep();
        assertThat(rules.read()).isEqualTo(day.mode().held().rules());
        assertThat(rules.read().requestsWait()).isTrue();
    }

    @Test
    void standing_ofTheAnswersOfTheComparison_isRead() {
        assertThat(standing("{\"state\":\"none\"}")).isEmpty();
        assertThat(standing("{\"state\":\"requested\",\"repair\":false}")).isEmpty();
        var finished =
                standing(
                                "{\"run\":\"r\",\"state\":\"finished\",\"startedAt\":"
                                        + "\"2026-11-21T02:00:00Z\",\"finishedAt\":"
                                        + "\"2026-11-21T02:05:00Z\",\"found\":3}")
                        .orElseThrow();
        assertThat(finished.found()).isEqualTo(3);
        assertThat(finished.finishedAt()).contains(Instant.parse("2026-11-21T02:05:00Z"));
    }

    private static Optional<Standing> standing(String json) {
        return LambdaComparison.standing(json.getBytes(StandardCharsets.UTF_8));
    }

    /** Puts what a sale is now into the table, whatever was there, and reads it. */
    private void keep() {
        SaleMode mode = day.mode();
        tables.client().deleteItem(it -> it.tableName(name).key(DynamoSaleRules.stateKey()));
        tables.client().putItem(it -> it.tableName(name).item(DynamoSaleModeTable.encode(mode)));
        assertThat(table.read()).isEqualTo(mode);
    }
}
