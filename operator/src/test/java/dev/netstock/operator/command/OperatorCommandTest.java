package dev.netstock.operator.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.operator.stage.AwsClients;

import org.junit.jupiter.api.Test;

import picocli.CommandLine;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;

/** Usage, help, and failures before a stage is found. */
class OperatorCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @Test
    void execute_noStage_isWrongUsage() {
        assertThat(run(AwsClients.of(Optional.empty(), Optional.empty()), "status")).isEqualTo(2);

        assertThat(errors.toString()).contains("Missing required option: '--stage=STAGE'");
    }

    @Test
    void help_ofEachCommand_hasAnExample() {
        CommandLine command = commandLine(new AwsClients(_ -> {}));
        command.getSubcommands()
                .values()
                .forEach(
                        it ->
                                assertThat(it.getUsageMessage())
                                        .contains("Example", "netstock --stage prod")
                                        .contains("--profile", "--region", "--json"));
    }

    @Test
    void execute_noCredentials_saysHowToPassThem() {
        AwsCredentialsProvider none =
                () -> {
                    throw SdkClientException.create(
                            "Unable to load credentials from any of the providers in the chain");
                };
        var clients =
                new AwsClients(
                        builder -> {
                            builder.region(Region.AP_NORTHEAST_1);
                            builder.credentialsProvider(none);
                        });

        assertThat(run(clients, "--stage", "prod", "status")).isEqualTo(1);

        assertThat(errors.toString()).contains("No AWS credentials were found. Pass --profile");
    }

    @Test
    void message_ofEachFailure_saysWhatToDo() {
        assertThat(AwsFailure.message(answer("ExpiredToken")))
                .isEqualTo(
                        "The AWS credentials have expired. Sign in again, for example with: aws sso"
                                + " login");
        assertThat(AwsFailure.message(answer("InvalidClientTokenId"))).contains("Check --profile");
        assertThat(AwsFailure.message(answer("AccessDeniedException")))
                .contains("docs/operating.md", "the reason");
        assertThat(
                        AwsFailure.message(
                                SdkClientException.create(
                                        "Unable to load region from any of the providers")))
                .isEqualTo("The AWS region is not set. Pass --region, or set AWS_REGION.");
    }

    private static AwsServiceException answer(String code) {
        return AwsServiceException.builder()
                .message("the reason")
                .awsErrorDetails(
                        AwsErrorDetails.builder()
                                .errorCode(code)
                                .errorMessage("the reason")
                                .build())
                .build();
    }

    private int run(AwsClients clients, String... arguments) {
        return commandLine(clients).execute(arguments);
    }

    private CommandLine commandLine(AwsClients clients) {
        CommandLine command = OperatorCommand.commandLine((_, _) -> clients);
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(errors, true));
        return command;
    }
}
