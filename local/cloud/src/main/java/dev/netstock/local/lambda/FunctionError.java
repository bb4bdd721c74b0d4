package dev.netstock.local.lambda;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * Lambda's error responses for functions that failed without a response.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/troubleshooting-invocation.html">Troubleshoot
 *     invocation issues</a>
 */
final class FunctionError {
    /** 6 MB plus Lambda's allowance for the envelope. */
    static final int ANSWER_LIMIT_BYTES = 6 * 1024 * 1024 + 100;

    private static final int SIGNAL_BASE = 128;
    private static final Map<Integer, String> SIGNALS =
            Map.of(
                    4, "illegal instruction",
                    6, "aborted",
                    7, "bus error",
                    9, "killed",
                    11, "segmentation fault",
                    15, "terminated");

    private FunctionError() {}

    static String timedOut(String requestId, Duration after) {
        return json(
                "Sandbox.Timedout",
                "RequestId: %s Error: Task timed out after %s seconds"
                        .formatted(requestId, seconds(after)));
    }

    static String exited(String requestId, int status) {
        return json(
                "Runtime.ExitError",
                "RequestId: %s Error: %s".formatted(requestId, exitReason(status)));
    }

    static String answerTooLarge() {
        return json(
                "Function.ResponseSizeTooLarge",
                "Response payload size exceeded maximum allowed payload size (%d bytes)."
                        .formatted(ANSWER_LIMIT_BYTES));
    }

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.2f", duration.toMillis() / 1000.0);
    }

    /** The exit status of a process that a signal ended is 128 plus the signal number. */
    private static String exitReason(int status) {
        if (status == 0) {
            return "Runtime exited without providing a reason";
        }
        if (status > SIGNAL_BASE) {
            int signal = status - SIGNAL_BASE;
            return "Runtime exited with error: signal: "
                    + SIGNALS.getOrDefault(signal, Integer.toString(signal));
        }
        return "Runtime exited with error: exit status " + status;
    }

    private static String json(String type, String message) {
        ObjectNode fault = JsonNodeFactory.instance.objectNode();
        return fault.put("errorType", type).put("errorMessage", message).toString();
    }
}
