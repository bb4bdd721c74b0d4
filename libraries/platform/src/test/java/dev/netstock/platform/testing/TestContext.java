package dev.netstock.platform.testing;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;

import org.jspecify.annotations.Nullable;

/**
 * The context of an invocation in a test.
 *
 * @param getRemainingTimeInMillis the remaining time
 * @param getXrayTraceId the trace, or null
 */
public record TestContext(int getRemainingTimeInMillis, @Nullable String getXrayTraceId)
        implements Context {
    /** A context with enough time for any test. */
    public static TestContext create() {
        return withTimeLeft(20_000);
    }

    public static TestContext withTimeLeft(int millis) {
        return new TestContext(millis, null);
    }

    @Override
    public String getAwsRequestId() {
        return "8f507cfc-xmpl-4697-b07a-ac58fc914c95";
    }

    @Override
    public String getLogGroupName() {
        return "/aws/lambda/test";
    }

    @Override
    public String getLogStreamName() {
        return "2026/11/21/[1]test";
    }

    @Override
    public String getFunctionName() {
        return "test-function";
    }

    @Override
    public String getFunctionVersion() {
        return "1";
    }

    @Override
    public String getInvokedFunctionArn() {
        return "arn:aws:lambda:ap-northeast-1:123456789012:function:test-function:live";
    }

    @Override
    public @Nullable CognitoIdentity getIdentity() {
        return null;
    }

    @Override
    public @Nullable ClientContext getClientContext() {
        return null;
    }

    @Override
    public int getMemoryLimitInMB() {
        return 1024;
    }

    @Override
    public LambdaLogger getLogger() {
        throw new UnsupportedOperationException("Functions log with SLF4J");
    }
}
