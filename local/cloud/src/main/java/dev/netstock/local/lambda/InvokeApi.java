package dev.netstock.local.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;

import dev.netstock.local.http.LoopbackServer;
import dev.netstock.local.http.Responses;
import dev.netstock.local.lambda.Invocation.Answered;
import dev.netstock.local.lambda.Invocation.EventTooLarge;
import dev.netstock.local.lambda.Invocation.Failed;
import dev.netstock.local.lambda.Invocation.NoSuchFunction;
import dev.netstock.local.lambda.Invocation.Ran;
import dev.netstock.local.lambda.Invocation.Throttled;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of Lambda's HTTP API that AWS clients need to invoke functions. Signatures are not
 * checked.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke</a>
 */
final class InvokeApi implements AutoCloseable {
    private static final Pattern INVOCATIONS =
            Pattern.compile("/2015-03-31/functions/([^/]+)/invocations/?");
    private static final Pattern FUNCTION =
            Pattern.compile("/2015-03-31/functions/([^/]+)(/configuration)?/?");
    private static final Pattern FUNCTIONS = Pattern.compile("/2015-03-31/functions/?");
    private static final Pattern MAPPINGS = Pattern.compile("/2015-03-31/event-source-mappings/?");

    /**
     * Not part of AWS: lists the running execution environments, for operators and for tests that
     * kill them.
     */
    private static final String ENVIRONMENTS = "/local/environments";

    private static final String QUALIFIER = "Qualifier";

    /**
     * Payload limit of an asynchronous call.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Quotas</a>
     */
    private static final int ASYNCHRONOUS_LIMIT_BYTES = 1024 * 1024;

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final List<String> INVOCATION_TYPES =
            List.of("DryRun", "RequestResponse", "Event");

    private static final List<String> LOG_TYPES = List.of("None", "Tail");

    /** Prefix of headers that change what Lambda does. Unsupported ones are rejected. */
    private static final String DECISIVE = "x-amz-";

    private static final Set<String> HEADERS =
            Set.of(
                    "x-amz-content-sha256",
                    "x-amz-date",
                    "x-amz-invocation-type",
                    "x-amz-log-type",
                    "x-amz-security-token",
                    "x-amz-user-agent");

    private final LambdaService service;
    private final AsynchronousInvoker later;
    private final FunctionListing listing;
    private final MappingListing mappings;
    private final EnvironmentListing environments;
    private final LoopbackServer server;

    InvokeApi(LambdaService service, LambdaOptions options) {
        this.service = service;
        this.later = new AsynchronousInvoker(service, options.limits().retryDelays());
        this.listing = new FunctionListing(service);
        this.mappings = new MappingListing(service);
        this.environments = new EnvironmentListing(service);
        this.server = LoopbackServer.listen(options.port(), this::handle);
    }

    URI address() {
        return server.address();
    }

    void list(ListedMapping mapping) {
        mappings.add(mapping);
    }

    @Override
    public void close() {
        server.close();
        later.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("x-amzn-RequestId", UUID.randomUUID().toString());
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getRawPath();
        Matcher invocation = INVOCATIONS.matcher(path);
        Matcher function = FUNCTION.matcher(path);
        boolean named = invocation.matches() || function.matches();
        Optional<String> unread = unread(exchange, named ? Set.of(QUALIFIER) : Set.of());
        if (unread.isPresent()) {
            InvokeErrors.send(
                    exchange,
                    501,
                    "NotImplemented",
                    "Not supported by the local cloud: " + unread.get());
        } else if (named && hasConflictingQualifiers(exchange, path)) {
            InvokeErrors.send(
                    exchange,
                    400,
                    "InvalidParameterValueException",
                    "The derived qualifier from the function name does not match the specified"
                            + " qualifier.");
        } else if (method.equals("POST") && invocation.matches()) {
            invoke(exchange, reference(exchange, invocation.group(1)));
        } else if (method.equals("GET") && FUNCTIONS.matcher(path).matches()) {
            Responses.sendJson(exchange, 200, listing.all());
        } else if (method.equals("GET") && MAPPINGS.matcher(path).matches()) {
            Responses.sendJson(exchange, 200, mappings.all());
        } else if (method.equals("GET") && path.equals(ENVIRONMENTS)) {
            Responses.sendJson(exchange, 200, environments.all());
        } else if (method.equals("GET") && function.matches()) {
            describe(exchange, reference(exchange, function.group(1)), function.group(2) != null);
        } else {
            InvokeErrors.send(
                    exchange, 404, "UnknownOperationException", "Not supported by the local cloud");
        }
    }

    private void invoke(HttpExchange exchange, FunctionReference function) throws IOException {
        Optional<DeployedFunction> deployed = service.find(function);
        if (deployed.isEmpty()) {
            InvokeErrors.unknown(exchange, service.arn(function));
            return;
        }
        Optional<byte[]> body = Responses.bodyUpTo(LambdaService.EVENT_LIMIT_BYTES, exchange);
        if (body.isEmpty()) {
            InvokeErrors.tooLarge(exchange, LambdaService.EVENT_LIMIT_BYTES);
            return;
        }
        Optional<String> invalid =
                invalid(exchange, "X-Amz-Invocation-Type", "invocationType", INVOCATION_TYPES)
                        .or(() -> invalid(exchange, "X-Amz-Log-Type", "logType", LOG_TYPES));
        if (invalid.isPresent()) {
            InvokeErrors.send(exchange, 400, "ValidationException", invalid.get());
            return;
        }
        if (!isJson(body.get())) {
            InvokeErrors.send(
                    exchange,
                    400,
                    "InvalidRequestContentException",
                    "Could not parse request body into json");
            return;
        }
        String event = body.get().length == 0 ? "{}" : new String(body.get(), UTF_8);
        invoke(exchange, deployed.get(), service.arn(function), event);
    }

