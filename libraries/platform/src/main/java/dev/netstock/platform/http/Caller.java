package dev.netstock.platform.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer.JWT;

import dev.netstock.platform.audit.Actor;
import dev.netstock.platform.json.UntrustedText;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The caller, from the token, which API Gateway's JWT authorizer has verified. */
final class Caller {
    /** The scope of people and clients whose acts are audited. */
    static final String OPERATE = "netstock/operate";

    /**
     * The name is stored and published in events, neither of which accepts every character or
     * length.
     */
    private static final int NAME_MAX = 256;

    private static final int GROUPS_MAX = 20;

    /** API Gateway writes lists as {@code [a b]}. */
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\[\\], ]+");

    private Caller() {}

    /**
     * The subject of the token, or its client if it has none.
     *
     * @throws IllegalStateException if no authorizer accepted the request: a route deployed without
     *     an authorizer must not work
     */
    static String subject(APIGatewayV2HTTPEvent event) {
        return subject(claims(event));
    }

    /**
     * The caller, as {@link #subject}, with its name and groups.
     *
     * @throws IllegalStateException as {@link #subject}
     */
    static Actor actor(APIGatewayV2HTTPEvent event) {
        Map<String, String> claims = claims(event);
        return new Actor(
                subject(claims),
                first(claims, "username", "preferred_username", "name"),
                first(claims, "cognito:groups", "groups", "roles").stream()
                        .flatMap(Caller::words)
                        .limit(GROUPS_MAX)
                        .toList(),
                first(claims, "client_id", "azp"));
    }

    /** Whether the token may operate: also acts of such people on orders are audited. */
    static boolean mayOperate(APIGatewayV2HTTPEvent event) {
        Map<String, String> claims = claims(event);
        return Stream.of("scope", "scp")
                .map(name -> claims.getOrDefault(name, ""))
                .flatMap(Caller::words)
                .anyMatch(OPERATE::equals);
    }

    /**
     * The words of a claim.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html">Controlling
     *     access to HTTP APIs with JWT authorizers</a>
     */
    private static Stream<String> words(String claim) {
        return BETWEEN_WORDS.splitAsStream(claim).filter(word -> !word.isEmpty());
    }

    private static Optional<String> first(Map<String, String> claims, String... names) {
        return Arrays.stream(names)
                .flatMap(name -> Optional.ofNullable(claims.get(name)).stream())
                .filter(value -> !value.isBlank())
                .map(value -> UntrustedText.sanitize(value, NAME_MAX))
                .findFirst();
    }

    private static String subject(Map<String, String> claims) {
        return first(claims, "sub", "client_id")
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "The token has neither a subject nor a client"));
    }

    private static Map<String, String> claims(APIGatewayV2HTTPEvent event) {
        return Optional.ofNullable(event.getRequestContext())
                .map(RequestContext::getAuthorizer)
                .map(Authorizer::getJwt)
                .map(JWT::getClaims)
                .orElseThrow(() -> new IllegalStateException("The route has no JWT authorizer"));
    }
}
