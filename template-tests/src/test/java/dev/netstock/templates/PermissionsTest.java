package dev.netstock.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import static java.util.stream.Collectors.toSet;

import dev.netstock.infra.function.FunctionSpec;
import dev.netstock.infra.function.Functions;
import dev.netstock.infra.function.Scope;
import dev.netstock.infra.function.Trigger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import software.amazon.awscdk.services.apigatewayv2.HttpMethod;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

@ParameterizedClass
@MethodSource("dev.netstock.templates.StageTemplates#stages")
class PermissionsTest {
    /** Copies exist only during a drill, so no variable names them. */
    private static final String COPIES =
            "arn:AWS::Partition:dynamodb:AWS::Region:AWS::AccountId:table";

    private static final String DEAD_LETTERS = "QueueDeadLetters.Arn";

    /** What a look at queues and failed batches calls. A receive hides messages for a moment. */
    private static final Pattern LOOK =
            Pattern.compile(
                    "(sqs:(GetQueueUrl|GetQueueAttributes|ReceiveMessage|ChangeMessageVisibility)"
                            + "|s3:(GetObject|ListBucket)|cloudwatch:GetMetricData"
                            + "|lambda:ListEventSourceMappings) on .*");

    @Parameter String stage = "";

    /** A variable names each table, queue, topic, bucket, stream and function that it may use. */
    @ParameterizedTest
    @MethodSource("dev.netstock.infra.function.Functions#all")
    void function_mayUseOnlyWhatItsEnvironmentNamesAndWhatInvokesIt(FunctionSpec function) {
        StageTemplates.assumeHas(stage, function);
        var named = environmentOf(function);
        assertThat(resourcesOf(function))
                .filteredOn(resource -> !isOwn(function, resource))
                .isSubsetOf(named);
    }

    @ParameterizedTest
    @MethodSource("dev.netstock.infra.function.Functions#all")
    void function_mayReceiveFromItsOwnQueueAlone(FunctionSpec function) {
        StageTemplates.assumeHas(stage, function);
        var queue = function.id() + "Queue.Arn";
        var ofConsumer =
                List.of(
                        "sqs:ReceiveMessage on " + queue,
                        "sqs:DeleteMessage on " + queue,
                        "sqs:ChangeMessageVisibility on " + queue);
        assertThat(permissionsOf(function))
                .filteredOn(line -> line.matches("sqs:(Receive|Delete|Change).*"))
                .filteredOn(line -> !(isOfOperators(function) && line.endsWith(DEAD_LETTERS)))
                .containsExactlyInAnyOrderElementsOf(function.hasQueue() ? ofConsumer : List.of());
    }

    /** Looking changes nothing, and a replay removes only what it has sent. */
    @Test
    void deadLetters_areReadByTheFunctionThatLooks_andMovedByTheOneThatReplays() {
        assertThat(permissionsOf(Functions.QUEUES))
                .noneMatch(line -> line.matches("(sqs:(Send|Delete)|s3:(Put|Delete)|lambda:Inv).*"))
                .anyMatch(line -> line.startsWith("sqs:ReceiveMessage on SalesQueueDeadLetters"));
        assertThat(permissionsOf(Functions.JOB_STEPS))
                .anyMatch(line -> line.startsWith("sqs:DeleteMessage on SalesQueueDeadLetters"))
                .anyMatch(line -> line.startsWith("sqs:SendMessage on SalesQueue.Arn"))
                .noneMatch(line -> line.matches("sqs:DeleteMessage on SalesQueue.Arn"));
    }

    @ParameterizedTest
    @MethodSource("dev.netstock.infra.function.Functions#all")
    void function_mayReadTheStreamThatInvokesItAlone(FunctionSpec function) {
        StageTemplates.assumeHas(stage, function);
        var stream = "";
        if (function.trigger() instanceof Trigger.TableStream of) {
            stream = of.table().id() + ".StreamArn";
        } else if (function.trigger() instanceof Trigger.MovementStream) {
            stream = "StockMovements.Arn";
        }
        assertThat(permissionsOf(function))
                .filteredOn(line -> line.matches("\\w+:(GetRecords|GetShardIterator) .*"))
                .extracting(line -> line.replaceFirst(".* on ", ""))
                .hasSize(stream.isEmpty() ? 0 : 2)
                .containsOnly(stream.isEmpty() ? new String[0] : new String[] {stream});
    }

