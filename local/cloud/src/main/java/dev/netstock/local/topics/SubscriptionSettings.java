package dev.netstock.local.topics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A subscription's attributes.
 *
 * @param attributes attributes as set by the client
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/api/API_SetSubscriptionAttributes.html">SetSubscriptionAttributes</a>
 */
record SubscriptionSettings(
        Map<String, String> attributes,
        Optional<FilterPolicy> filter,
        boolean raw,
        Optional<String> deadLetterArn) {
    private static final String FILTER_POLICY = "FilterPolicy";
    private static final String FILTER_POLICY_SCOPE = "FilterPolicyScope";
    private static final String RAW = "RawMessageDelivery";
    private static final String REDRIVE_POLICY = "RedrivePolicy";
    private static final String ROLE = "SubscriptionRoleArn";
    private static final ObjectMapper JSON = new ObjectMapper();

    static Validated<SubscriptionSettings> of(Map<String, String> attributes) {
        for (String name : attributes.keySet()) {
            if (!isKnown(name)) {
                return Validated.refused(unknown(name));
            }
        }
        String raw = attributes.getOrDefault(RAW, "false");
        if (!raw.matches("(?i)true|false")) {
            return Validated.refused(SnsError.invalid(RAW + ": Invalid value [" + raw + "]"));
        }
        return filter(attributes)
                .then(
                        filter ->
                                deadLetterArn(attributes)
                                        .then(
                                                arn ->
                                                        new Validated.Valid<>(
                                                                new SubscriptionSettings(
                                                                        Map.copyOf(attributes),
                                                                        filter,
                                                                        Boolean.parseBoolean(raw),
                                                                        arn))));
    }

    /** A copy with another value of one attribute; an empty value removes the attribute. */
    Validated<SubscriptionSettings> with(String name, String value) {
        Map<String, String> changed = new TreeMap<>(attributes);
        changed.put(name, value);
        if (value.isEmpty() || (name.equals(FILTER_POLICY) && value.equals("{}"))) {
            changed.remove(name);
        }
        return isKnown(name) ? of(changed) : Validated.refused(unknown(name));
    }

    private static SnsError unknown(String attribute) {
        return attribute.equals("DeliveryPolicy") || attribute.equals("ReplayPolicy")
                ? SnsError.notImplemented("the attribute " + attribute)
                : SnsError.invalid("AttributeName: " + attribute);
    }

    boolean hasRole() {
        return attributes.containsKey(ROLE);
    }

    private static boolean isKnown(String name) {
        return switch (name) {
            case FILTER_POLICY, FILTER_POLICY_SCOPE, RAW, REDRIVE_POLICY, ROLE -> true;
            default -> false;
        };
    }

    private static Validated<Optional<FilterPolicy>> filter(Map<String, String> attributes) {
        String scope =
                attributes.getOrDefault(
                        FILTER_POLICY_SCOPE, FilterPolicy.Scope.MessageAttributes.name());
        if (!scope.equals("MessageAttributes") && !scope.equals("MessageBody")) {
            return Validated.refused(
                    SnsError.invalid(FILTER_POLICY_SCOPE + ": Invalid value [" + scope + "]"));
        }
        String policy = attributes.get(FILTER_POLICY);
        return policy == null
                ? new Validated.Valid<>(Optional.empty())
                : FilterPolicy.parse(policy, FilterPolicy.Scope.valueOf(scope))
                        .then(it -> new Validated.Valid<>(Optional.of(it)));
    }

    /**
     * The dead-letter queue.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/sns/latest/dg/sns-configure-dead-letter-queue.html">Redrive
     *     policy</a>
     */
    private static Validated<Optional<String>> deadLetterArn(Map<String, String> attributes) {
        String policy = attributes.get(REDRIVE_POLICY);
        if (policy == null) {
            return new Validated.Valid<>(Optional.empty());
        }
        try {
            String arn = JSON.readTree(policy).path("deadLetterTargetArn").asText();
            return arn.startsWith("arn:")
                    ? new Validated.Valid<>(Optional.of(arn))
                    : Validated.refused(
                            SnsError.invalid(REDRIVE_POLICY + ": deadLetterTargetArn is invalid"));
        } catch (JsonProcessingException _) {
            return Validated.refused(SnsError.invalid(REDRIVE_POLICY + ": failed to parse JSON."));
        }
    }
}
