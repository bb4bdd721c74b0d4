package dev.netstock.malls.adapter.yahoo;

import dev.netstock.malls.adapter.http.AnswerXml;
import dev.netstock.malls.adapter.http.FormText;
import dev.netstock.malls.adapter.http.MallAnswer;
import dev.netstock.malls.adapter.http.MallAnswer.Answered;
import dev.netstock.malls.adapter.http.WriteBatches;
import dev.netstock.malls.adapter.yahoo.YahooApi.ApiError;
import dev.netstock.malls.port.CountChange;
import dev.netstock.malls.port.CountReading;
import dev.netstock.malls.port.MallItem;
import dev.netstock.malls.port.StockWrite;
import dev.netstock.malls.port.WriteResult;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Counts at Yahoo: {@code setStock} and {@code getStock}. A write answers with the resulting count
 * of each item; a status of 207 means that some items failed.
 *
 * @param api sends the requests
 * @param sellerId the store's account
 * @param clock the time of readings
 * @see <a href="https://developer.yahoo.co.jp/webapi/shopping/setStock.html">setStock</a>
 * @see <a href="https://developer.yahoo.co.jp/webapi/shopping/getStock.html">getStock</a>
 */
record YahooStock(YahooApi api, String sellerId, InstantSource clock) {
    static final int ITEMS_MAX = 1_000;

    private static final long COUNT_MAX = 999_999_999;