    @ParameterizedTest
    @MethodSource("dev.netstock.infra.function.Functions#all")
    void function_mayWriteItsOwnLogsAndTraces(FunctionSpec function) {
        StageTemplates.assumeHas(stage, function);
        assertThat(permissionsOf(function))
                .filteredOn(line -> line.matches("(logs|xray):.*"))
                .containsExactlyInAnyOrder(
                        "logs:CreateLogStream on " + function.id() + "Logs.Arn",
                        "logs:PutLogEvents on " + function.id() + "Logs.Arn",
                        "xray:PutTelemetryRecords on *",
                        "xray:PutTraceSegments on *");
    }

    /**
     * DynamoDB, SNS, S3, Kinesis and Secrets Manager use the key in the caller's name; SQS has keys
     * of its own.
     */
    @ParameterizedTest
    @MethodSource("dev.netstock.infra.function.Functions#all")
    void function_mayUseTheKeyOnlyThroughServicesThatItUses(FunctionSpec function) {
        StageTemplates.assumeHas(stage, function);
        var used =
                permissionsOf(function).stream()
                        .filter(line -> line.matches("(dynamodb|sns|s3|kinesis|secretsmanager):.*"))
                        .map(line -> line.substring(0, line.indexOf(':')))
                        .collect(toSet());
        assertThat(permissionsOf(function))
                .filteredOn(line -> line.startsWith("kms:"))
                .allMatch(line -> line.contains(" on TableKey.Arn through "))
                .extracting(line -> line.replaceFirst(".* through (\\w+)\\..*", "$1"))
                .allMatch(used::contains)
                .containsAll(used);
    }

    @ParameterizedTest
    @MethodSource("dev.netstock.infra.function.Functions#all")
    void function_thatAnswersOnlyGets_mayChangeNothing(FunctionSpec function) {
        StageTemplates.assumeHas(stage, function);
        if (!function.routes().isEmpty()
                && function.routes().stream().allMatch(it -> it.method() == HttpMethod.GET)) {
            assertThat(permissionsOf(function))
                    .filteredOn(line -> !line.matches("(logs|xray|kms|ec2|rds-db):.*"))
                    .filteredOn(line -> !isOfOperators(function) || !LOOK.matcher(line).matches())
                    .allMatch(line -> line.matches("dynamodb:(\\w*GetItem|Query|Scan) on .*"));
        }
    }

