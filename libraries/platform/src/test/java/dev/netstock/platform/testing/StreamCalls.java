package dev.netstock.platform.testing;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Calls of functions that read and write JSON streams. */
public final class StreamCalls {
    private StreamCalls() {}

    /** The function's response. */
    public static String invoke(RequestStreamHandler function, String request, Context context) {
        var answer = new ByteArrayOutputStream();
        try {
            function.handleRequest(
                    new ByteArrayInputStream(request.getBytes(StandardCharsets.UTF_8)),
                    answer,
                    context);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return answer.toString(StandardCharsets.UTF_8);
    }
}
