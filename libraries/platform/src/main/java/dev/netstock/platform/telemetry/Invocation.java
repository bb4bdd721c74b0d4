package dev.netstock.platform.telemetry;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.platform.function.TraceId;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * The invocation that a thread works for. The threads that it starts inherit it.
 *
 * @param context Lambda's context
 * @param coldStart whether it is the first of an environment that started on demand, not from a
 *     snapshot
 */
record Invocation(Context context, boolean coldStart) {
    private static final ThreadLocal<@Nullable Invocation> CURRENT = new InheritableThreadLocal<>();

    private static final AtomicBoolean COLD =
            new AtomicBoolean("on-demand".equals(System.getenv("AWS_LAMBDA_INITIALIZATION_TYPE")));

    /** Runs {@code call}; each log line in it carries the invocation's ids. */
    static <T> T in(Context context, Supplier<T> call) {
        CURRENT.set(new Invocation(context, COLD.getAndSet(false)));
        try {
            return call.get();
        } finally {
            CURRENT.remove();
        }
    }

    /** Writes the members of a log line that say which function and invocation it comes from. */
    static void writeCurrent(JsonGenerator json) throws IOException {
        Invocation current = CURRENT.get();
        if (current != null) {
            current.write(json);
        }
        json.writeStringField("service", System.getenv("SERVICE_NAME"));
    }

    private void write(JsonGenerator json) throws IOException {
        json.writeBooleanField("cold_start", coldStart);
        json.writeStringField("function_arn", context.getInvokedFunctionArn());
        json.writeNumberField("function_memory_size", context.getMemoryLimitInMB());
        json.writeStringField("function_name", context.getFunctionName());
        json.writeStringField("function_request_id", context.getAwsRequestId());
        json.writeStringField("function_version", context.getFunctionVersion());
        Optional<String> trace = TraceId.ofInvocation(context);
        if (trace.isPresent()) {
            json.writeStringField("xray_trace_id", trace.get());
        }
    }
}
