package dev.netstock.stock.pool;

import static dev.netstock.stock.testing.Shop.call;
import static dev.netstock.stock.testing.Shop.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.stock.Channel;
import dev.netstock.stock.Consistency;
import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;
import dev.netstock.stock.level.LevelScope;
import dev.netstock.stock.reservation.ReserveResult;
import dev.netstock.stock.reservation.ReserveResult.InsufficientStock;
import dev.netstock.stock.reservation.ReserveResult.Reserved;
import dev.netstock.stock.reservation.Shortage;
import dev.netstock.stock.supply.SupplyChange;
import dev.netstock.stock.testing.Fault;
import dev.netstock.stock.testing.FaultyHttp;
import dev.netstock.stock.testing.Invariants;
import dev.netstock.stock.testing.LocalTables;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Units that a channel leaves alone. */
class BuffersTest {
    private final Shop shop = Shop.open();

    @BeforeEach
    void stock() {
        shop.supply("tape", "east", 5, 1);
    }

    @AfterEach
    void close() {
        Invariants.conservation(shop.items());
        shop.close();
    }

    @Test
    void reserve_ofAChannelWithABuffer_leavesItAlone_andOthersTakeIt() {
        shop.buffer("tape", "east", "storefront", 2);

        assertThat(shop.reserve("A-1", line("tape", "east", 4))).isEqualTo(shortage(4, 3));
        assertThat(shop.reserve("A-2", line("tape", "east", 3))).isInstanceOf(Reserved.class);
        assertThat(shop.reserve("A-3", line("tape", "east", 1))).isEqualTo(shortage(1, 0));
        assertThat(shop.reserveAs("pos", "P-1", line("tape", "east", 2)))
                .isInstanceOf(Reserved.class);
    }

    @Test
    void reserve_withoutALocation_countsTheBufferOfEach() {
        shop.supply("tape", "west", 5, 1);
        shop.buffer("tape", "east", "storefront", 2);
        shop.buffer("tape", "west", "storefront", 4);

        assertThat(shop.reserve("A-1", line("tape", 4))).isInstanceOf(Reserved.class);

        assertThat(shop.available("tape", "east")).isEqualTo(2);
        assertThat(shop.available("tape", "west")).isEqualTo(4);
    }

    @Test
    void buffer_thatIsRaised_touchesNothingThatIsReserved() {
        shop.reserve("A-1", line("tape", "east", 4));
        assertThat(shop.buffer("tape", "east", "storefront", 9)).isTrue();

        assertThat(shop.stockOf("tape", "east").reserved()).isEqualTo(4);
        shop.release("A-1");
        assertThat(shop.reserve("A-2", line("tape", "east", 1))).isEqualTo(shortage(1, 0));
        shop.buffer("tape", "east", "storefront", 0);
        assertThat(shop.reserve("A-3", line("tape", "east", 5))).isInstanceOf(Reserved.class);
    }

    @Test
    void buffer_thatIsLowered_sellsAtOnceInAnEnvironmentThatKnewTheOldOne() {
        shop.buffer("tape", "east", "storefront", 4);
        shop.reserve("A-1", line("tape", "east", 1));
        shop.buffer("tape", "east", "storefront", 1);

        assertThat(shop.reserve("A-2", line("tape", "east", 3))).isInstanceOf(Reserved.class);
    }

    @Test
    void bufferOfTheCategory_comesWithSupply_andHoldsUntilTheSkuHasItsOwn() {
        shop.reserve("A-0", line("tape", "east", 1));
        supply(5, 2, Map.of("storefront", 3, "pos", 1));

        assertThat(shop.reserve("A-1", line("tape", "east", 2))).isEqualTo(shortage(2, 1));
        assertThat(shop.reserve("A-2", line("tape", "east", 1))).isInstanceOf(Reserved.class);
        assertThat(available(Optional.of("pos"))).isEqualTo(2);

        shop.buffer("tape", "east", "storefront", 1);
        assertThat(shop.reserve("A-3", line("tape", "east", 2))).isInstanceOf(Reserved.class);
        assertThat(shop.reserve("A-4", line("tape", "east", 1))).isEqualTo(shortage(1, 0));
        assertThat(shop.reserveAs("pos", "P-1", line("tape", "east", 1)))
                .isInstanceOf(ReserveResult.InsufficientStock.class);
        assertThat(shop.reserveAs("web", "W-1", line("tape", "east", 1)))
                .isInstanceOf(Reserved.class);
    }

