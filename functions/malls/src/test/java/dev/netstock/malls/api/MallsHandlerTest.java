package dev.netstock.malls.api;

import static dev.netstock.malls.api.MallOffice.NOW;
import static dev.netstock.malls.api.MallOffice.RAKUTEN;
import static dev.netstock.malls.api.MallOffice.call;
import static dev.netstock.malls.api.MallOffice.item;
import static dev.netstock.malls.api.MallOffice.map;
import static dev.netstock.malls.api.MallOffice.part;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;

import dev.netstock.events.SampleEvents;
import dev.netstock.malls.orders.Hold;
import dev.netstock.malls.orders.OrderRow;
import dev.netstock.malls.port.MallItem;
import dev.netstock.malls.port.MallOrder;
import dev.netstock.malls.port.MallOrderLine;
import dev.netstock.malls.port.OrderState;
import dev.netstock.malls.sync.CredentialDays;
import dev.netstock.malls.sync.Estimate;
import dev.netstock.malls.sync.ItemRow;
import dev.netstock.malls.sync.MallRow;
import dev.netstock.malls.sync.Mapping;
import dev.netstock.malls.sync.Part;
import dev.netstock.malls.sync.Row;
import dev.netstock.malls.sync.SaleModeRule;
import dev.netstock.malls.sync.Urgency;
import dev.netstock.platform.testing.LambdaEvents;
import dev.netstock.platform.testing.Reply;
import dev.netstock.platform.testing.TestContext;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.Sku;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

class MallsHandlerTest {
    private static final Sku TEA = new Sku("tea");
    private static final MallItem PAGE = new MallItem("page", "");

    private final MallOffice office = MallOffice.open();

    @Test
    void aMall_isNotConnected_untilItIsResumed_andCanBePaused() {
        assertThat(state()).isEqualTo("not-connected");
        assertThat(office.send(call("POST /v1/malls/{mall}/pause")).problem())
                .isEqualTo("mall-not-connected");
        assertThat(office.store(RAKUTEN).mall()).isEmpty();

        office.send(call("POST /v1/malls/{mall}/resume"));
        assertThat(state()).isEqualTo("connected");
        assertThat(office.store(RAKUTEN).mall().orElseThrow().cursor().coveredUpTo())
                .isEqualTo(NOW);
        assertThat(office.woken).containsExactly("rakuten");

        office.handler()
                .handleRequest(
                        call("POST /v1/malls/{mall}/pause").eventOf("mika"), TestContext.create());
        assertThat(state()).isEqualTo("paused");
        assertThat(office.acts.ended().before()).isPresent();
        assertThat(office.acts.ended().before().orElseThrow())
                .isNotEqualTo(office.acts.ended().result().orElseThrow().after().orElseThrow())
                .isEqualTo("{\"mall\":\"rakuten\",\"state\":\"connected\"}");
        MallRow paused = office.store(RAKUTEN).mall().orElseThrow();
        office.send(call("POST /v1/malls/{mall}/pause"));
        assertThat(office.store(RAKUTEN).mall()).contains(paused);

        office.send(call("POST /v1/malls/{mall}/resume"));
        assertThat(state()).isEqualTo("connected");
    }

