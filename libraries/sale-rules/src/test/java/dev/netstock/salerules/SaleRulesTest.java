package dev.netstock.salerules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.stock.testing.LocalTables;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;

class SaleRulesTest {
    private final LocalTables tables = LocalTables.create();
    private final String table = tables.createMore("SaleMode", "part", "entry");

    @Test
    void read_withoutStoredRules_returnsNormalOperation() {
        assertThat(new DynamoSaleRules(tables.client(), table).read()).isEqualTo(SaleRules.NONE);
    }

    @ParameterizedTest
    @EnumSource
    void read_afterAWrite_returnsTheWrittenRules(SupplyPace pace) {
        var rules = new SaleRules(pace, true);
        var row = new HashMap<>(DynamoSaleRules.stateKey());
        row.putAll(DynamoSaleRules.attributes(rules));
        tables.client().putItem(put -> put.tableName(table).item(row));

        assertThat(new DynamoSaleRules(tables.client(), table).read()).isEqualTo(rules);
    }

    @Test
    void first_afterRepeatedAdds_returnsEachRequestOnceAndInOrder() {
        var held = new DynamoHeldRequests(tables.client(), table);
        for (String key : new String[] {"2", "1", "3", "1"}) {
            held.add(new HeldRequest(key, "event " + key));
        }

        assertThat(held.first(2))
                .containsExactly(new HeldRequest("1", "event 1"), new HeldRequest("2", "event 2"));
        assertThat(held.remove(List.of("1")).left()).isEmpty();
        assertThat(held.remove(List.of("1")).left()).isEmpty();
        assertThat(held.first(9)).extracting(HeldRequest::key).containsExactly("2", "3");
    }

    @Test
    void remove_ofAFullBatch_removesEachRequest() {
        var held = new DynamoHeldRequests(tables.client(), table);
        List<String> keys =
                IntStream.range(0, HeldRequests.REMOVED_MAX).mapToObj(Integer::toString).toList();
        keys.forEach(key -> held.add(new HeldRequest(key, "event " + key)));

        assertThat(held.remove(keys).done()).isEqualTo(keys);
        assertThat(held.first(9)).isEmpty();
    }
}
