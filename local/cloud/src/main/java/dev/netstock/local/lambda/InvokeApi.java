package dev.netstock.local.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
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
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lambda's HTTP API as far as AWS clients need it to call functions. Signatures are not checked.
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

    /** Not of AWS: what runs on this machine, for whoever looks at it or kills it. */
    private static final String ENVIRONMENTS = "/local/environments";

    private static final Pattern QUALIFIER = Pattern.compile("(?:^|&)Qualifier=([^&]+)");

    /** Of an asynchronous call. */
    private static final int LATER_LIMIT_BYTES = 1024 * 1024;

    private static final ObjectMapper JSON = new ObjectMapper();

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
        if (method.equals("POST") && invocation.matches()) {
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
            InvokeRefusals.send(
                    exchange, 404, "UnknownOperationException", "Not served on this machine");
        }
    }

    private void invoke(HttpExchange exchange, FunctionReference function) throws IOException {
        Optional<DeployedFunction> deployed = service.find(function);
        if (deployed.isEmpty()) {
            InvokeRefusals.unknown(exchange, service.arn(function));
            return;
        }
        Optional<byte[]> body = Responses.bodyUpTo(LambdaService.EVENT_LIMIT_BYTES, exchange);
        if (body.isEmpty()) {
            InvokeRefusals.tooLarge(exchange, LambdaService.EVENT_LIMIT_BYTES);
            return;
        }
        String event = body.get().length == 0 ? "{}" : text(body.get());
        if (!isJson(event)) {
            InvokeRefusals.send(
                    exchange,
                    400,
                    "InvalidRequestContentException",
                    "Could not parse request body into json");
            return;
        }
        invoke(exchange, deployed.get(), service.arn(function), event);
    }

    private void invoke(HttpExchange exchange, DeployedFunction deployed, String arn, String event)
            throws IOException {
        Optional<String> type =
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Amz-Invocation-Type"));
        switch (type.orElse("RequestResponse")) {
            case "DryRun" -> Responses.send(exchange, 204, new byte[0]);
            case "Event" -> invokeLater(exchange, arn, event);
            default -> {
                String version = deployed.definition().version();
                exchange.getResponseHeaders().set("X-Amz-Executed-Version", version);
                answer(exchange, service.invoke(arn, event));
            }
        }
    }

    private void invokeLater(HttpExchange exchange, String arn, String event) throws IOException {
        if (event.length() > LATER_LIMIT_BYTES) {
            InvokeRefusals.tooLarge(exchange, LATER_LIMIT_BYTES);
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
            case Throttled(Throttled.Reason reason) -> InvokeRefusals.throttled(exchange, reason);
            case NoSuchFunction(String arn) -> InvokeRefusals.unknown(exchange, arn);
            case EventTooLarge _ ->
                    InvokeRefusals.tooLarge(exchange, LambdaService.EVENT_LIMIT_BYTES);
        }
    }

    private static void answerRun(HttpExchange exchange, Ran ran) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        if ("Tail".equals(exchange.getRequestHeaders().getFirst("X-Amz-Log-Type"))) {
            byte[] tail = ran.report().logTail().getBytes(StandardCharsets.UTF_8);
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
            InvokeRefusals.unknown(exchange, service.arn(function));
        }
    }

    private static FunctionReference reference(HttpExchange exchange, String rawName) {
        var named = FunctionReference.parse(URLDecoder.decode(rawName, StandardCharsets.UTF_8));
        Matcher qualifier =
                QUALIFIER.matcher(
                        Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""));
        return qualifier.find()
                ? new FunctionReference(
                        named.name(), URLDecoder.decode(qualifier.group(1), StandardCharsets.UTF_8))
                : named;
    }

    private static boolean isJson(String text) {
        try {
            JSON.readTree(text);
            return true;
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