    @Test
    void sampleOfTheApi_isAnswered() {
        Reply read =
                Reply.of(
                        office.handler()
                                .handleRequest(
                                        LambdaEvents.read(
                                                APIGatewayV2HTTPEvent.class,
                                                SampleEvents.json("malls/read")),
                                        TestContext.create()));
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.at("/malls/0/mall")).isEqualTo("rakuten");
    }

    @Test
    void aMall_saysWhatLimitsIt_andWhenItsApiWasUsed() {
        Reply never = office.send(call("GET /v1/malls"));
        assertThat(never.at("/malls/0/cap")).isEqualTo("100");
        assertThat(never.at("/malls/0/maintenance/startsAt")).isEqualTo("2026-11-29T16:00:00.000Z");
        assertThat(never.at("/malls/0/maintenance/endsAt")).isEqualTo("2026-11-29T18:00:00.000Z");
        assertThat(never.body().at("/malls/1").has("maintenance")).isFalse();
        assertThat(never.body().at("/malls/0").has("ordersListedAt")).isFalse();

        office.send(call("POST /v1/malls/{mall}/resume"));
        Reply connected = office.send(call("GET /v1/malls"));
        assertThat(connected.body().at("/malls/0").has("ordersListedAt")).isFalse();
        assertThat(connected.body().at("/malls/0").has("countsWrittenAt")).isFalse();
        assertThat(connected.body().at("/malls/0").has("waitsUntil")).isFalse();

        MallRow row = office.store(RAKUTEN).mall().orElseThrow().pulled(NOW, NOW.minusSeconds(1));
        save(
                new MallRow(
                                RAKUTEN,
                                row.version(),
                                row.lease(),
                                row.budget(),
                                row.cursor(),
                                new MallRow.Contact(
                                        NOW.plusSeconds(3),
                                        Optional.of(new MallRow.Problem("HTTP 503", NOW)),
                                        Optional.of(NOW.minusSeconds(2))),
                                row.rules())
                        .withSale(new SaleModeRule(7, 1)));
        Reply used = office.send(call("GET /v1/malls"));
        assertThat(used.at("/malls/0/ordersListedAt")).isEqualTo("2026-11-29T09:59:59.123Z");
        assertThat(used.at("/malls/0/countsWrittenAt")).isEqualTo("2026-11-29T09:59:58.123Z");
        assertThat(used.at("/malls/0/waitsUntil")).isEqualTo("2026-11-29T10:00:03.123Z");
        assertThat(used.at("/malls/0/lastError/cause")).isEqualTo("HTTP 503");
        assertThat(used.at("/malls/0/cap")).isEqualTo("7");
    }

    @Test
    void anItem_isMapped_found_andMappedOtherwise_asLongAsNothingWasSent() {
        Reply mapped = office.send(map("page", part("tea", 3) + "," + part("cup", 1)));
        assertThat(mapped.status()).isEqualTo(200);
        assertThat(mapped.at("/state")).isEqualTo("mapped");
        assertThat(mapped.at("/parts/1/units")).isEqualTo("3");
        assertThat(office.store(RAKUTEN).itemsOf(TEA)).hasSize(1);
        assertThat(items("sku=tea")).containsExactly("page");

        office.send(map("page", part("cup", 2)));
        assertThat(office.store(RAKUTEN).itemsOf(TEA)).isEmpty();
        assertThat(items("sku=cup")).containsExactly("page");

        assertThat(office.send(item("DELETE", "page")).at("/state")).isEqualTo("removed");
        assertThat(office.send(item("GET", "page")).problem()).isEqualTo("item-not-mapped");
        assertThat(items("")).isEmpty();
        assertThat(office.send(item("DELETE", "never")).problem()).isEqualTo("item-not-mapped");
    }

    @Test
    void anItemWithSlashes_isNamedWithEncodedOnes() {
        Reply mapped = office.send(map("gid:%2F%2Fshopify%2FInventoryItem%2F1%25", part("tea", 1)));
        assertThat(mapped.at("/item")).isEqualTo("gid://shopify/InventoryItem/1%");
    }

    @Test
    void severalPagesOfASku_areNumbered() {
        office.send(map("b", part("tea", 1)));
        office.send(map("a", part("tea", 1)).query("variant=red"));
        assertThat(office.store(RAKUTEN).itemsOf(TEA))
                .flatExtracting(ItemRow::parts)
                .containsExactlyInAnyOrder(new Part(TEA, 1, 0, 2), new Part(TEA, 1, 1, 2));
        office.send(item("DELETE", "a").query("variant=red"));
        assertThat(office.store(RAKUTEN).itemsOf(TEA))
                .flatExtracting(ItemRow::parts)
                .containsExactly(new Part(TEA, 1, 0, 1));
    }

    @Test
    void anItemThatTheMallShows_changesLater() {
        save(row(5, 5));

        Reply changing = office.send(map("page", part("cup", 1)));
        assertThat(changing.at("/state")).isEqualTo("changing");
        assertThat(changing.at("/wanted/0/sku")).isEqualTo("cup");
        assertThat(changing.at("/parts/0/sku")).isEqualTo("tea");
        assertThat(changing.at("/pending/0")).isEqualTo("mapping");
        assertThat(office.store(RAKUTEN).due(NOW, 9)).hasSize(1);

        assertThat(office.send(item("DELETE", "page")).at("/state")).isEqualTo("removing");
        assertThat(office.send(map("page", part("tea", 1))).at("/state")).isEqualTo("mapped");
    }

    @Test
    void aPush_makesTheItemsOfASkuDueAtOnce() {
        save(row(5, 5).scheduled(Urgency.CHECK, NOW.plusSeconds(999)));
        assertThat(office.store(RAKUTEN).due(NOW, 9)).isEmpty();

        Reply pushed = office.send(call("POST /v1/malls/{mall}/pushes").body("{'sku': 'tea'}"));
        assertThat(pushed.at("/items/0/item")).isEqualTo("page");
        assertThat(office.store(RAKUTEN).due(NOW, 9)).hasSize(1);
        assertThat(office.woken).containsExactly("rakuten");
        assertThat(
                        office.send(call("POST /v1/malls/{mall}/pushes").body("{'sku': 'none'}"))
                                .problem())
                .isEqualTo("item-not-mapped");
    }

    @Test
    void whatPeopleHaveToLookAt_isCountedAndListed() {
        office.send(call("POST /v1/malls/{mall}/resume"));
        save(row(2, 5));
        save(
                ItemRow.mapped(new MallItem("closed", ""), List.of(Part.of(TEA, 1)), List.of())
                        .withVersion(0));
        save(order("R-1", true, false));
        save(order("R-2", false, true));

        office.store(RAKUTEN).keep(new CredentialDays(13, NOW));
        Reply malls = office.send(call("GET /v1/malls"));
        assertThat(malls.at("/malls/0/credentialDaysLeft")).isEqualTo("13");
        assertThat(malls.body().at("/malls/1").has("credentialDaysLeft")).isFalse();
        assertThat(malls.at("/malls/0/itemsInDoubt")).isEqualTo("2");
        assertThat(malls.at("/malls/0/itemsRejected")).isEqualTo("0");
        assertThat(malls.at("/malls/0/unmappedOrders")).isEqualTo("1");
        assertThat(malls.at("/malls/0/unsettledOrders")).isEqualTo("1");
        assertThat(malls.at("/malls/1/unmappedOrders")).isEqualTo("0");
        assertThat(items("state=in-doubt")).containsExactly("closed", "page");
        assertThat(items("state=rejected")).isEmpty();

        Reply unmapped = office.send(call("GET /v1/malls/{mall}/orders").query("state=unmapped"));
        assertThat(unmapped.at("/orders/0/number")).isEqualTo("R-1");
        assertThat(unmapped.at("/orders/0/items/0/mapped")).isEqualTo("false");
        assertThat(unmapped.at("/orders/0/reservations/0")).isEqualTo("rakuten-R-1");
        Reply waiting = office.send(call("GET /v1/malls/{mall}/orders").query("state=unsettled"));
        assertThat(waiting.at("/orders/0/number")).isEqualTo("R-2");
    }

    @Test
    void aListOfManyItems_hasPages() {
        List<String> names = IntStream.range(0, 150).mapToObj("item-%03d"::formatted).toList();
        names.forEach(name -> office.send(map(name, part("sku-" + name, 1))));
        List<String> listed = new ArrayList<>();
        Reply page = office.send(call("GET /v1/malls/{mall}/items"));
        listed.addAll(names(page));
        page = office.send(call("GET /v1/malls/{mall}/items").query("cursor=" + page.at("/next")));
        listed.addAll(names(page));
        assertThat(page.body().has("next")).isFalse();
        assertThat(listed).isEqualTo(names);
    }

    private String state() {
        return office.send(call("GET /v1/malls")).at("/malls/0/state");
    }

    private List<String> items(String query) {
        return names(office.send(call("GET /v1/malls/{mall}/items").query(query)));
    }

    private static List<String> names(Reply page) {
        return page.body().get("items").values().stream()
                .map(item -> item.get("item").asString())
                .toList();
    }

    private void save(Row row) {
        assertThat(office.store(RAKUTEN).save(List.of(row))).containsExactly(true);
    }

    /** An item that the mall shows. */
    private static ItemRow row(long low, long high) {
        ItemRow mapped = ItemRow.mapped(PAGE, List.of(Part.of(TEA, 1)), List.of());
        return new ItemRow(
                PAGE,
                Mapping.of(mapped.parts()),
                0,
                Map.of(),
                Map.of(TEA, 5L),
                new Estimate(low, high, Optional.empty(), Instant.EPOCH),
                mapped.progress(),
                mapped.urgency(),
                NOW.plusSeconds(60),
                mapped.goal());
    }

    private static OrderRow order(String number, boolean unmapped, boolean waits) {
        var line = new MallOrderLine("1", PAGE, 2);
        return new OrderRow(
                number,
                0,
                Map.of(
                        number,
                        new MallOrder(
                                number,
                                OrderState.ACTIVE,
                                NOW,
                                NOW,
                                List.of(line),
                                Optional.empty())),
                Map.of(),
                NOW,
                List.of(new Hold(new OrderId("rakuten-" + number), Map.of(TEA, 1L), 0)),
                Optional.empty(),
                waits,
                unmapped,
                Map.of());
    }
}
