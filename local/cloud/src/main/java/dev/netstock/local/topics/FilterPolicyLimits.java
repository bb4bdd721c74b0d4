package dev.netstock.local.topics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The limits of a filter policy.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html">Filter
 *     policy constraints</a>
 */
final class FilterPolicyLimits {
    private static final String OR = "$or";
    private static final int KEYS_MAX = 5;
    private static final long COMBINATIONS_MAX = 150;

    private FilterPolicyLimits() {}

    /** The violated limit; empty if there is none. */
    static String excess(ObjectNode policy, FilterPolicy.Scope scope) {
        if (scope == FilterPolicy.Scope.MessageAttributes && isNested(policy)) {
            return "Filter policy scope MessageAttributes does not support nested filter policy";
        }
        if (keys(policy) > KEYS_MAX) {
            return "Filter policy can not have more than " + KEYS_MAX + " keys";
        }
        return combinations(policy, 1) > COMBINATIONS_MAX
                ? "Filter policy is too complex: more than " + COMBINATIONS_MAX + " combinations"
                : "";
    }

    private static boolean isNested(ObjectNode policy) {
        return policy.propertyStream()
                .anyMatch(
                        it ->
                                it.getKey().equals(OR)
                                        ? it.getValue()
                                                .valueStream()
                                                .anyMatch(
                                                        one ->
                                                                one instanceof ObjectNode part
                                                                        && isNested(part))
                                        : it.getValue().isObject());
    }

    /** In a nested policy, only the outermost keys count. */
    private static int keys(JsonNode policy) {
        return policy.propertyStream()
                .mapToInt(
                        it ->
                                it.getKey().equals(OR)
                                        ? it.getValue()
                                                .valueStream()
                                                .mapToInt(FilterPolicyLimits::keys)
                                                .sum()
                                        : 1)
                .sum();
    }

    /** The product of the number of values of each key, multiplied by the key's depth. */
    private static long combinations(JsonNode policy, int depth) {
        return policy.propertyStream()
                .mapToLong(it -> combinations(it.getKey(), it.getValue(), depth))
                .reduce(1, (one, other) -> one * other);
    }

    private static long combinations(String key, JsonNode value, int depth) {
        if (key.equals(OR)) {
            return value.valueStream().mapToLong(it -> combinations(it, depth)).sum();
        }
        return value.isObject() ? combinations(value, depth + 1) : (long) value.size() * depth;
    }
}
