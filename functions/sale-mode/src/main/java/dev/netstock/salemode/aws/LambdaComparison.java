package dev.netstock.salemode.aws;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.IntegerFormat;
import dev.netstock.platform.json.JsonMembers;
import dev.netstock.platform.json.JsonReader;
import dev.netstock.platform.json.TimeFormat;
import dev.netstock.platform.json.ValidationErrors;
import dev.netstock.salemode.step.Comparison;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

import java.time.Duration;
import java.util.Optional;

/**
 * The comparison by the function by which operators start and watch it. Thread-safe.
 *
 * @param client the client
 * @param function {@code RECONCILE_CONTROL_FUNCTION}
 */
public record LambdaComparison(LambdaClient client, String function) implements Comparison {
    private static final IntegerFormat COUNT = new IntegerFormat(0, Long.MAX_VALUE);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    @Override
    public Optional<Standing> newest(Call call) {
        return standing(invoke("{\"action\":\"status\"}"));
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
            throw new RetryLaterException("The comparison did not answer", RETRY_AFTER);
        }
        return answer.payload().asByteArray();
    }

    /** Empty if there was none yet, or one is asked for and not yet begun. */
    static Optional<Standing> standing(byte[] answer) {
        ValidationErrors faults = new ValidationErrors();
        Optional<JsonMembers> read =
                JsonReader.read(answer, faults).flatMap(json -> JsonMembers.of(json, "", faults));
        Optional<Standing> standing = read.flatMap(LambdaComparison::standing);
        return switch (faults.orElse(() -> standing)) {
            case Decoded.Valid(var found) -> found;
            case Decoded.Invalid(var told) ->
                    throw new IllegalStateException("The comparison's answer is broken: " + told);
        };
    }

    private static Optional<Standing> standing(JsonMembers answer) {
        return answer.optional("startedAt", TimeFormat.ANY)
                .map(
                        startedAt ->
                                new Standing(
                                        startedAt,
                                        answer.optional("finishedAt", TimeFormat.ANY),
                                        answer.optional("found", COUNT).orElse(0L)));
    }
}
