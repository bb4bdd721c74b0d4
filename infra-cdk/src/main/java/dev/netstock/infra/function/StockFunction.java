package dev.netstock.infra.function;

import dev.netstock.infra.AcceptedFindings;
import dev.netstock.infra.stage.StageSettings;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.ApplicationLogLevel;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.LoggingFormat;
import software.amazon.awscdk.services.lambda.RecursiveLoop;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.lambda.SystemLogLevel;
import software.amazon.awscdk.services.lambda.Tracing;
import software.amazon.awscdk.services.lambda.Version;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;
import software.constructs.IDependable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A Lambda function with its role, logs, version and alias. Callers use its {@link #live() alias},
 * because only published versions have a SnapStart snapshot.
 */
public final class StockFunction extends Construct {
    private static final String METRICS_NAMESPACE = "NetStock";

    private final Version version;
    private final Alias live;

    StockFunction(Construct scope, FunctionSpec spec, StageResources resources) {
        super(scope, spec.id());
        var settings = resources.settings();
        var access = Access.of(spec, resources);
        var logs = logGroup(settings);
        var role = role(logs, access);
        var function = function(spec, resources, access, role, logs);
        explain(role, function);
        access.explainTo(this);
        this.version = function.getCurrentVersion();
        this.live = Alias.Builder.create(this, "Live").aliasName("live").version(version).build();
    }

    /** The alias of the current version, which the API, mappings and operators invoke. */
    public Alias live() {
        return live;
    }

    /**
     * Publishes the version, and so moves the alias to it, only after something else was created or
     * updated. Lambda starts the code for its snapshot when it publishes a version.
     */
    public void publishAfter(IDependable... others) {
        version.getNode().addDependency(others);
    }

    private LogGroup logGroup(StageSettings settings) {
        return LogGroup.Builder.create(this, "Logs")
                .retention(settings.logRetention())
                .removalPolicy(settings.removalPolicy())
                .build();
    }

    private Role role(LogGroup logs, Access access) {
        var role =
                Role.Builder.create(this, "Role")
                        .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                        .build();
        role.addToPolicy(
                PolicyStatement.Builder.create()
                        .actions(List.of("logs:CreateLogStream", "logs:PutLogEvents"))
                        .resources(List.of(logs.getLogGroupArn()))
                        .build());
        access.statements().forEach(role::addToPolicy);
        return role;
    }

    private Function function(
            FunctionSpec spec, StageResources resources, Access access, Role role, LogGroup logs) {
        var settings = resources.settings();
        var size = settings.of(spec);
        var builder = Function.Builder.create(this, "Function");
        if (access.placement() != null) {
            access.placement().into(builder, role);
        }
        return builder.description("net-stock " + spec.service() + ", stage " + settings.name())
                .runtime(Runtime.JAVA_25)
                .architecture(Architecture.ARM_64)
                .code(resources.zips().codeOf(spec.folder()))
                .handler(spec.handler())
                .memorySize(size.memoryMib())
                .timeout(Duration.seconds(size.timeoutSeconds()))
                .reservedConcurrentExecutions(size.reservedConcurrency())
                .recursiveLoop(recursion(spec))
                .snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS)
                .tracing(Tracing.ACTIVE)
                .loggingFormat(LoggingFormat.JSON)
                .applicationLogLevelV2(ApplicationLogLevel.INFO)
                .systemLogLevelV2(SystemLogLevel.INFO)
                .environment(withTelemetry(spec, access.environment(), settings))
                .role(role)
                .logGroup(logs)
                .build();
    }

    /**
     * Lambda stops a function that invokes itself, unless it sends messages to its own queue on
     * purpose.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html">Use
     *     Lambda recursive loop detection to prevent infinite loops</a>
     */
    private static RecursiveLoop recursion(FunctionSpec spec) {
        return spec.sendsToItself() ? RecursiveLoop.ALLOW : RecursiveLoop.TERMINATE;
    }

    /**
     * The report of a sale reads checkout's metrics by outcome, so checkout writes them in every
     * stage.
     */
    private static Map<String, String> withTelemetry(
            FunctionSpec spec, Map<String, String> environment, StageSettings settings) {
        var byOutcome = settings.detailedMetrics() || spec.equals(Functions.CHECKOUT);
        var all = new HashMap<>(environment);
        all.put("SERVICE_NAME", spec.service());
        all.put("METRICS_NAMESPACE", METRICS_NAMESPACE);
        all.put("METRICS_BY_OUTCOME", Boolean.toString(byOutcome));
        return all;
    }

    private static void explain(Role role, Function function) {
        AcceptedFindings.finding(
                role,
                "AwsSolutions-IAM5[Resource::*]",
                "xray:PutTraceSegments and PutTelemetryRecords have no resource smaller than *.");
        AcceptedFindings.finding(
                function,
                "@aws-cdk/aws-lambda:snapStartRequirePublish",
                "A version is published with each change, and callers use only its alias.");
        AcceptedFindings.finding(
                function,
                "Serverless-LambdaDLQ",
                "It is never invoked asynchronously: callers get the error, and the mapping of a"
                        + " stream or queue has its own destination for failures.");
    }
}
