package dev.netstock.local.topics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A subscription's attributes.
 *
 * @param attributes as they were set
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

    static Checked<SubscriptionSettings> of(Map<String, String> attributes) {
        for (String name : attributes.keySet()) {
            if (!isKnown(name)) {
                return Checked.refused(unknown(name));
            }
        }
        String raw = attributes.getOrDefault(RAW, "false");
        if (!raw.matches("(?i)true|false")) {
            return Checked.refused(Refusal.invalid(RAW + ": Invalid value [" + raw + "]"));
        }
        return filter(attributes)
                .then(
                        filter ->
                                deadLetterArn(attributes)
                                        .then(
                                                arn ->
                                                        new Checked.Valid<>(
                                                                new SubscriptionSettings(
                                                                        Map.copyOf(attributes),
                                                                        filter,
                                                                        Boolean.parseBoolean(raw),
                                                                        arn))));
    }

    /** These settings with another value of one attribute; an empty value removes it. */
    Checked<SubscriptionSettings> with(String name, String value) {
        Map<String, String> changed = new TreeMap<>(attributes);
        changed.put(name, value);
        if (value.isEmpty() || (name.equals(FILTER_POLICY) && value.equals("{}"))) {
            changed.remove(name);
        }
        return isKnown(name) ? of(changed) : Checked.refused(unknown(name));
    }

    private static Refusal unknown(String attribute) {
        return attribute.equals("DeliveryPolicy") || attribute.equals("ReplayPolicy")
                ? Refusal.notImplemented("the attribute " + attribute)
                : Refusal.invalid("AttributeName: " + attribute);
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

    private static Checked<Optional<FilterPolicy>> filter(Map<String, String> attributes) {
        String scope =
                attributes.getOrDefault(
                        FILTER_POLICY_SCOPE, FilterPolicy.Scope.MessageAttributes.name());
        if (!scope.equals("MessageAttributes") && !scope.equals("MessageBody")) {
            return Checked.refused(
                    Refusal.invalid(FILTER_POLICY_SCOPE + ": Invalid value [" + scope + "]"));
        }
        String policy = attributes.get(FILTER_POLICY);
        return policy == null
                ? new Checked.Valid<>(Optional.empty())
                : FilterPolicy.parse(policy, FilterPolicy.Scope.valueOf(scope))
                        .then(it -> new Checked.Valid<>(Optional.of(it)));
    }

    /**
     * The queue of what cannot be delivered.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/sns/latest/dg/sns-configure-dead-letter-queue.html">Redrive
     *     policy</a>
     */
    private static Checked<Optional<String>> deadLetterArn(Map<String, String> attributes) {
        String policy = attributes.get(REDRIVE_POLICY);
        if (policy == null) {
            return new Checked.Valid<>(Optional.empty());
        }
        try {
            String arn = JSON.readTree(policy).path("deadLetterTargetArn").asText();
            return arn.startsWith("arn:")
                    ? new Checked.Valid<>(Optional.of(arn))
                    : Checked.refused(
                            Refusal.invalid(REDRIVE_POLICY + ": deadLetterTargetArn is invalid"));
        } catch (JsonProcessingException _) {
            return Checked.refused(Refusal.invalid(REDRIVE_POLICY + ": failed to parse JSON."));
        }
    }
}