    /** The validation error of the API's model for a header value outside the enum. */
    private static Optional<String> invalid(
            HttpExchange exchange, String header, String member, List<String> values) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(header))
                .filter(it -> !values.contains(it))
                .map(
                        it ->
                                "1 validation error detected: Value '"
                                        + it
                                        + "' at '"
                                        + member
                                        + "' failed to satisfy constraint: Member must satisfy enum"
                                        + " value set: "
                                        + values);
    }

    private void invoke(HttpExchange exchange, DeployedFunction deployed, String arn, String event)
            throws IOException {
        Optional<String> type =
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Amz-Invocation-Type"));
        switch (type.orElse("RequestResponse")) {
            case "DryRun" -> Responses.send(exchange, 204, new byte[0]);
            case "Event" -> invokeAsynchronously(exchange, arn, event);
            default -> {
                String version = deployed.definition().version();
                exchange.getResponseHeaders().set("X-Amz-Executed-Version", version);
                answer(exchange, service.invoke(arn, event));
            }
        }
    }

    private void invokeAsynchronously(HttpExchange exchange, String arn, String event)
            throws IOException {
        if (event.getBytes(UTF_8).length > ASYNCHRONOUS_LIMIT_BYTES) {
            InvokeErrors.tooLarge(exchange, ASYNCHRONOUS_LIMIT_BYTES);
            return;
        }
        later.accept(arn, event);
        Responses.send(exchange, 202, new byte[0]);
    }

    private static void answer(HttpExchange exchange, Invocation invocation) throws IOException {
        switch (invocation) {
            case Answered answered -> answerRun(exchange, answered);
            case Failed failed -> {
                exchange.getResponseHeaders().set("X-Amz-Function-Error", "Unhandled");
                answerRun(exchange, failed);
            }
            case Throttled(Throttled.Reason reason) -> InvokeErrors.throttled(exchange, reason);
            case NoSuchFunction(String arn) -> InvokeErrors.unknown(exchange, arn);
            case EventTooLarge _ ->
                    InvokeErrors.tooLarge(exchange, LambdaService.EVENT_LIMIT_BYTES);
        }
    }

    private static void answerRun(HttpExchange exchange, Ran ran) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        if ("Tail".equals(exchange.getRequestHeaders().getFirst("X-Amz-Log-Type"))) {
            byte[] tail = ran.report().logTail().getBytes(UTF_8);
            headers.set("X-Amz-Log-Result", Base64.getEncoder().encodeToString(tail));
        }
        Responses.sendJson(exchange, 200, ran.payload());
    }

    private void describe(HttpExchange exchange, FunctionReference function, boolean bare)
            throws IOException {
        Optional<String> description = listing.one(function, bare);
        if (description.isPresent()) {
            Responses.sendJson(exchange, 200, description.get());
        } else {
            InvokeErrors.unknown(exchange, service.arn(function));
        }
    }

    private static FunctionReference reference(HttpExchange exchange, String rawName) {
        var named = FunctionReference.parse(URLDecoder.decode(rawName, UTF_8));
        return Optional.ofNullable(query(exchange).get(QUALIFIER))
                .filter(it -> !it.isEmpty())
                .map(it -> new FunctionReference(named.name(), it))
                .orElse(named);
    }

    /** Whether the name and the parameter have different qualifiers. */
    private static boolean hasConflictingQualifiers(HttpExchange exchange, String path) {
        String name = URLDecoder.decode(path.split("/", -1)[3], UTF_8);
        String qualifier = query(exchange).getOrDefault(QUALIFIER, "");
        boolean isQualified = name.matches("(?:.*:function:)?[^:]+:[^:]+");
        return isQualified
                && !qualifier.isEmpty()
                && !FunctionReference.parse(name).qualifier().equals(qualifier);
    }

    private static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> parameters = new HashMap<>();
        String query = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
        for (String parameter : query.split("&", -1)) {
            String[] pair = parameter.split("=", 2);
            if (!pair[0].isEmpty()) {
                parameters.put(
                        URLDecoder.decode(pair[0], UTF_8),
                        pair.length == 2 ? URLDecoder.decode(pair[1], UTF_8) : "");
            }
        }
        return parameters;
    }

    /** An unsupported parameter or header that would change the response. */
    private static Optional<String> unread(HttpExchange exchange, Set<String> parameters) {
        return query(exchange).keySet().stream()
                .filter(it -> !parameters.contains(it))
                .map(it -> "the parameter " + it)
                .findFirst()
                .or(
                        () ->
                                exchange.getRequestHeaders().keySet().stream()
                                        .map(it -> it.toLowerCase(Locale.ROOT))
                                        .filter(it -> it.startsWith(DECISIVE))
                                        .filter(it -> !HEADERS.contains(it))
                                        .map(it -> "the header " + it)
                                        .findFirst());
    }

    /** Strict: invalid UTF-8 is rejected. */
    private static boolean isJson(byte[] body) {
        try {
            if (body.length > 0) {
                JSON.readTree(UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString());
            }
            return true;
        } catch (JsonProcessingException | CharacterCodingException _) {
            return false;
        }
    }
}
