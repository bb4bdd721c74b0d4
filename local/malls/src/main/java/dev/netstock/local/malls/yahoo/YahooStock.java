package dev.netstock.local.malls.yahoo;

import dev.netstock.local.http.Xml;
import dev.netstock.local.malls.protocol.Answer;
import dev.netstock.local.malls.shop.Fault;
import dev.netstock.local.malls.shop.Item;
import dev.netstock.local.malls.shop.ItemKey;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * setStock and getStock. The count of an unknown item is accepted and kept, as documented. Assumed:
 * getStock's error codes, after those of setStock, and the refusal of a relative write below 0,
 * which {@link Fault#CLAMP_BELOW_ZERO} turns into 0.
 *
 * @see <a href="https://developer.yahoo.co.jp/webapi/shopping/setStock.html">setStock</a>
 * @see <a href="https://developer.yahoo.co.jp/webapi/shopping/getStock.html">getStock</a>
 */
record YahooStock(YahooMall mall) {
    private static final int ITEMS_MAX = 1_000;
    private static final Pattern CODE =
            Pattern.compile("[A-Za-z0-9_-]{1,99}(:[A-Za-z0-9_-]{1,99})?");
    private static final Pattern QUANTITY = Pattern.compile("[+-]?\\d{1,9}");
    private static final String QUANTITY_ERROR = "st-02104";

    /** What a write did to an item: a quantity, or an error. */
    private record Outcome(ItemKey key, String quantity, String error) {}

    Answer set(Map<String, String> form) {
        List<ItemKey> keys = keys(form, "st-021");
        List<String> quantities = List.of(form.getOrDefault("quantity", "").split(",", -1));
        if (quantities.size() != keys.size()) {
            throw YahooMall.refusal("st-02105", "The numbers of item codes and quantities differ");
        }
        if (!quantities.stream().allMatch(it -> QUANTITY.matcher(it).matches())) {
            throw YahooMall.refusal(QUANTITY_ERROR, "quantity is invalid");
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            outcomes.add(set(keys.get(i), quantities.get(i)));
        }
        boolean isComplete = outcomes.stream().allMatch(it -> it.error().isEmpty());
        return results(
                isComplete ? 200 : 207,
                outcomes.size(),
                xml -> outcomes.forEach(it -> add(xml, it)));
    }

    private Outcome set(ItemKey key, String quantity) {
        if (mall.happens(Fault.PARTIAL)) {
            return new Outcome(key, "", "st-02999");
        }
        long current = mall.shop().item(key).map(Item::count).orElse(0L);
        boolean isRelative = !Character.isDigit(quantity.charAt(0));
        long result = isRelative ? current + Long.parseLong(quantity) : Long.parseLong(quantity);
        if (result < 0 && !mall.shop().faults().isOn(Fault.CLAMP_BELOW_ZERO)) {
            return new Outcome(key, "", QUANTITY_ERROR);
        }
        Item item = mall.shop().itemOrUnlisted(key);
        item.write(Math.max(0, result), mall.now());
        return mall.happens(Fault.FAIL_READ_BACK)
                ? new Outcome(key, "", "ed-10002")
                : new Outcome(key, Long.toString(item.count()), "");
    }

    private static void add(Xml xml, Outcome outcome) {
        xml.element(
                "Result",
                result -> {
                    code(result, outcome.key()).text("Quantity", outcome.quantity());
                    if (!outcome.error().isEmpty()) {
                        result.text("ErrorCode", outcome.error());
                    }
                });
    }

    Answer get(Map<String, String> form) {
        List<ItemKey> keys = keys(form, "st-011");
        return results(200, keys.size(), xml -> keys.forEach(key -> add(xml, key)));
    }

    private void add(Xml xml, ItemKey key) {
        Optional<Item> item = mall.shop().item(key).filter(Item::isStocked);
        xml.element(
                "Result",
                result ->
                        code(result, key)
                                .text("Status", item.isPresent() ? "1" : "0")
                                .text("Quantity", item.map(it -> "" + it.count()).orElse(""))
                                .text("AllowOverdraft", "0")
                                .text(
                                        "StockClose",
                                        item.filter(Item::isClosed).isPresent() ? "1" : "0"));
    }

    private static Xml code(Xml xml, ItemKey key) {
        return xml.text("ItemCode", key.item()).text("SubCode", key.variant());
    }

    private static List<ItemKey> keys(Map<String, String> form, String prefix) {
        if (!YahooMall.SELLER.equals(form.get("seller_id"))) {
            throw YahooMall.refusal(prefix + "00", "seller_id is invalid");
        }
        List<String> codes = List.of(form.getOrDefault("item_code", "").split(",", -1));
        if (codes.size() > ITEMS_MAX) {
            throw YahooMall.refusal(prefix + "02", "More than 1000 item codes");
        }
        if (!codes.stream().allMatch(code -> CODE.matcher(code).matches())) {
            throw YahooMall.refusal(prefix + "01", "item_code is invalid");
        }
        if (new HashSet<>(codes).size() < codes.size()) {
            throw YahooMall.refusal(prefix + "03", "item_code has duplicates");
        }
        return codes.stream().map(YahooStock::key).toList();
    }

    private static ItemKey key(String code) {
        String[] parts = code.split(":", 2);
        return new ItemKey(parts[0], parts.length == 2 ? parts[1] : "");
    }

    private static Answer results(int status, int count, Consumer<Xml> contents) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("totalResultsAvailable", Integer.toString(count));
        attributes.put("totalResultsReturned", Integer.toString(count));
        attributes.put("firstResultPosition", "1");
        return Answer.xml(status, Xml.document("ResultSet", attributes, contents));
    }
}
