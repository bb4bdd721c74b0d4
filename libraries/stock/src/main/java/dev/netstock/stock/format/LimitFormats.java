package dev.netstock.stock.format;

import dev.netstock.platform.json.IntegerFormat;
import dev.netstock.platform.json.JsonMembers;
import dev.netstock.platform.json.TextFormat;
import dev.netstock.platform.json.TimeFormat;
import dev.netstock.stock.limit.PurchaseLimit;
import dev.netstock.stock.setting.PurchaseLimits.Wanted;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** The form of purchase limits, of SKUs and of channels. */
public final class LimitFormats {
    public static final IntegerFormat UNITS = new IntegerFormat(1, PurchaseLimit.UNITS_MAX);

    private static final TextFormat<String> ID =
            new TextFormat<>(
                    "Must be a name of 1 to 64 ASCII letters, digits, periods, underscores or"
                            + " hyphens.",
                    PurchaseLimit::isValidId,
                    Function.identity());

    private LimitFormats() {}

    /**
     * Reads {@code {"id", "perOrder"?, "perCustomer"?, "from"?, "until"?}} and refuses other
     * members.
     *
     * @param now the time of day: a limit ends in the future
     */
    public static Optional<Wanted> read(JsonMembers limit, Instant now) {
        Optional<String> id = limit.required("id", ID);
        Optional<Long> perOrder = limit.optional("perOrder", UNITS);
        Optional<Long> perCustomer = limit.optional("perCustomer", UNITS);
        Optional<Instant> from = limit.optional("from", TimeFormat.ANY);
        Optional<Instant> until = limit.optional("until", TimeFormat.ANY);
        Instant begins = from.filter(now::isBefore).orElse(now);
        if (until.filter(end -> !end.isAfter(begins)).isPresent()) {
            limit.refuse("until", "Must be in the future and later than from.");
        }
        limit.refuseOthers();
        return id.map(name -> new Wanted(name, perOrder, perCustomer, from, until));
    }
}
