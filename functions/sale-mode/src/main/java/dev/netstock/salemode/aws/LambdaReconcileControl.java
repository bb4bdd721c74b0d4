package dev.netstock.salemode.aws;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.IntegerFormat;
import dev.netstock.platform.json.JsonMembers;
import dev.netstock.platform.json.JsonReader;
import dev.netstock.platform.json.TimeFormat;
import dev.netstock.platform.json.ValidationErrors;
import dev.netstock.salemode.step.ReconcileControl;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

import java.time.Duration;
import java.util.Optional;

/** Starts and watches reconcile runs through the function that operators use. Thread-safe. */
public final class LambdaReconcileControl implements ReconcileControl {
    private static final IntegerFormat COUNT = new IntegerFormat(0, Long.MAX_VALUE);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private final LambdaClient client;
    private final String function;

    /**
     * Creates the adapter.
     *
     * @param client the client
     * @param function {@code RECONCILE_CONTROL_FUNCTION}
     */
    public LambdaReconcileControl(LambdaClient client, String function) {
        this.client = client;
        this.function = function;
    }

    @Override
    public Optional<ReconcileRun> latest(Call call) {
        return run(invoke("{\"action\":\"status\"}"));
    }

    @Override
    public void start(Call call) {
        invoke("{\"action\":\"start\"}");
    }

    private byte[] invoke(String request) {
        InvokeResponse answer =
                client.invoke(
                        it -> it.functionName(function).payload(SdkBytes.fromUtf8String(request)));
        if (answer.functionError() != null) {
            throw new RetryLaterException("The reconcile control function failed", RETRY_AFTER);
        }
        return answer.payload().asByteArray();
    }

    /** Empty if there was no run yet, or if the requested one has not started. */
    static Optional<ReconcileRun> run(byte[] answer) {
        ValidationErrors errors = new ValidationErrors();
        Optional<JsonMembers> read =
                JsonReader.read(answer, errors).flatMap(json -> JsonMembers.of(json, "", errors));
        Optional<ReconcileRun> run = read.flatMap(LambdaReconcileControl::run);
        return switch (errors.orElse(() -> run)) {
            case Decoded.Valid(var found) -> found;
            case Decoded.Invalid(var invalid) ->
                    throw new IllegalStateException(
                            "The response of the reconcile control function cannot be read: "
                                    + invalid);
        };
    }

    private static Optional<ReconcileRun> run(JsonMembers answer) {
        return answer.optional("startedAt", TimeFormat.ANY)
                .map(
                        startedAt ->
                                new ReconcileRun(
                                        startedAt,
                                        answer.optional("finishedAt", TimeFormat.ANY),
                                        answer.optional("found", COUNT).orElse(0L)));
    }
}