    /**
     * A function that may write an item of net stock can sell or release units. Settings and the
     * steps of a sale write the purchase limit of an item.
     */
    @Test
    void netStock_isWrittenOnlyByTheFunctionsThatMoveUnitsOrSetLimits() {
        assertThat(StageTemplates.functionsOf(stage))
                .filteredOn(
                        function ->
                                permissionsOf(function).stream()
                                        .anyMatch(
                                                line ->
                                                        line.matches(
                                                                "dynamodb:(Put|Update|Delete|BatchWrite)\\w*"
                                                                    + " on NetStock.*")))
                .extracting(FunctionSpec::id)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(
                                        "Checkout",
                                        "Places",
                                        "Pools",
                                        "ManualSupply",
                                        "Expiry",
                                        "Sweep",
                                        "Shards",
                                        "SupplySync",
                                        "Reconcile",
                                        "Settings",
                                        "SaleModeSteps",
                                        StageTemplates.settings(stage).hasMalls() ? "MallSync" : "")
                                .filter(id -> !id.isEmpty())
                                .toList());
    }

    /** A drill changes nothing of the stage. */
    @Test
    void restoreDrill_mayWriteToCopiesAlone() {
        assertThat(permissionsOf(Functions.RESTORE_DRILL))
                .filteredOn(
                        line -> line.matches("(dynamodb|s3|sqs|sns):(?!Scan|BatchGet|GetO|List).*"))
                .isNotEmpty()
                .allMatch(
                        line ->
                                line.endsWith(
                                        " on %s/NetStock-%s-Data-*-drill-*"
                                                .formatted(
                                                        COPIES,
                                                        StageTemplates.settings(stage).name())));
    }

    /** A consumer of events needs no other projection, and no core table. */
    @Test
    void history_mayWriteTheHistoryAlone() {
        assertThat(permissionsOf(Functions.HISTORY))
                .filteredOn(line -> line.matches("dynamodb:(Put|Update|Delete|BatchWrite).*"))
                .containsExactly("dynamodb:BatchWriteItem on StockHistory.Arn");
    }

    @Test
    void saleModeStepsAndQueues_areTheOnlyFunctionsThatMayReadMetrics() {
        assertThat(permissionsOfAll().filter(line -> line.startsWith("cloudwatch:"))).hasSize(2);
        for (var function : List.of(Functions.SALE_MODE_STEPS, Functions.QUEUES)) {
            assertThat(permissionsOf(function)).contains("cloudwatch:GetMetricData on *");
        }
    }

    /** Only the function that verifies Shopify's webhooks needs its secret, and no other secret. */
    @Test
    void secretsOfMalls_areReadByTheFunctionsThatCallMallsAndForWebhooks() {
        assumeTrue(StageTemplates.settings(stage).hasMalls());
        var renews = List.of("GetSecretValue", "PutSecretValue", "UpdateSecretVersionStage");
        for (var function : StageTemplates.functionsOf(stage)) {
            var expected =
                    switch (function.id()) {
                        case "MallSync", "MallCredentials" ->
                                StageTemplates.settings(stage).malls().keySet().stream()
                                        .flatMap(
                                                mall ->
                                                        renews.stream()
                                                                .map(
                                                                        action ->
                                                                                "secretsmanager:"
                                                                                        + action
                                                                                        + " on "
                                                                                        + mall.id()
                                                                                        + "Credentials"))
                                        .toList();
                        case "MallWebhooks" ->
                                List.of("secretsmanager:GetSecretValue on ShopifyCredentials");
                        default -> List.<String>of();
                    };
            assertThat(permissionsOf(function))
                    .filteredOn(line -> line.matches("secretsmanager:\\w+ on \\w+Credentials"))
                    .as(function.id())
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void noFunction_mayDeleteADelta() {
        assertThat(permissionsOfAll())
                .noneMatch(
                        line ->
                                line.matches(
                                        "dynamodb:(Delete|BatchWrite|Update)\\w* on"
                                                + " StockDeltas.*"));
    }

    /** A function with a route that may change something records what operators do. */
    @ParameterizedTest
    @MethodSource("dev.netstock.infra.function.Functions#all")
    void auditLog_isWrittenByTheFunctionsWhoseRoutesMayChangeSomething(FunctionSpec function) {
        StageTemplates.assumeHas(stage, function);
        var acts =
                function.routes().stream()
                        .anyMatch(it -> it.method() != HttpMethod.GET && !it.isSigned());
        assertThat(permissionsOf(function))
                .filteredOn(line -> line.matches("dynamodb:\\w+ on AuditLog\\.Arn"))
                .filteredOn(line -> !line.contains("Stream"))
                .containsExactlyElementsOf(
                        acts
                                ? List.of("dynamodb:PutItem on AuditLog.Arn")
                                : function.equals(Functions.AUDIT)
                                        ? List.of("dynamodb:Query on AuditLog.Arn")
                                        : List.of());
    }

    /** The edge audits the callers that may operate; others may only reserve. */
    @Test
    void routesThatMayChangeSomething_needTheScopeToReserveOrToOperate() {
        assertThat(Functions.routes())
                .filteredOn(route -> route.method() != HttpMethod.GET && !route.isSigned())
                .isNotEmpty()
                .allMatch(route -> Set.of(Scope.RESERVE, Scope.OPERATE).contains(route.scope()));
    }

    @Test
    void noRole_hasManagedOrInlinePolicies() {
        assertThat(resources("AWS::IAM::Role"))
                .hasSizeGreaterThan(StageTemplates.functionsOf(stage).size())
                .allSatisfy(
                        role -> {
                            assertThat(role.property("ManagedPolicyArns")).isEmpty();
                            assertThat(role.property("Policies")).isEmpty();
                        });
        assertThat(resources("AWS::IAM::Policy")).hasSameSizeAs(resources("AWS::IAM::Role"));
    }

    private List<Resource> resources(String type) {
        return StageTemplates.of(stage)
                .resources()
                .filter(resource -> resource.type().equals(type))
                .filter(resource -> !StageTemplates.isOfCdk(resource))
                .toList();
    }

    /** In the policy of a key, * means the key itself. */
    @Test
    void everyWildcard_hasAReason() {
        assertThat(StageTemplates.of(stage).resources())
                .filteredOn(PermissionsTest::hasWildcard)
                .isNotEmpty()
                .allSatisfy(
                        policy ->
                                assertThat(reasonsForWildcards(policy))
                                        .as(policy.logicalId())
                                        .isNotEmpty()
                                        .allSatisfy(
                                                reason ->
                                                        assertThat(reason).hasSizeGreaterThan(20)));
    }

    private Stream<String> permissionsOfAll() {
        return StageTemplates.functionsOf(stage).stream()
                .flatMap(function -> permissionsOf(function).stream());
    }

    private List<String> permissionsOf(FunctionSpec function) {
        return new Policies(StageTemplates.of(stage)).of(function.id()).toList();
    }

    /** The resources that its permissions name, by the names of their constructs. */
    private Set<String> resourcesOf(FunctionSpec function) {
        return permissionsOf(function).stream()
                .filter(line -> line.matches("(dynamodb|sqs|sns|s3|kinesis|lambda):.*"))
                .map(line -> line.replaceFirst(".* on ([^./]+).*", "$1"))
                .filter(resource -> !resource.equals("*"))
                .collect(toSet());
    }

    /** The words of all its variables, among them the names of constructs. */
    private Set<String> environmentOf(FunctionSpec function) {
        return StageTemplates.of(stage)
                .resource("AWS::Lambda::Function", function.id() + "Function")
                .at("/Environment/Variables")
                .properties()
                .stream()
                .map(variable -> StageTemplates.of(stage).textOf(variable.getValue()))
                .flatMap(text -> Stream.of(text.split("\\W+")))
                .collect(toSet());
    }

    /** They find queues and buckets through the event source mappings of the stage. */
    private static boolean isOfOperators(FunctionSpec function) {
        return function.equals(Functions.QUEUES) || function.equals(Functions.JOB_STEPS);
    }

    private static boolean isOwn(FunctionSpec function, String resource) {
        if (isOfOperators(function) && resource.matches("\\w+Queue(DeadLetters)?|Aside.*")) {
            return true;
        }
        if (function.equals(Functions.RESTORE_DRILL) && resource.equals(COPIES)) {
            return true;
        }
        if (function.trigger() instanceof Trigger.TableStream of) {
            return resource.equals(of.table().id());
        }
        return function.trigger() instanceof Trigger.MovementStream
                ? resource.equals("StockMovements")
                : resource.equals(function.id() + "Queue");
    }

    /**
     * The policy of an endpoint limits a network; the role of a function grants its permissions.
     * CDK's function that empties a bucket is allowed by the bucket's policy.
     */
    private static boolean hasWildcard(Resource resource) {
        return !resource.type().equals("AWS::EC2::VPCEndpoint")
                && Policies.statements(resource)
                        .filter(statement -> statement.path("Effect").asText().equals("Allow"))
                        .filter(
                                statement ->
                                        !statement
                                                .at("/Principal/AWS/Fn::GetAtt/0")
                                                .asText()
                                                .startsWith("CustomS3AutoDeleteObjects"))
                        .anyMatch(
                                statement ->
                                        (statement.path("Action").toString()
                                                        + statement.path("Resource"))
                                                .contains("*"));
    }

    private static Stream<String> reasonsForWildcards(Resource policy) {
        return Resource.elements(policy.json().at("/Metadata/cdk_nag/rules_to_suppress"))
                .filter(rule -> rule.path("id").asText().startsWith("AwsSolutions-IAM5["))
                .map(rule -> rule.path("reason").asText());
    }
}
