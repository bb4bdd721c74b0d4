package dev.netstock.signin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

import dev.netstock.platform.function.Environment;
import dev.netstock.platform.function.Priming;
import dev.netstock.platform.telemetry.CallReport;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.telemetry.Telemetry;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;

/**
 * The sign-in function, which Cognito calls before it issues tokens to a person: it removes the
 * scopes that the person's groups may not have. A client's scopes are the same for all people, so
 * without it a viewer could request the scope to operate. Thread-safe.
 */
public final class SignInHandler implements RequestStreamHandler {
    private final Telemetry telemetry;

    /** Used by Lambda; reads the environment variables. */
    public SignInHandler() {
        this(Environment.ofFunction());
    }

    private SignInHandler(Environment environment) {
        telemetry = new Telemetry(environment.required("SERVICE_NAME"), new FailureTally());
        Priming.register(_ -> answer("{\"request\":{}}".getBytes(UTF_8)));
    }

    /**
     * Answers Cognito's event.
     *
     * @throws IllegalArgumentException if the event is malformed
     */
    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context)
            throws IOException {
        byte[] event = input.readAllBytes();
        output.write(telemetry.logged(context, () -> reported(event)).getBytes(UTF_8));
    }

    private String reported(byte[] event) {
        long startedAt = System.nanoTime();
        String answer = answer(event);
        telemetry.report(
                new CallReport(
                        "signIn",
                        "answered",
                        Map.of(),
                        Duration.ofNanos(System.nanoTime() - startedAt)));
        return answer;
    }

    private static String answer(byte[] event) {
        SignIn signIn = SignIn.of(event);
        return signIn.without(Group.refusedTo(signIn.groups()));
    }
}
