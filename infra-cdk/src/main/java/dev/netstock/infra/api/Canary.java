package dev.netstock.infra.api;

import static dev.netstock.infra.function.Functions.CHECKOUT;
import static dev.netstock.infra.function.Functions.INQUIRY;
import static dev.netstock.infra.function.Functions.LEVEL_PUBLISHER;
import static dev.netstock.infra.function.Functions.SWEEP;

import static java.util.Objects.requireNonNull;

import dev.netstock.infra.AcceptedFindings;
import dev.netstock.infra.function.FunctionSpec;
import dev.netstock.infra.function.StageResources;

import software.amazon.awscdk.CfnCodeDeployLambdaAliasUpdate;
import software.amazon.awscdk.CfnUpdatePolicy;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.codedeploy.CfnApplication;
import software.amazon.awscdk.services.codedeploy.CfnDeploymentGroup;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.CfnAlias;
import software.constructs.Construct;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * New code of the functions that a storefront waits for gets a tenth of the calls for five minutes
 * first. If one of the alarms fires in that time, all calls go back to the old code, and the
 * deployment fails. Consumers switch at once: two versions that share a queue would hide errors of
 * one behind retries by the other.
 *
 * <p>The alarms are in this stack, because an alias is updated after them. CDK's own deployment
 * group would use a managed policy, which may also read objects and invoke functions.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatepolicy.html">The
 *     attribute UpdatePolicy, "CodeDeployLambdaAliasUpdate"</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSCodeDeployRoleForLambdaLimited.html">The
 *     managed policy of a deployment of functions</a>
 */
final class Canary extends Construct {
    private static final String CONFIGURATION = "CodeDeployDefault.LambdaCanary10Percent5Minutes";
    private static final Duration MINUTE = Duration.minutes(1);
    private static final int SLOW_MILLISECONDS = 1_000;
    private static final int TAKES_SWEPT = 5;

    private final List<Alarm> ofStock = new ArrayList<>();

    Canary(Construct scope, StageResources resources) {
        super(scope, "Canary");
        ofStock.add(
                alarm(
                        "Oversold",
                        counted(LEVEL_PUBLISHER, "Oversold"),
                        0,
                        1,
                        "Units were sold that do not exist."));
        ofStock.add(
                alarm(
                        "TakesSwept",
                        counted(SWEEP, "Swept"),
                        TAKES_SWEPT,
                        1,
                        "Takes were not claimed: functions of checkout are killed."));
        var application =
                CfnApplication.Builder.create(this, "Application")
                        .computePlatform("Lambda")
                        .build();
        for (var function : List.of(CHECKOUT, INQUIRY)) {
            deployBySteps(function, resources, application);
        }
    }

    private void deployBySteps(
            FunctionSpec function, StageResources resources, CfnApplication application) {
        var alias = resources.function(function).live();
        var alarms = new ArrayList<>(ofStock);
        alarms.add(
                alarm(
                        function.id() + "Errors",
                        alias.metricErrors(MetricOptions.builder().period(MINUTE).build()),
                        0,
                        2,
                        "Invocations of " + function.service() + " fail."));
        alarms.add(
                alarm(
                        function.id() + "Slow",
                        metric(function, "Latency", "p99"),
                        SLOW_MILLISECONDS,
                        2,
                        function.service() + " takes longer than a second."));
        var group =
                CfnDeploymentGroup.Builder.create(this, function.id())
                        .applicationName(application.getRef())
                        .deploymentConfigName(CONFIGURATION)
                        .deploymentStyle(
                                CfnDeploymentGroup.DeploymentStyleProperty.builder()
                                        .deploymentType("BLUE_GREEN")
                                        .deploymentOption("WITH_TRAFFIC_CONTROL")
                                        .build())
                        .alarmConfiguration(stoppedBy(alarms))
                        .autoRollbackConfiguration(
                                CfnDeploymentGroup.AutoRollbackConfigurationProperty.builder()
                                        .enabled(true)
                                        .events(
                                                List.of(
                                                        "DEPLOYMENT_FAILURE",
                                                        "DEPLOYMENT_STOP_ON_ALARM",
                                                        "DEPLOYMENT_STOP_ON_REQUEST"))
                                        .build())
                        .serviceRoleArn(role(function, resources).getRoleArn())
                        .build();
        var resource = (CfnAlias) requireNonNull(alias.getNode().getDefaultChild());
        resource.getCfnOptions()
                .setUpdatePolicy(
                        CfnUpdatePolicy.builder()
                                .codeDeployLambdaAliasUpdate(
                                        CfnCodeDeployLambdaAliasUpdate.builder()
                                                .applicationName(application.getRef())
                                                .deploymentGroupName(group.getRef())
                                                .build())
                                .build());
    }

    private static CfnDeploymentGroup.AlarmConfigurationProperty stoppedBy(List<Alarm> alarms) {
        return CfnDeploymentGroup.AlarmConfigurationProperty.builder()
                .enabled(true)
                .ignorePollAlarmFailure(false)
                .alarms(
                        alarms.stream()
                                .map(
                                        alarm ->
                                                CfnDeploymentGroup.AlarmProperty.builder()
                                                        .name(alarm.getAlarmName())
                                                        .build())
                                .toList())
                .build();
    }

    /**
     * IAM knows aliases by the ARN of their function, but the provisioned concurrency of an alias
     * or a version by the ARN of just that.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html">Actions,
     *     resources, and condition keys for AWS Lambda</a>
     */
    private Role role(FunctionSpec function, StageResources resources) {
        var role =
                Role.Builder.create(this, function.id() + "Role")
                        .assumedBy(new ServicePrincipal("codedeploy.amazonaws.com"))
                        .build();
        var lambda = resources.function(function).live().getLambda();
        var arn = lambda.getFunctionArn();
        role.addToPolicy(allowing(arn, "lambda:GetAlias", "lambda:UpdateAlias"));
        role.addToPolicy(allowing(arn + ":*", "lambda:GetProvisionedConcurrencyConfig"));
        AcceptedFindings.allVersions(
                role, lambda, "A version has a number that Lambda gives it when it is published.");
        role.addToPolicy(allowing("*", "cloudwatch:DescribeAlarms"));
        AcceptedFindings.finding(
                role,
                "AwsSolutions-IAM5[Resource::*]",
                "CodeDeploy reads the state of its alarms among those of the account.");
        return role;
    }

    private static PolicyStatement allowing(String resource, String... actions) {
        return PolicyStatement.Builder.create()
                .actions(List.of(actions))
                .resources(List.of(resource))
                .build();
    }

    private Alarm alarm(String id, IMetric metric, double more, int minutes, String meaning) {
        return Alarm.Builder.create(this, id + "Alarm")
                .metric(metric)
                .threshold(more)
                .evaluationPeriods(minutes)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
                .treatMissingData(TreatMissingData.NOT_BREACHING)
                .alarmDescription(meaning + " A deployment in progress is rolled back.")
                .build();
    }

    private static Metric counted(FunctionSpec by, String name) {
        return metric(by, name, "Sum");
    }

    private static Metric metric(FunctionSpec by, String name, String statistic) {
        return Metric.Builder.create()
                .namespace("NetStock")
                .metricName(name)
                .statistic(statistic)
                .period(MINUTE)
                .dimensionsMap(Map.of("Service", by.service()))
                .build();
    }
}
