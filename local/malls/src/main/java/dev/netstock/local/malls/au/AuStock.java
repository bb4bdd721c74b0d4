package dev.netstock.local.malls.au;

import dev.netstock.local.http.Xml;
import dev.netstock.local.malls.protocol.Answer;
import dev.netstock.local.malls.protocol.Call;
import dev.netstock.local.malls.protocol.Refusal;
import dev.netstock.local.malls.protocol.XmlRequest;
import dev.netstock.local.malls.shop.Item;
import dev.netstock.local.malls.shop.ItemKey;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * updateStock, which is absolute, and searchStocks. Assumed: the shape of searchStocks; at most 100
 * counts a request, counts up to 99,999, and that a request with an error changes nothing.
 */
record AuStock(AuMall mall) {
    private static final int COUNTS_MAX = 100;
    private static final String COUNT_FORMAT = "\\d{1,5}";

    private record Write(Item item, long count) {}

    Answer update(Call call) {
        XmlRequest request =
                XmlRequest.of(call.body(), "request").orElseThrow(() -> wrong("request"));
        if (!request.text("shopId").filter(AuMall.SHOP_ID::equals).isPresent()) {
            throw wrong("shopId");
        }
        List<Write> writes = new ArrayList<>();
        request.children("stockUpdateItem").stream().flatMap(this::writes).forEach(writes::add);
        if (writes.isEmpty() || writes.size() > COUNTS_MAX) {
            throw wrong("stockUpdateItem");
        }
        writes.forEach(write -> write.item().write(write.count(), mall.now()));
        return AuMall.success(_ -> {});
    }

    /** The counts of an item: one, or one for each choice. */
    Answer search(Call call) {
        AuMall.requireShop(call);
        String code = call.parameter("itemCode").orElseThrow(() -> wrong("itemCode"));
        List<Item> items =
                mall.shop().items().stream()
                        .filter(item -> item.key().item().equals(code))
                        .toList();
        return AuMall.success(
                xml ->
                        xml.element(
                                "searchResult",
                                result -> {
                                    if (!items.isEmpty()) {
                                        result.element("resultStocks", it -> add(it, items));
                                    }
                                }));
    }

    private static void add(Xml xml, List<Item> items) {
        ItemKey first = items.getFirst().key();
        boolean hasChoices = !first.variant().isEmpty();
        xml.text("itemCode", first.item()).text("stockSegment", hasChoices ? "2" : "1");
        if (!hasChoices) {
            xml.text("stockCount", Long.toString(items.getFirst().count()));
            return;
        }
        for (Item item : items) {
            String[] codes = item.key().variant().split("/", 2);
            xml.element(
                    "choicesStocks",
                    choices ->
                            choices.text("choicesStockHorizontalCode", codes[0])
                                    .text(
                                            "choicesStockVerticalCode",
                                            codes.length == 2 ? codes[1] : "")
                                    .text("choicesStockCount", Long.toString(item.count())));
        }
    }

    private Stream<Write> writes(XmlRequest item) {
        String code = item.text("itemCode").orElseThrow(() -> wrong("itemCode"));
        return switch (item.text("stockSegment").orElse("")) {
            case "1" -> Stream.of(write(new ItemKey(code, ""), item, "stockCount"));
            case "2" ->
                    item.children("choicesStocks").stream()
                            .map(
                                    choices ->
                                            write(
                                                    key(code, choices),
                                                    choices,
                                                    "choicesStockCount"));
            default -> throw wrong("stockSegment");
        };
    }

    private static ItemKey key(String code, XmlRequest choices) {
        return new ItemKey(
                code,
                "%s/%s"
                        .formatted(
                                choices.text("choicesStockHorizontalCode").orElse(""),
                                choices.text("choicesStockVerticalCode").orElse("")));
    }

    private Write write(ItemKey key, XmlRequest parent, String member) {
        String count = parent.text(member).orElse("");
        if (!count.matches(COUNT_FORMAT)) {
            throw wrong(member);
        }
        Item item =
                mall.shop()
                        .item(key)
                        .orElseThrow(
                                () -> AuMall.refusal("NO_ITEM", "There is no such item or choice"));
        return new Write(item, Long.parseLong(count));
    }

    private static Refusal wrong(String member) {
        return AuMall.refusal("PARAMETER", member + " is invalid");
    }
}
