package dev.netstock.platform.function;

import com.amazonaws.services.lambda.runtime.Context;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The trace ID of an invocation, from the X-Ray header: {@code
 * Root=1-5759e988-bd862e3fe1be46a994272793;Parent=…;Sampled=1}.
 *
 * @see <a href="https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html">X-Ray
 *     concepts, "Tracing header"</a>
 */
public final class TraceId {
    /** The system property in which the Java runtime stores the header of the current event. */
    private static final String RUNTIME_PROPERTY = "com.amazonaws.xray.traceHeader";

    private static final Pattern ROOT = Pattern.compile("1-[0-9a-f]{8}-[0-9a-f]{24}");

    private TraceId() {}

    /** The first valid trace ID; without one, Lambda's request ID. */
    static String of(Context context, String header) {
        return ofInvocation(context).or(() -> root(header)).orElseGet(context::getAwsRequestId);
    }

    /** The trace that Lambda started for the invocation; empty if tracing is off. */
    public static Optional<String> ofInvocation(Context context) {
        return root(context.getXrayTraceId()).or(() -> root(System.getProperty(RUNTIME_PROPERTY)));
    }

    private static Optional<String> root(@Nullable String text) {
        Matcher matcher = ROOT.matcher(text == null ? "" : text);
        return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
    }
}
