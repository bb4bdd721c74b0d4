package dev.netstock.infra.malls;

import dev.netstock.infra.AcceptedFindings;
import dev.netstock.infra.function.FunctionStack;
import dev.netstock.infra.function.Functions;
import dev.netstock.infra.function.StackArea;
import dev.netstock.infra.function.StageResources;
import dev.netstock.infra.stage.MallChannel;
import dev.netstock.infra.stage.StageSettings;

import software.amazon.awscdk.SecretValue;
import software.amazon.awscdk.services.iam.AccountPrincipal;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

import java.util.List;

/** External malls: what keeps their counts in step with net stock, and takes their orders. */
public final class MallsStack extends FunctionStack {
    /**
     * The account from which Amazon sends notifications to sellers' queues.
     *
     * @see <a
     *     href="https://developer-docs.amazon.com/sp-api/docs/set-up-notifications-with-amazon-sqs">Set
     *     up notifications using the Amazon Simple Queue Service workflow</a>: a standard queue
     *     with these two actions; a KMS key is only needed if the queue has one
     */
    private static final String AMAZON = "437568002678";

    public MallsStack(Construct scope, String id, StageResources resources) {
        super(scope, id, StackArea.MALLS, resources, "external malls");
        createQueues();
        settings().malls().keySet().forEach(this::createSecret);
        if (settings().malls().containsKey(MallChannel.AMAZON)) {
            acceptNotifications(queueOf(Functions.MALL_SIGNALS).queue());
        }
        if (settings().needsFixedAddress()) {
            var network = new MallNetwork(this, settings());
            resources.mallNetwork(network.functions());
            output("MallAddress", network.address());
        }
        createFunctions();
        connectFunctions("MallSchedules");
        outputFunctions(functions().stream().filter(it -> it.routes().isEmpty()).toList());
    }

    /** The names of the malls' secrets, up to the slash before the channel. */
    public static String secretsOf(StageSettings settings) {
        return "NetStock-" + settings.name() + "/malls";
    }

    /**
     * A secret without values, to which a person adds those of the mall. CloudFormation writes the
     * value again only if this text changes.
     */
    private void createSecret(MallChannel mall) {
        var secret =
                Secret.Builder.create(this, mall.id() + "Credentials")
                        .secretName(secretsOf(settings()) + "/" + mall)
                        .description("Credentials of the mall " + mall + ": docs/malls.md")
                        .encryptionKey(resources().key())
                        .secretStringValue(SecretValue.unsafePlainText("{}"))
                        .removalPolicy(settings().removalPolicy())
                        .build();
        AcceptedFindings.finding(
                secret,
                "AwsSolutions-SMG4",
                "People renew the keys at the mall; the mall sync refreshes tokens itself, and"
                        + " alarms ring before a key expires.");
        resources().add(mall, secret);
    }

    private void acceptNotifications(Queue queue) {
        queue.addToResourcePolicy(
                PolicyStatement.Builder.create()
                        .principals(List.of(new AccountPrincipal(AMAZON)))
                        .actions(List.of("sqs:SendMessage", "sqs:GetQueueAttributes"))
                        .resources(List.of(queue.getQueueArn()))
                        .build());
        output("MallSignalsQueueArn", queue.getQueueArn());
    }
}
