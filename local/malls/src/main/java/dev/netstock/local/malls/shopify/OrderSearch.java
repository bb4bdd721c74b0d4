package dev.netstock.local.malls.shopify;

import dev.netstock.local.malls.shop.Order;
import dev.netstock.local.malls.shopify.ShopifySchema.InvalidQuery;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The search of orders: comparisons of times and ids, all of which must hold. What Shopify's search
 * has beyond that is refused here.
 *
 * @see <a href="https://shopify.dev/docs/api/usage/search-syntax">Search syntax</a>
 */
record OrderSearch(List<Comparison> comparisons) {
    private static final Pattern TERM =
            Pattern.compile("\\s*(?:AND\\s+)?(\\w+):(>=|<=|>|<|)\\s*('[^']*'|\"[^\"]*\"|\\S+)\\s*");

    /** A field, one of {@code >=, <=, >, <} or nothing for equality, and a value. */
    record Comparison(String field, String operator, String value) {}

    /** The query of the text; an empty one finds all. */
    static OrderSearch of(String text) {
        List<Comparison> comparisons = new ArrayList<>();
        Matcher matcher = TERM.matcher(text);
        int end = 0;
        while (end < text.length()) {
            if (!matcher.find(end) || matcher.start() != end) {
                throw new InvalidQuery("BAD_USER_INPUT", "The search is not supported: " + text);
            }
            end = matcher.end();
            String value = matcher.group(3).replaceAll("^['\"]|['\"]$", "");
            comparisons.add(new Comparison(matcher.group(1), matcher.group(2), value));
        }
        return new OrderSearch(comparisons);
    }

    boolean matches(Order order) {
        return comparisons.stream().allMatch(comparison -> matches(order, comparison));
    }

    private static boolean matches(Order order, Comparison comparison) {
        return switch (comparison.field()) {
            case "updated_at" -> compare(order.updatedAt(), comparison);
            case "created_at", "processed_at" -> compare(order.placedAt(), comparison);
            case "id" -> order.number().equals(comparison.value());
            case "status" -> isIn(order, comparison.value());
            default ->
                    throw new InvalidQuery(
                            "BAD_USER_INPUT",
                            "The search field is not supported: " + comparison.field());
        };
    }

    private static boolean isIn(Order order, String status) {
        return switch (status) {
            case "any" -> true;
            case "cancelled" -> order.isCancelled();
            case "closed" -> ShopifyQueries.isClosed(order);
            case "open" -> !order.isCancelled() && !ShopifyQueries.isClosed(order);
            default -> false;
        };
    }

    private static boolean compare(Instant time, Comparison comparison) {
        int order = time.compareTo(time(comparison.value()));
        return switch (comparison.operator()) {
            case ">=" -> order >= 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            case "<" -> order < 0;
            default -> order == 0;
        };
    }

    private static Instant time(String text) {
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException _) {
            throw new InvalidQuery("BAD_USER_INPUT", "Invalid time " + text);
        }
    }
}
