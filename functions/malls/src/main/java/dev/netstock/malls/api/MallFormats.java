package dev.netstock.malls.api;

import dev.netstock.malls.port.MallItem;
import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.http.Query;
import dev.netstock.platform.json.IntegerFormat;
import dev.netstock.platform.json.TextFormat;
import dev.netstock.platform.json.ValidationErrors;

import java.util.Optional;
import java.util.function.Function;

/** The formats of malls in requests and files. */
public final class MallFormats {
    /** Two names and a SKU fit into the sort key of a row, whatever their characters. */
    private static final int NAME_MAX = 100;

    /** A mall's name of an item. */
    public static final TextFormat<String> ITEM =
            new TextFormat<>(
                    "Must be a text of 1 to 100 characters.",
                    text -> !text.isEmpty() && isShort(text),
                    Function.identity());

    /** A mall's name of a variant. */
    public static final TextFormat<String> VARIANT =
            new TextFormat<>(
                    "Must be a text of at most 100 characters.",
                    MallFormats::isShort,
                    Function.identity());

    /** The units of a SKU in one item. */
    public static final IntegerFormat UNITS = new IntegerFormat(1, 9_999);

    /** The most SKUs of one item. */
    public static final int PARTS_MAX = 10;

    private MallFormats() {}

    private static boolean isShort(String text) {
        return text.codePointCount(0, text.length()) <= NAME_MAX;
    }

    /** The item of the path, and its variant in the query. */
    static Optional<MallItem> item(HttpRequest request, ValidationErrors errors) {
        Optional<String> item = request.path("item", ITEM, errors);
        Query query = request.query(errors);
        Optional<String> variant = query.optional("variant", VARIANT);
        query.refuseOthers();
        return item.map(name -> new MallItem(withSlashes(name), variant.orElse("")));
    }

    /**
     * API Gateway takes an encoded slash for the end of the segment, so clients encode a slash
     * twice: {@code gid:%252F%252Fshopify}.
     */
    private static String withSlashes(String name) {
        return name.replace("%2F", "/").replace("%2f", "/").replace("%25", "%");
    }
}
