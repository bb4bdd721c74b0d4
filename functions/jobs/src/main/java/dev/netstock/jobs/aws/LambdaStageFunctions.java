package dev.netstock.jobs.aws;

import static java.util.Objects.requireNonNull;

import dev.netstock.jobs.job.FunctionAnswer;
import dev.netstock.jobs.job.StageFunctions;
import dev.netstock.jobs.job.StepFailedException;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

import java.util.Map;

/**
 * Invokes functions of the stage. Thread-safe.
 *
 * @param functions their ARNs with the alias, by name
 */
public record LambdaStageFunctions(LambdaClient client, Map<String, String> functions)
        implements StageFunctions {
    public LambdaStageFunctions {
        functions = Map.copyOf(functions);
    }

    @Override
    public FunctionAnswer call(String name, String request) {
        InvokeResponse response =
                client.invoke(
                        it ->
                                it.functionName(requireNonNull(functions.get(name)))
                                        .payload(SdkBytes.fromUtf8String(request)));
        FunctionAnswer answer = FunctionAnswer.of(response.payload().asUtf8String());
        if (response.functionError() != null) {
            throw new StepFailedException(
                    "The function of %s failed: %s"
                            .formatted(name, answer.text("errorMessage").orElse("no message")));
        }
        return answer;
    }
}
