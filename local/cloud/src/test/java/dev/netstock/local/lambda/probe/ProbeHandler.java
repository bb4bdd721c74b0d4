package dev.netstock.local.lambda.probe;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Executes the instruction in the event's {@code do}. */
public final class ProbeHandler implements RequestHandler<Map<String, Object>, Object> {
    private int calls;

    @Override
    public Object handleRequest(Map<String, Object> event, Context context) {
        calls++;
        return switch (String.valueOf(event.get("do"))) {
            case "throw" -> throw new IllegalArgumentException("as asked");
            case "exit" -> exit();
            case "hang" -> hang(Long.MAX_VALUE);
            case "pause" ->
                    hang(((Number) Objects.requireNonNull(event.get("millis"))).longValue());
            case "print" -> print(String.valueOf(event.get("text")));
            case "large" -> "x".repeat(7 * 1024 * 1024);
            case "describe" -> describe(context);
            case "answer" -> Objects.requireNonNull(event.get("answer"));
            default -> event;
        };
    }

    private static Object exit() {
        Runtime.getRuntime().halt(3);
        return "";
    }

    private static Object hang(long millis) {
        try {
            return new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    private static Object print(String text) {
        System.out.println(text);
        return text;
    }

    private Object describe(Context context) {
        var description = new LinkedHashMap<String, Object>();
        description.put("calls", calls);
        description.put("pid", ProcessHandle.current().pid());
        description.put("function", context.getFunctionName());
        description.put("version", context.getFunctionVersion());
        description.put("arn", context.getInvokedFunctionArn());
        description.put("requestId", context.getAwsRequestId());
        description.put("remainingMillis", context.getRemainingTimeInMillis());
        description.put("maximumHeapMb", Runtime.getRuntime().maxMemory() / 1024 / 1024);
        description.put("workingFolder", System.getProperty("user.dir"));
        description.put("environment", System.getenv());
        return description;
    }
}