    @Test
    void bufferOfTheCategory_thatIsRemoved_orWasSentBefore_holdsNoLonger() {
        supply(5, 3, Map.of("storefront", 3));
        supply(5, 4, Map.of());
        supply(5, 2, Map.of("storefront", 5));
        assertThat(shop.reserve("A-1", line("tape", "east", 5))).isInstanceOf(Reserved.class);
    }

    @Test
    void supply_withoutBuffers_leavesThoseOfTheCategory() {
        supply(5, 2, Map.of("storefront", 3));
        shop.supply("tape", "east", 6, 3);
        assertThat(shop.reserve("A-1", line("tape", "east", 4))).isEqualTo(shortage(4, 3));
    }

    /** It learns of the split and of the buffer at the same time, after it chose its terms. */
    @ParameterizedTest
    @ValueSource(strings = {"A-1", "A-2", "A-3", "A-4", "A-5", "A-6"})
    void reserve_whoseFirstTakeIsThrottled_leavesTheBufferOfASplitSkuAlone(String order) {
        shop.spread("tape", "east", 3);
        shop.buffer("tape", "east", "storefront", 5);
        var http =
                new FaultyHttp(
                        LocalTables.http(),
                        (number, _) -> number == 1 ? Fault.THROTTLED : Fault.NONE,
                        () -> {});
        List<KeysAndAttributes> reads = new ArrayList<>();
        DynamoDbClient client =
                LocalTables.watched(
                        http,
                        request -> {
                            if (request instanceof BatchGetItemRequest read) {
                                reads.addAll(read.requestItems().values());
                            }
                        });
        Shop cold = Shop.over(shop.tables(), client, shop.clock());

        assertThat(cold.reserve(order, line("tape", "east", 1))).isEqualTo(shortage(1, 0));
        // An older copy may lack the buffer.
        assertThat(reads).isNotEmpty().allMatch(KeysAndAttributes::consistentRead);
    }

    private void supply(long units, long version, Map<String, Integer> buffers) {
        shop.supply(
                new SupplyChange(
                        new Sku("tape"),
                        new Location("east"),
                        units,
                        version,
                        Optional.of(
                                buffers.entrySet().stream()
                                        .collect(
                                                Collectors.toMap(
                                                        entry -> new Channel(entry.getKey()),
                                                        Map.Entry::getValue)))));
    }

    @Test
    void buffer_ofAnUnknownSku_isNotSet() {
        assertThat(shop.buffer("glue", "east", "storefront", 4)).isFalse();
    }

    @Test
    void reserve_ofASplitSku_leavesTheBufferOfTheSumAlone() {
        shop.supply("tape", "east", 12, 2);
        shop.spread("tape", "east", 4);
        shop.buffer("tape", "east", "storefront", 5);

        for (int i = 0; i < 7; i++) {
            assertThat(shop.reserve("A-" + i, line("tape", "east", 1)))
                    .isInstanceOf(Reserved.class);
        }
        assertThat(shop.reserve("A-8", line("tape", "east", 1))).isEqualTo(shortage(1, 0));
        assertThat(shop.reserveAs("pos", "P-1", line("tape", "east", 5)))
                .isInstanceOf(Reserved.class);
    }

    @Test
    void levels_ofAChannel_leaveOutItsBuffer() {
        shop.buffer("tape", "east", "rakuten", 2);

        assertThat(available(Optional.of("rakuten"))).isEqualTo(3);
        assertThat(available(Optional.of("storefront"))).isEqualTo(5);
        assertThat(available(Optional.empty())).isEqualTo(5);
    }

    private long available(Optional<String> channel) {
        return shop.stock()
                .levelReader()
                .one(
                        new Sku("tape"),
                        new LevelScope(channel.map(Channel::new), Optional.empty()),
                        Consistency.STRONG,
                        call())
                .orElseThrow()
                .available();
    }

    private static ReserveResult shortage(int requested, long available) {
        return new InsufficientStock(
                List.of(
                        new Shortage(
                                new Sku("tape"),
                                Optional.of(new Location("east")),
                                requested,
                                available)));
    }
}
