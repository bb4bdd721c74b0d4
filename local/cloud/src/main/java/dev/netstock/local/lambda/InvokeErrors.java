package dev.netstock.local.lambda;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;

import dev.netstock.local.http.Responses;
import dev.netstock.local.lambda.Invocation.Throttled;

import java.io.IOException;

/**
 * Errors of the Invoke API, in the form that AWS clients distinguish.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_Errors">Errors
 *     of Invoke</a>
 */
final class InvokeErrors {
    private InvokeErrors() {}

    static void unknown(HttpExchange exchange, String arn) throws IOException {
        send(exchange, 404, "ResourceNotFoundException", "Function not found: " + arn);
    }

    static void tooLarge(HttpExchange exchange, int limitBytes) throws IOException {
        send(
                exchange,
                413,
                "RequestTooLargeException",
                "Request must be smaller than %d bytes for the InvokeFunction operation"
                        .formatted(limitBytes));
    }

    static void throttled(HttpExchange exchange, Throttled.Reason reason) throws IOException {
        exchange.getResponseHeaders().set("x-amzn-ErrorType", "TooManyRequestsException");
        exchange.getResponseHeaders().set("Retry-After", "1");
        ObjectNode error = error("Rate Exceeded.").put("Reason", reason.name());
        Responses.sendJson(exchange, 429, error.toString());
    }

    static void send(HttpExchange exchange, int status, String type, String message)
            throws IOException {
        exchange.getResponseHeaders().set("x-amzn-ErrorType", type);
        Responses.sendJson(exchange, status, error(message).toString());
    }

    private static ObjectNode error(String message) {
        return JsonNodeFactory.instance.objectNode().put("Type", "User").put("message", message);
    }
}