    /**
     * The quantity is wrong. If a change of one item has a right format, it is its result: below 0
     * (confidence: low; what Yahoo does below 0 is not known).
     */
    private static final String WRONG_QUANTITY = "st-02104";

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9-]{1,99}");

    /** The item was changed, but its count could not be read back. */
    private static final String DONE_WITHOUT_ECHO = "ed-10002";

    List<WriteResult> write(List<StockWrite> writes) {
        return new WriteBatches(
                        ITEMS_MAX,
                        write -> code(write.item()).toLowerCase(Locale.ROOT),
                        YahooStock::refusal)
                .send(writes, this::writeBatch);
    }

    List<CountReading> read(List<MallItem> items) {
        List<CountReading> readings = new ArrayList<>(items.size());
        for (int from = 0; from < items.size(); from += ITEMS_MAX) {
            readings.addAll(
                    readBatch(items.subList(from, Math.min(from + ITEMS_MAX, items.size()))));
        }
        return readings;
    }

    /** A code that Yahoo would refuse would make it refuse the whole request. */
    private static Optional<WriteResult> refusal(StockWrite write) {
        if (!isCode(write.item())) {
            return WriteBatches.refused("st-02101", "Not a code of Yahoo");
        }
        return switch (write.change()) {
            case CountChange.Absolute(long count) when count < 0 || count > COUNT_MAX ->
                    WriteBatches.refused(WRONG_QUANTITY, "The count must be from 0 to 999,999,999");
            case CountChange.Relative(long units) when Math.abs(units) > COUNT_MAX ->
                    WriteBatches.refused(
                            WRONG_QUANTITY, "The change must have at most nine digits");
            case CountChange.CompareAndSet _ ->
                    WriteBatches.refused("unsupported", "Yahoo has no compare-and-set");
            case CountChange.Absolute _, CountChange.Relative _ -> Optional.empty();
        };
    }

    private static boolean isCode(MallItem item) {
        return CODE.matcher(item.item()).matches()
                && (item.variant().isEmpty() || CODE.matcher(item.variant()).matches());
    }

    private List<WriteResult> writeBatch(List<StockWrite> batch) {
        MallAnswer answer =
                api.post(
                        "setStock",
                        form(batch, StockWrite::item)
                                .add("quantity", joined(batch, YahooStock::quantity)));
        if (answer instanceof Answered answered && answered.status() != 429) {
            Optional<ApiError> error = YahooApi.error(answered);
            if (error.isPresent()) {
                return Collections.nCopies(batch.size(), result(error.get()));
            }
        }
        return answer.writeFailure()
                .map(failure -> Collections.nCopies(batch.size(), failure))
                .orElseGet(() -> results(batch, (Answered) answer));
    }

    /** A count without a sign is absolute; with a sign, it is a change. */
    private static String quantity(StockWrite write) {
        return switch (write.change()) {
            case CountChange.Absolute(long count) -> Long.toString(count);
            case CountChange.Relative(long units) -> units < 0 ? "" + units : "+" + units;
            case CountChange.CompareAndSet _ ->
                    throw new IllegalArgumentException("Yahoo has no compare-and-set");
        };
    }

    private static List<WriteResult> results(List<StockWrite> batch, Answered answer) {
        if (answer.status() >= 300) {
            return Collections.nCopies(
                    batch.size(), new WriteResult.Rejected("HTTP " + answer.status(), ""));
        }
        Map<String, AnswerXml> byCode = byCode(AnswerXml.read(answer.body()));
        return batch.stream()
                .map(
                        write ->
                                Optional.ofNullable(byCode.get(code(write.item())))
                                        .map(result -> result(write, result))
                                        .orElseGet(
                                                () -> new WriteResult.InDoubt("Not in the answer")))
                .toList();
    }

    private static WriteResult result(StockWrite write, AnswerXml item) {
        Optional<String> code = item.findText("ErrorCode");
        if (code.isEmpty()) {
            return new WriteResult.Done(item.findNumber("Quantity"));
        }
        boolean isRelative = write.change() instanceof CountChange.Relative;
        return code.get().equals(WRONG_QUANTITY) && isRelative
                ? new WriteResult.OutOfRange(code.get())
                : result(new ApiError(code.get(), item.findText("ErrorMessage").orElse("")));
    }

    /** The errors {@code st-021…} are found before anything is changed. */
    private static WriteResult result(ApiError error) {
        String code = error.code();
        if (code.equals(DONE_WITHOUT_ECHO)) {
            return new WriteResult.Done(OptionalLong.empty());
        }
        if (YahooApi.isMaintenance(code)) {
            return new WriteResult.Unavailable(code);
        }
        return code.startsWith("st-021") || code.startsWith("px-")
                ? new WriteResult.Rejected(code, error.message())
                : new WriteResult.InDoubt(code);
    }

    private List<CountReading> readBatch(List<MallItem> items) {
        MallAnswer answer = api.post("getStock", form(items, Function.identity()));
        Instant at = clock.instant();
        Map<String, AnswerXml> byCode = byCode(YahooApi.body(answer));
        return items.stream()
                .map(item -> reading(item, Optional.ofNullable(byCode.get(code(item))), at))
                .toList();
    }

    private static CountReading reading(MallItem item, Optional<AnswerXml> found, Instant at) {
        Optional<AnswerXml> existing =
                found.filter(it -> it.findText("Status").filter("1"::equals).isPresent());
        OptionalLong count =
                existing.map(it -> it.findNumber("Quantity")).orElse(OptionalLong.empty());
        return new CountReading(item, count, at, existing.filter(YahooStock::isClosed).isPresent());
    }

    /**
     * Sold out by a person or a cancellation, whatever the count (confidence of the value: low).
     */
    private static boolean isClosed(AnswerXml item) {
        return item.findText("StockClose")
                .filter(value -> value.equals("1") || value.equals("true"))
                .isPresent();
    }

    private <T> FormText form(List<T> elements, Function<T, MallItem> item) {
        return new FormText()
                .add("seller_id", sellerId)
                .add("item_code", joined(elements, it -> code(item.apply(it))));
    }

    private static <T> String joined(List<T> elements, Function<T, String> text) {
        return elements.stream().map(text).collect(Collectors.joining(","));
    }

    private static Map<String, AnswerXml> byCode(AnswerXml resultSet) {
        Map<String, AnswerXml> byCode = new HashMap<>();
        for (AnswerXml result : resultSet.all("Result")) {
            byCode.put(
                    code(
                            new MallItem(
                                    result.text("ItemCode"),
                                    result.findText("SubCode").orElse(""))),
                    result);
        }
        return byCode;
    }

    private static String code(MallItem item) {
        return item.variant().isEmpty() ? item.item() : item.item() + ":" + item.variant();
    }
}
