package dev.netstock.local.topics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import software.amazon.event.ruler.Machine;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Selects the messages of a subscription, with AWS's own matcher. Thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html">Subscription
 *     filter policies</a>
 */
final class FilterPolicy {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The part of a message that the policy matches. */
    enum Scope {
        MessageAttributes,
        MessageBody
    }

    private final Machine machine;
    private final Scope scope;

    private FilterPolicy(Machine machine, Scope scope) {
        this.machine = machine;
        this.scope = scope;
    }

    /** Parses a policy and rejects what SNS rejects. */
    static Validated<FilterPolicy> parse(String json, Scope scope) {
        try {
            if (!(JSON.readTree(json) instanceof ObjectNode policy)) {
                return invalid("a JSON object is expected");
            }
            String excess = FilterPolicyLimits.excess(policy, scope);
            return excess.isEmpty()
                    ? new Validated.Valid<>(new FilterPolicy(machine(json), scope))
                    : invalid(excess);
        } catch (JsonProcessingException e) {
            return invalid(e.getOriginalMessage());
        }
    }

    boolean accepts(Message message) {
        return switch (scope) {
            case MessageAttributes -> matches(message.comparableAttributes());
            case MessageBody -> matches(message.comparableBody());
        };
    }

    /** An event that is not a JSON object matches no policy. */
    private boolean matches(JsonNode event) {
        return event.isObject() && !machine.rulesForJSONEvent(event).isEmpty();
    }

    private static Machine machine(String json) throws JsonProcessingException {
        Machine machine = Machine.builder().build();
        try {
            machine.addRule("policy", json);
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException("Reading a string cannot fail", e);
        }
        return machine;
    }

    private static Validated<FilterPolicy> invalid(String why) {
        return Validated.refused(SnsError.invalid("FilterPolicy: " + why));
    }
}
