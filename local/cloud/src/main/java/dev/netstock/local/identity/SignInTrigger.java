package dev.netstock.local.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.netstock.local.lambda.FunctionInvoker;
import dev.netstock.local.lambda.Invocation;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Calls the function that a pool names for the time before it issues tokens to a person, with the
 * event of version 2. Without such a function, a person gets the requested scopes. Thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html">Pre
 *     token generation Lambda trigger</a>
 */
final class SignInTrigger {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DETAILS =
            "/response/claimsAndScopeOverrideDetails/accessTokenGeneration";

    private final UserPool pool;
    private final FunctionInvoker functions;

    SignInTrigger(UserPool pool, FunctionInvoker functions) {
        this.pool = pool;
        this.functions = functions;
    }

    /**
     * The scopes of the token, sorted; empty if the function failed.
     *
     * @param source as in the event, {@code TokenGeneration_HostedAuth}
     */
    Optional<Set<String>> scopes(
            Person person, PublicClient client, Set<String> requested, String source) {
        Optional<String> function = pool.signInFunction();
        if (function.isEmpty()) {
            return Optional.of(new TreeSet<>(requested));
        }
        String event = event(person, client, requested, source).toString();
        return functions.invoke(function.get(), event)
                        instanceof Invocation.Answered(String payload, _)
                ? limited(requested, payload)
                : Optional.empty();
    }

    private static Optional<Set<String>> limited(Set<String> requested, String payload) {
        try {
            JsonNode details = JSON.readTree(payload).at(DETAILS);
            var scopes = new TreeSet<>(requested);
            details.path("scopesToAdd").forEach(it -> scopes.add(it.asText()));
            details.path("scopesToSuppress").forEach(it -> scopes.remove(it.asText()));
            return Optional.of(scopes);
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }

    private ObjectNode event(
            Person person, PublicClient client, Set<String> requested, String source) {
        ObjectNode event = JSON.createObjectNode();
        event.put("version", "2")
                .put("triggerSource", source)
                .put("region", pool.id().replaceFirst("_.*", ""))
                .put("userPoolId", pool.id())
                .put("userName", person.username());
        event.putObject("callerContext")
                .put("awsSdkVersion", "aws-sdk-unknown-unknown")
                .put("clientId", client.id());
        ObjectNode request = event.putObject("request");
        request.putObject("userAttributes")
                .put("sub", person.subject())
                .put("cognito:user_status", "CONFIRMED")
                .put("name", person.name());
        ObjectNode groups = request.putObject("groupConfiguration");
        groups.putArray("groupsToOverride").add(person.group());
        groups.putArray("iamRolesToOverride");
        groups.putNull("preferredRole");
        var scopes = request.putArray("scopes");
        requested.forEach(scopes::add);
        event.putObject("response").putNull("claimsAndScopeOverrideDetails");
        return event;
    }
}
