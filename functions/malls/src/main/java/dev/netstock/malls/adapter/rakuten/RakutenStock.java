package dev.netstock.malls.adapter.rakuten;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.malls.adapter.http.AnswerJson;
import dev.netstock.malls.adapter.http.MallAnswer;
import dev.netstock.malls.adapter.http.MallAnswer.Answered;
import dev.netstock.malls.adapter.http.WriteBatches;
import dev.netstock.malls.adapter.rakuten.RakutenApi.ApiError;
import dev.netstock.malls.port.CountChange;
import dev.netstock.malls.port.CountReading;
import dev.netstock.malls.port.MallItem;
import dev.netstock.malls.port.StockWrite;
import dev.netstock.malls.port.WriteResult;
import dev.netstock.platform.json.JsonWriter;

import java.io.IOException;
import java.time.Duration;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Counts at Rakuten: InventoryAPI 2.0, not 2.1, which deletes members that a request leaves out.
 *
 * <p>Whether a bulk request that fails with 400 or 409 changed the entries without an error is not
 * documented. So an entry that an error names has failed, and the others are in doubt. A bulk
 * request of one entry leaves nothing in doubt.
 *
 * @param api sends the requests
 * @param clock the time of readings
 */
record RakutenStock(RakutenApi api, InstantSource clock) {
    static final int WRITES_MAX = 400;
    static final int READS_MAX = 1_000;

    private static final long COUNT_MAX = 99_999;
    private static final int ID_BYTES_MAX = 32;
    private static final String BULK_UPSERT = "/es/2.0/inventories/bulk-upsert";
    private static final String BULK_GET = "/es/2.0/inventories/bulk-get";

    /** Two requests changed the same count at the same time: the entry was not changed. */
    private static final String CONFLICT = "CE0001";

    private static final Duration CONFLICT_DELAY = Duration.ofSeconds(1);

    /** RELATIVE for a pair that has no count yet. */
    private static final String NO_SUCH_PAIR = "IE0500";

    /** The result would be outside of 0 to 99,999. */
    private static final String OUTSIDE = "IE0117";

    private static final String NOT_FOUND = "GE0014";
    private static final Pattern ENTRY = Pattern.compile("inventories\\[(\\d{1,4})\\].*");

    List<WriteResult> write(List<StockWrite> writes) {
        return new WriteBatches(WRITES_MAX, write -> canonical(write.item()), RakutenStock::refusal)
                .send(writes, this::writeBatch);
    }

    List<CountReading> read(List<MallItem> items) {
        List<CountReading> readings = new ArrayList<>(items.size());
        for (int from = 0; from < items.size(); from += READS_MAX) {
            readings.addAll(
                    readBatch(items.subList(from, Math.min(from + READS_MAX, items.size()))));
        }
        return readings;
    }

    /** An entry that Rakuten would refuse would leave the rest of its request in doubt. */
    private static Optional<WriteResult> refusal(StockWrite write) {
        if (isTooLong(write.item().item()) || isTooLong(write.item().variant())) {
            return WriteBatches.refused("IE0004", "An id has more than 32 bytes");
        }
        return switch (write.change()) {
            case CountChange.Absolute(long count) when count < 0 || count > COUNT_MAX ->
                    WriteBatches.refused("IE0003", "The count must be from 0 to 99,999");
            case CountChange.Relative(long units) when Math.abs(units) > COUNT_MAX ->
                    WriteBatches.refused("IE0003", "The change must be from -99,999 to 99,999");
            case CountChange.CompareAndSet _ ->
                    WriteBatches.refused("unsupported", "Rakuten has no compare-and-set");
            case CountChange.Absolute _, CountChange.Relative _ -> Optional.empty();
        };
    }

    private List<WriteResult> writeBatch(List<StockWrite> batch) {
        MallAnswer answer =
                api.post(
                        BULK_UPSERT,
                        json ->
                                JsonWriter.objects(
                                        json, "inventories", batch, RakutenStock::entry));
        return answer.writeFailure()
                .map(failure -> Collections.nCopies(batch.size(), failure))
                .orElseGet(() -> results(batch, (Answered) answer));
    }

