package dev.netstock.infra.function;

import dev.netstock.infra.AcceptedFindings;
import dev.netstock.infra.stage.StageSettings;

import org.jspecify.annotations.Nullable;

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
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One Lambda function with all that belongs to it. Callers use its {@link #live() alias}: only
 * published versions have a SnapStart snapshot.
 */
public final class StockFunction extends Construct {
    private static final String METRICS_NAMESPACE = "NetStock";
    private static final String LOG_LEVEL = "INFO";

    private final Alias live;

    /**
     * @param environment what the function's configuration reads, beside Powertools' own
     * @param allowed what it may do, beside writing its logs and traces
     */
    public StockFunction(
            Construct scope,
            NetStockFunction which,
            StageSettings settings,
            FunctionZips zips,
            Map<String, String> environment,
            List<PolicyStatement> allowed) {
        this(scope, which, settings, zips, environment, allowed, null);
    }

    /**
     * @param environment what the function's configuration reads, beside Powertools' own
     * @param allowed what it may do, beside writing its logs and traces
     * @param placement where in a VPC it is; null: outside of any
     */
    public StockFunction(
            Construct scope,
            NetStockFunction which,
            StageSettings settings,
            FunctionZips zips,
            Map<String, String> environment,
            List<PolicyStatement> allowed,
            @Nullable Placement placement) {
        super(scope, which.id());
        var logs = logGroup(settings);
        var role = role(logs, allowed);
        var function = function(which, settings, zips, environment, role, logs, placement);
        explain(role, function);
        this.live =
                Alias.Builder.create(this, "Live")
                        .aliasName("live")
                        .version(function.getCurrentVersion())
                        .build();
    }

    /** The published version that serves: what the API, mappings and operators call. */
    public Alias live() {
        return live;
    }

    private LogGroup logGroup(StageSettings settings) {
        return LogGroup.Builder.create(this, "Logs")
                .retention(settings.logRetention())
                .removalPolicy(settings.removalPolicy())
                .build();
    }

    private Role role(LogGroup logs, List<PolicyStatement> allowed) {
        var role =
                Role.Builder.create(this, "Role")
                        .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                        .build();
        role.addToPolicy(
                PolicyStatement.Builder.create()
                        .actions(List.of("logs:CreateLogStream", "logs:PutLogEvents"))
                        .resources(List.of(logs.getLogGroupArn()))
                        .build());
        allowed.forEach(role::addToPolicy);
        return role;
    }

    private Function function(
            NetStockFunction which,
            StageSettings settings,
            FunctionZips zips,
            Map<String, String> environment,
            Role role,
            LogGroup logs,
            @Nullable Placement placement) {
        var size = settings.of(which);
        var builder = Function.Builder.create(this, "Function");
        if (placement != null) {
            placement.into(builder, role);
        }
        return builder.description("net-stock " + which.service() + ", stage " + settings.name())
                .runtime(Runtime.JAVA_25)
                .architecture(Architecture.ARM_64)
                .code(zips.codeOf(which))
                .handler(which.handler())
                .memorySize(size.memoryMib())
                .timeout(Duration.seconds(size.timeoutSeconds()))
                .reservedConcurrentExecutions(size.reservedConcurrency())
                .recursiveLoop(recursion(which))
                .snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS)
                .tracing(Tracing.ACTIVE)
                .loggingFormat(LoggingFormat.JSON)
                .applicationLogLevelV2(ApplicationLogLevel.INFO)
                .systemLogLevelV2(SystemLogLevel.INFO)
                .environment(withPowertools(which, environment))
                .role(role)
                .logGroup(logs)
                .build();
    }

    /**
     * A reservation waits in the queue of its expiry, which sends it to itself until it is due;
     * sync and reconcile send themselves what they had no time for. All others would be stopped by
     * Lambda if they ever called themselves.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html">Use
     *     Lambda recursive loop detection to prevent infinite loops</a>
     */
    private static RecursiveLoop recursion(NetStockFunction which) {
        return switch (which) {
            case EXPIRY, SUPPLY_SYNC, RECONCILE -> RecursiveLoop.ALLOW;
            default -> RecursiveLoop.TERMINATE;
        };
    }

    private static Map<String, String> withPowertools(
            NetStockFunction which, Map<String, String> environment) {
        var all = new HashMap<>(environment);
        all.put("POWERTOOLS_SERVICE_NAME", which.service());
        all.put("POWERTOOLS_METRICS_NAMESPACE", METRICS_NAMESPACE);
        all.put("POWERTOOLS_LOG_LEVEL", LOG_LEVEL);
        return all;
    }

    private static void explain(Role role, Function function) {
        AcceptedFindings.finding(
                role,
                "AwsSolutions-IAM5[Resource::*]",
                "xray:PutTraceSegments and PutTelemetryRecords know no resource smaller than *.");
        AcceptedFindings.finding(
                function,
                "@aws-cdk/aws-lambda:snapStartRequirePublish",
                "A version is published with each change, and only its alias is called.");
        AcceptedFindings.finding(
                function,
                "Serverless-LambdaDLQ",
                "Nobody calls it asynchronously: a caller sees the failure, and the mapping of a"
                        + " stream or queue has a place of its own for what fails.");
    }
}
