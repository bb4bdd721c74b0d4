package dev.netstock.bench.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.bench.BareRequests;
import dev.netstock.bench.NetStockCalls;
import dev.netstock.stock.testing.LocalTables;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The bare peer does the same work; otherwise the ratio would mean nothing. */
class BareCallsTest {
    /** Attributes that differ from call to call. */
    private static final Set<String> OF_THE_MOMENT =
            Set.of("at", "attempt", "changedAt", "expiresAt", "retireAt", "contents");

    private final LocalTables ourTables = LocalTables.create();
    private final LocalTables bareTables = LocalTables.create();
    private final StoreCalls ours =
            new OurCalls(stocked(ourTables), NetStockCalls.over(ourTables, ourTables.client()));
    private final StoreCalls bare =
            new BareCalls(bareTables.client(), new BareRequests(bareTables.names()));

    @BeforeEach
    void stockOfThePeer() {
        stocked(bareTables);
    }

    @Test
    void reserve_byTheBarePeer_leavesTheSameTables() {
        ours.reserve("A-1", "tape");
        bare.reserve("A-1", "tape");

        assertSameTables();
    }

    @Test
    void release_byTheBarePeer_leavesTheSameTables() {
        ours.reserve("A-1", "tape");
        bare.reserve("A-1", "tape");
        ours.release("A-1");
        bare.release("A-1");

        assertSameTables();
    }

    @Test
    void calls_thatDoNotSucceed_throwOnBothSides() {
        for (StoreCalls side : List.of(ours, bare)) {
            side.reserve("A-1", "tape");

            assertThatThrownBy(() -> side.reserve("A-1", "tape"));
            assertThatThrownBy(() -> side.reserve("A-2", "glue"));
            assertThatThrownBy(() -> side.release("A-3"));
            assertThatThrownBy(() -> side.read("glue"));
        }
    }

    private void assertSameTables() {
        assertThat(rows(bareTables, bareTables.names().netStock()))
                .isEqualTo(rows(ourTables, ourTables.names().netStock()));
        assertThat(rows(bareTables, bareTables.names().stockDeltas()))
                .isEqualTo(rows(ourTables, ourTables.names().stockDeltas()));
    }

    private static Set<Map<String, AttributeValue>> rows(LocalTables tables, String table) {
        return tables.scan(table).stream()
                .map(BareCallsTest::withoutTheMoment)
                .collect(Collectors.toSet());
    }

    private static Map<String, AttributeValue> withoutTheMoment(
            Map<String, AttributeValue> attributes) {
        return attributes.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, BareCallsTest::lasting));
    }

    /** Attributes that differ must have the same type. */
    private static AttributeValue lasting(Map.Entry<String, AttributeValue> attribute) {
        AttributeValue value = attribute.getValue();
        if (OF_THE_MOMENT.contains(attribute.getKey())) {
            return AttributeValue.fromS(value.type().toString());
        }
        return value.hasM() ? AttributeValue.fromM(withoutTheMoment(value.m())) : value;
    }

    private static NetStockCalls stocked(LocalTables tables) {
        var calls = NetStockCalls.over(tables, tables.client());
        calls.supply(List.of("tape"), 10);
        return calls;
    }
}