    private static void entry(JsonGenerator json, StockWrite write) throws IOException {
        pair(json, write.item());
        switch (write.change()) {
            case CountChange.Absolute(long count) -> {
                json.writeStringField("mode", "ABSOLUTE");
                json.writeNumberField("quantity", count);
            }
            case CountChange.Relative(long units) -> {
                json.writeStringField("mode", "RELATIVE");
                json.writeNumberField("quantity", units);
            }
            case CountChange.CompareAndSet _ ->
                    throw new IllegalArgumentException("Rakuten has no compare-and-set");
        }
    }

    private static void pair(JsonGenerator json, MallItem item) throws IOException {
        MallItem pair = canonical(item);
        json.writeStringField("manageNumber", pair.item());
        json.writeStringField("variantId", pair.variant());
    }

    private static List<WriteResult> results(List<StockWrite> batch, Answered answer) {
        if (answer.status() < 300) {
            return Collections.nCopies(batch.size(), new WriteResult.Done(OptionalLong.empty()));
        }
        List<ApiError> errors = RakutenApi.errors(answer);
        if (errors.isEmpty()) {
            return Collections.nCopies(
                    batch.size(), new WriteResult.Rejected("HTTP " + answer.status(), ""));
        }
        Map<Integer, WriteResult> named = new HashMap<>();
        for (ApiError error : errors) {
            entryOf(error)
                    .or(() -> batch.size() == 1 ? Optional.of(0) : Optional.empty())
                    .ifPresent(index -> named.putIfAbsent(index, result(error)));
        }
        WriteResult others = others(errors, named);
        return IntStream.range(0, batch.size())
                .mapToObj(index -> named.getOrDefault(index, others))
                .toList();
    }

    /** Errors of the whole request, as opposed to those of its entries, precede any change. */
    private static WriteResult others(List<ApiError> errors, Map<Integer, WriteResult> named) {
        ApiError first = errors.getFirst();
        return named.isEmpty() && isOfTheRequest(first)
                ? new WriteResult.Rejected(first.code(), first.message())
                : new WriteResult.InDoubt(
                        first.code() + ": whether the other entries changed is not known");
    }

    private static boolean isOfTheRequest(ApiError error) {
        return switch (error.code()) {
            // GE0011: no body. IE1101: too many entries. IE1102: an entry twice.
            case "GE0011", "IE1101", "IE1102" -> true;
            default -> false;
        };
    }

    private static WriteResult result(ApiError error) {
        return switch (error.code()) {
            case CONFLICT -> new WriteResult.Throttled(CONFLICT_DELAY);
            case NO_SUCH_PAIR, NOT_FOUND -> new WriteResult.UnknownItem();
            case OUTSIDE -> new WriteResult.OutOfRange(OUTSIDE);
            default -> new WriteResult.Rejected(error.code(), error.message());
        };
    }

    private static Optional<Integer> entryOf(ApiError error) {
        return error.path()
                .map(ENTRY::matcher)
                .filter(Matcher::matches)
                .map(matcher -> Integer.valueOf(matcher.group(1)));
    }

    private List<CountReading> readBatch(List<MallItem> items) {
        AnswerJson answer =
                api.query(
                        BULK_GET,
                        json ->
                                JsonWriter.objects(
                                        json,
                                        "inventories",
                                        items.stream()
                                                .map(RakutenStock::canonical)
                                                .distinct()
                                                .toList(),
                                        RakutenStock::pair));
        Instant at = clock.instant();
        Map<MallItem, Long> counts = new HashMap<>();
        for (AnswerJson entry : answer.elements("inventories")) {
            counts.put(
                    canonical(new MallItem(entry.text("manageNumber"), entry.text("variantId"))),
                    entry.number("quantity"));
        }
        return items.stream().map(item -> reading(item, counts, at)).toList();
    }

    /** What Rakuten does not list, it does not know. */
    private static CountReading reading(MallItem item, Map<MallItem, Long> counts, Instant at) {
        Long count = counts.get(canonical(item));
        return new CountReading(
                item, count == null ? OptionalLong.empty() : OptionalLong.of(count), at, false);
    }

    /** Rakuten lower-cases manage numbers, and distinguishes variants by case. */
    private static MallItem canonical(MallItem item) {
        return new MallItem(item.item().toLowerCase(Locale.ROOT), item.variant());
    }

    private static boolean isTooLong(String id) {
        return id.getBytes(UTF_8).length > ID_BYTES_MAX;
    }
}
