package dev.netstock.local.httpapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.netstock.local.httpapi.JwtAuthorizer.Decision;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Converts a request to the event of a Lambda proxy integration, payload format 2.0.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">Lambda
 *     proxy integrations</a>
 */
final class ProxyEvent {
    private static final String ACCOUNT_ID = "000000000000";
    private static final Pattern TEXT =
            Pattern.compile("(text/.*|application/(json|javascript|xml))(;.*)?");
    private static final DateTimeFormatter LOG_TIME =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final HttpApiDefinition api;

    ProxyEvent(HttpApiDefinition api) {
        this.api = api;
    }

    String of(
            ApiRequest request,
            byte[] body,
            Routes.Match match,
            Optional<Decision.Allowed> caller,
            String requestId,
            Instant time) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        String routeKey = match.route().definition().routeKey();
        event.put("version", "2.0")
                .put("routeKey", routeKey)
                .put("rawPath", request.rawPath())
                .put("rawQueryString", request.rawQuery());
        putList(event, "cookies", request.cookies());
        request.headers().forEach(event.putObject("headers")::put);
        putMap(event, "queryStringParameters", QueryString.parse(request.rawQuery()));
        ObjectNode context = event.putObject("requestContext");
        describeApi(context, request, routeKey, requestId, time);
        describeHttp(context.putObject("http"), request);
        caller.ifPresent(allowed -> describeCaller(context, allowed));
        putMap(event, "pathParameters", match.pathParameters());
        putBody(event, request, body);
        return event.toString();
    }

    private void describeApi(
            ObjectNode context,
            ApiRequest request,
            String routeKey,
            String requestId,
            Instant time) {
        String domain = request.header("host").orElse("localhost");
        context.put("accountId", ACCOUNT_ID)
                .put("apiId", api.apiId())
                .put("domainName", domain)
                .put("domainPrefix", domain.split("[.:]", -1)[0])
                .put("requestId", requestId)
                .put("routeKey", routeKey)
                .put("stage", api.stage())
                .put("time", LOG_TIME.format(time))
                .put("timeEpoch", time.toEpochMilli());
    }

    private static void describeHttp(ObjectNode http, ApiRequest request) {
        http.put("method", request.method())
                .put("path", request.rawPath())
                .put("protocol", request.protocol())
                .put("sourceIp", request.sourceIp())
                .put("userAgent", request.header("user-agent").orElse(""));
    }

    private static void describeCaller(ObjectNode context, Decision.Allowed caller) {
        ObjectNode jwt = context.putObject("authorizer").putObject("jwt");
        ObjectNode claims = jwt.putObject("claims");
        caller.claims().getClaims().forEach((name, value) -> claims.put(name, claimText(value)));
        if (caller.scopes().isEmpty()) {
            jwt.putNull("scopes");
        } else {
            caller.scopes().forEach(jwt.putArray("scopes")::add);
        }
    }

    /** Writes every claim as a string: times as epoch seconds, lists in brackets. */
    private static String claimText(Object claim) {
        return switch (claim) {
            case Date date -> Long.toString(date.toInstant().getEpochSecond());
            case Collection<?> list ->
                    list.stream().map(String::valueOf).collect(Collectors.joining(" ", "[", "]"));
            default -> claim.toString();
        };
    }

    private static void putBody(ObjectNode event, ApiRequest request, byte[] body) {
        boolean text = TEXT.matcher(request.header("content-type").orElse("text/plain")).matches();
        if (body.length > 0) {
            event.put(
                    "body",
                    text
                            ? new String(body, StandardCharsets.UTF_8)
                            : Base64.getEncoder().encodeToString(body));
        }
        event.put("isBase64Encoded", body.length > 0 && !text);
    }

    private static void putList(ObjectNode event, String name, List<String> values) {
        if (!values.isEmpty()) {
            values.forEach(event.putArray(name)::add);
        }
    }

    private static void putMap(ObjectNode event, String name, Map<String, String> values) {
        if (!values.isEmpty()) {
            values.forEach(event.putObject(name)::put);
        }
    }
}
