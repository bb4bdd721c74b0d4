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
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The search of orders: comparisons of times and ids, all of which must hold. What Shopify's search
 * has beyond that is refused here.
 *
 * @see <a href="https://shopify.dev/docs/api/usage/search-syntax">Search syntax</a>
 */
final class OrderSearch {
    private static final Pattern TERM =
            Pattern.compile("\\s*(?:AND\\s+)?(\\w+):(>=|<=|>|<|)\\s*('[^']*'|\"[^\"]*\"|\\S+)\\s*");

    private OrderSearch() {}

    /** The condition of the text; an empty one finds all. */
    static Predicate<Order> of(String text) {
        List<Predicate<Order>> terms = new ArrayList<>();
        Matcher matcher = TERM.matcher(text);
        int end = 0;
        while (end < text.length()) {
            if (!matcher.find(end) || matcher.start() != end) {
                throw new InvalidQuery("BAD_USER_INPUT", "The search is not supported: " + text);
            }
            end = matcher.end();
            String value = matcher.group(3).replaceAll("^['\"]|['\"]$", "");
            terms.add(term(matcher.group(1), matcher.group(2), value));
        }
        return terms.stream().reduce(_ -> true, Predicate::and);
    }

    private static Predicate<Order> term(String field, String operator, String value) {
        return switch (field) {
            case "updated_at" -> comparison(Order::updatedAt, operator, time(value));
            case "created_at", "processed_at" -> comparison(Order::placedAt, operator, time(value));
            case "id" -> order -> order.number().equals(value);
            case "status" -> order -> isIn(order, value);
            default ->
                    throw new InvalidQuery(
                            "BAD_USER_INPUT", "The search field is not supported: " + field);
        };
    }

    private static Predicate<Order> comparison(
            Function<Order, Instant> time, String operator, Instant value) {
        return order -> {
            int difference = time.apply(order).compareTo(value);
            return switch (operator) {
                case ">=" -> difference >= 0;
                case "<=" -> difference <= 0;
                case ">" -> difference > 0;
                case "<" -> difference < 0;
                default -> difference == 0;
            };
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
