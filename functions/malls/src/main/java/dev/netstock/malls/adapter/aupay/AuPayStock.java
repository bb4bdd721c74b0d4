package dev.netstock.malls.adapter.aupay;

import dev.netstock.malls.adapter.http.AnswerXml;
import dev.netstock.malls.adapter.http.FormText;
import dev.netstock.malls.adapter.http.MallAnswer;
import dev.netstock.malls.adapter.http.MallAnswer.Answered;
import dev.netstock.malls.adapter.http.WriteBatches;
import dev.netstock.malls.adapter.http.XmlDocument;
import dev.netstock.malls.port.CountChange;
import dev.netstock.malls.port.CountReading;
import dev.netstock.malls.port.MallItem;
import dev.netstock.malls.port.MallRefused;
import dev.netstock.malls.port.StockWrite;
import dev.netstock.malls.port.WriteResult;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Counts at au PAY Market: {@code updateStock} and {@code searchStocks}. Writes are absolute. How
 * many items a request may have is not known, so it has one.
 *
 * @param api sends the requests
 * @param shopId the shop's number
 * @param clock the time of readings
 */
record AuPayStock(AuPayApi api, String shopId, InstantSource clock) {
    /** The item has one count ({@code 1}), or one for each choice ({@code 2}). */
    private static final String ONE_COUNT = "1";

    private static final String COUNT_BY_CHOICE = "2";

    /**
     * The codes of a choice. In a {@link MallItem#variant}, they are joined by a slash: {@code
     * red/L}, {@code red/}, {@code /L}.
     *
     * @param horizontal empty if the item has no such axis
     * @param vertical empty if the item has no such axis
     */
    record Choice(String horizontal, String vertical) {
        private static final String SEPARATOR = "/";

        static Choice of(MallItem item) {
            String[] codes = item.variant().split(SEPARATOR, 2);
            return new Choice(codes[0], codes.length == 2 ? codes[1] : "");
        }

        String variant() {
            return horizontal + SEPARATOR + vertical;
        }

        /** As an order names the choice (confidence: one source). */
        String managementId() {
            return horizontal + vertical;
        }
    }

    List<WriteResult> write(List<StockWrite> writes) {
        return new WriteBatches(1, StockWrite::item, AuPayStock::refusal)
                .send(writes, batch -> List.of(writeOne(batch.getFirst())));
    }

    List<CountReading> read(List<MallItem> items) {
        return items.stream().map(this::readOne).toList();
    }

    /** The choices of an item; none if it has one count or is unknown. */
    List<Choice> choices(String itemCode) {
        return search(itemCode).stream()
                .flatMap(stock -> stock.all("choicesStocks").stream())
                .map(AuPayStock::choice)
                .toList();
    }

    private static OptionalLong count(StockWrite write) {
        return write.change() instanceof CountChange.Absolute(long count) && count >= 0
                ? OptionalLong.of(count)
                : OptionalLong.empty();
    }

    private static Optional<WriteResult> refusal(StockWrite write) {
        return count(write).isEmpty()
                ? WriteBatches.refused(
                        "unsupported", "au PAY Market takes only absolute counts from 0")
                : Optional.empty();
    }

    private WriteResult writeOne(StockWrite write) {
        long count = count(write).orElseThrow();
        MallAnswer answer = api.post("updateStock", request(write.item(), count));
        return answer.writeFailure().orElseGet(() -> result((Answered) answer));
    }

    private static WriteResult result(Answered answer) {
        if (answer.status() >= 300) {
            return new WriteResult.Rejected("HTTP " + answer.status(), "");
        }
        AnswerXml root = AnswerXml.read(answer.body());
        return AuPayApi.error(root)
                .map(AuPayApi::writeResult)
                .or(() -> refused(root))
                .orElseGet(() -> new WriteResult.Done(OptionalLong.empty()));
    }

    private static Optional<WriteResult> refused(AnswerXml root) {
        return root.all("updateResult").stream()
                .filter(it -> it.find("error").isPresent())
                .findFirst()
                .map(AuPayApi::apiError)
                .map(error -> new WriteResult.Rejected(error.code(), error.message()));
    }

    private String request(MallItem item, long count) {
        var xml = new XmlDocument();
        xml.element(
                "request",
                () ->
                        xml.element("shopId", shopId)
                                .element("stockUpdateItem", () -> update(xml, item, count)));
        return xml.toString();
    }

    private static void update(XmlDocument xml, MallItem item, long count) {
        xml.element("itemCode", item.item());
        if (item.variant().isEmpty()) {
            xml.element("stockSegment", ONE_COUNT).element("stockCount", count);
            return;
        }
        Choice choice = Choice.of(item);
        xml.element("stockSegment", COUNT_BY_CHOICE)
                .element(
                        "choicesStocks",
                        () -> {
                            code(xml, "choicesStockHorizontalCode", choice.horizontal());
                            code(xml, "choicesStockVerticalCode", choice.vertical());
                            xml.element("choicesStockCount", count);
                        });
    }

    private static void code(XmlDocument xml, String name, String code) {
        if (!code.isEmpty()) {
            xml.element(name, code);
        }
    }

    private CountReading readOne(MallItem item) {
        Optional<AnswerXml> stock = search(item.item());
        OptionalLong count =
                item.variant().isEmpty()
                        ? number(stock, "stockCount")
                        : number(
                                stock.flatMap(
                                        it ->
                                                it.all("choicesStocks").stream()
                                                        .filter(
                                                                choice ->
                                                                        choice(choice)
                                                                                .equals(
                                                                                        Choice.of(
                                                                                                item)))
                                                        .findFirst()),
                                "choicesStockCount");
        return new CountReading(item, count, clock.instant(), false);
    }

    /** The stock of an item, by an API that one client uses (confidence: low). */
    private Optional<AnswerXml> search(String itemCode) {
        try {
            return AuPayApi.body(
                            api.get(
                                    "searchStocks",
                                    new FormText().add("shopId", shopId).add("itemCode", itemCode)))
                    .find("searchResult")
                    .flatMap(
                            result ->
                                    result.all("resultStocks").stream()
                                            .filter(it -> it.text("itemCode").equals(itemCode))
                                            .findFirst());
        } catch (MallRefused _) {
            return Optional.empty();
        }
    }

    private static OptionalLong number(Optional<AnswerXml> element, String name) {
        return element.map(it -> it.findNumber(name)).orElse(OptionalLong.empty());
    }

    private static Choice choice(AnswerXml stock) {
        return new Choice(
                code(stock, "choicesStockHorizontalCode"), code(stock, "choicesStockVerticalCode"));
    }

    /** An axis that an item does not have is empty or a hyphen. */
    private static String code(AnswerXml stock, String name) {
        return stock.findText(name).filter(code -> !code.equals("-")).orElse("");
    }
}
