package dev.netstock.malls.api;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.mallcounts.MallCountJson;
import dev.netstock.malls.dynamodb.DynamoMallStore;
import dev.netstock.malls.dynamodb.DynamoMallStore.Findings;
import dev.netstock.malls.port.MallItem;
import dev.netstock.malls.sync.ItemRow;
import dev.netstock.malls.sync.Mapping;
import dev.netstock.malls.sync.Part;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.http.Answer;
import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.http.Problem;
import dev.netstock.platform.http.ProblemType;
import dev.netstock.platform.http.Query;
import dev.netstock.platform.json.JsonMembers;
import dev.netstock.platform.json.JsonWriter;
import dev.netstock.platform.json.TextFormat;
import dev.netstock.platform.json.ValidationErrors;
import dev.netstock.stock.Sku;
import dev.netstock.stock.format.StockFormats;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The items of a mall: which SKUs they are, and what the mall shows. */
final class ItemEndpoints {
    private static final int PAGE = 100;
    private static final ProblemType NOT_MAPPED =
            new ProblemType("item-not-mapped", 404, "Item not mapped");
    private static final TextFormat<Findings> FINDINGS =
            new TextFormat<>(
                    "Must be in-doubt or rejected.",
                    text -> text.equals("in-doubt") || text.equals("rejected"),
                    text -> text.equals("rejected") ? Findings.REFUSED : Findings.UNSETTLED);

    private final Malls malls;

    ItemEndpoints(Malls malls) {
        this.malls = malls;
    }

    record Wanted(MallItem item, List<Part> parts) {}

    record Page(Optional<Sku> sku, Optional<Findings> state, Optional<MallItem> after) {}

    MallEndpoint<MallItem> read() {
        return new MallEndpoint<>(
                malls,
                MallFormats::item,
                (mall, item, _) ->
                        mall.store().items(List.of(item)).stream()
                                .filter(ItemEndpoints::isMapped)
                                .findFirst()
                                .map(row -> answer("read", row))
                                .orElseGet(ItemEndpoints::notMapped));
    }

    MallEndpoint<Wanted> replace() {
        return new MallEndpoint<>(
                malls,
                ItemEndpoints::wanted,
                (mall, wanted, call) ->
                        mapped(mall, wanted.item(), wanted.parts(), "replaced", call));
    }

    MallEndpoint<MallItem> remove() {
        return new MallEndpoint<>(
                malls,
                MallFormats::item,
                (mall, item, call) -> mapped(mall, item, List.of(), "removed", call));
    }

    private Answer mapped(
            ApiMall mall, MallItem item, List<Part> parts, String outcome, Call call) {
        Optional<ItemRow> row = mall.mappings().map(item, parts, malls.now());
        malls.wake().accept(mall.channel(), call);
        return row.map(known -> answer(outcome, known)).orElseGet(ItemEndpoints::notMapped);
    }

    MallEndpoint<Page> list() {
        return new MallEndpoint<>(malls, ItemEndpoints::page, (mall, page, _) -> list(mall, page));
    }

    private static Answer list(ApiMall mall, Page page) {
        DynamoMallStore store = mall.store();
        if (page.sku().isPresent()) {
            return answer(store.itemsOf(page.sku().get()), false);
        }
        List<ItemRow> rows =
                page.state()
                        .map(state -> store.items(state, page.after(), PAGE))
                        .orElseGet(() -> store.itemsAfter(page.after(), PAGE));
        return answer(rows, rows.size() == PAGE);
    }

    MallEndpoint<Sku> push() {
        return new MallEndpoint<>(
                malls,
                ItemEndpoints::pushed,
                (mall, sku, call) -> {
                    List<ItemRow> rows = mall.control().push(sku, malls.now());
                    malls.wake().accept(mall.channel(), call);
                    return rows.isEmpty() ? notMapped() : answer(rows, false);
                });
    }

    private static Answer notMapped() {
        return Problem.of(
                NOT_MAPPED, "No item of the mall is mapped so. Map it with PUT, or upload a file.");
    }

    private static boolean isMapped(ItemRow row) {
        return !row.parts().isEmpty() || row.mapping().change().isPresent();
    }

    private static Answer answer(String outcome, ItemRow row) {
        return Answer.of(200, outcome, json -> write(json, row));
    }

    private static Answer answer(List<ItemRow> rows, boolean hasMore) {
        return Answer.of(
                200,
                "read",
                json -> {
                    JsonWriter.objects(
                            json,
                            "items",
                            rows.stream().filter(ItemEndpoints::isMapped).toList(),
                            ItemEndpoints::write);
                    if (hasMore) {
                        json.writeStringField("next", PageToken.of(rows.getLast().item()));
                    }
                });
    }

    private static void write(JsonGenerator json, ItemRow row) throws IOException {
        MallCountJson.write(json, row.count());
        Optional<Mapping.Change> change = row.mapping().change();
        json.writeStringField("state", ItemState.of(row).text());
        if (change.isPresent() && !change.get().parts().isEmpty()) {
            JsonWriter.objects(
                    json,
                    "wanted",
                    Mapping.sells(change.get().parts()).entrySet(),
                    (JsonGenerator part, Map.Entry<Sku, Long> entry) -> {
                        part.writeStringField("sku", entry.getKey().value());
                        part.writeNumberField("units", entry.getValue());
                    });
        }
    }

    /** Whether a mapping holds. */
    enum ItemState {
        MAPPED,
        CHANGING,
        REMOVING,
        REMOVED;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        static ItemState of(ItemRow row) {
            return row.mapping()
                    .change()
                    .map(change -> change.parts().isEmpty() ? REMOVING : CHANGING)
                    .orElse(row.parts().isEmpty() ? REMOVED : MAPPED);
        }
    }

    private static Optional<Wanted> wanted(HttpRequest request, ValidationErrors errors) {
        Optional<MallItem> item = MallFormats.item(request, errors);
        Optional<List<Part>> parts =
                request.body(errors)
                        .map(
                                body -> {
                                    List<Part> read = parts(body);
                                    body.refuseOthers();
                                    return read;
                                });
        return item.flatMap(name -> parts.map(all -> new Wanted(name, all)));
    }

    private static List<Part> parts(JsonMembers body) {
        Set<Sku> seen = new HashSet<>();
        return body.requiredObjects(
                "parts",
                1,
                MallFormats.PARTS_MAX,
                part -> {
                    Optional<Sku> sku = part.required("sku", StockFormats.SKU);
                    if (sku.filter(name -> !seen.add(name)).isPresent()) {
                        part.refuse("sku", "Each SKU must appear only once.");
                    }
                    Optional<Long> units = part.required("units", MallFormats.UNITS);
                    return sku.flatMap(name -> units.map(some -> Part.of(name, some)));
                });
    }

    private static Optional<Page> page(HttpRequest request, ValidationErrors errors) {
        Query query = request.query(errors);
        Optional<Sku> sku = query.optional("sku", StockFormats.SKU);
        Optional<Findings> state = query.optional("state", FINDINGS);
        Optional<MallItem> after = query.optional("cursor", PageToken.ITEM);
        query.refuseOthers();
        return Optional.of(new Page(sku, state, after));
    }

    private static Optional<Sku> pushed(HttpRequest request, ValidationErrors errors) {
        request.refuseQuery(errors);
        return request.body(errors)
                .flatMap(
                        body -> {
                            Optional<Sku> sku = body.required("sku", StockFormats.SKU);
                            body.refuseOthers();
                            return sku;
                        });
    }
}
