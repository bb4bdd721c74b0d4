package dev.netstock.infra.pipeline;

import dev.netstock.infra.AcceptedFindings;
import dev.netstock.infra.edge.EdgeStack;
import dev.netstock.infra.stage.BackupSettings;
import dev.netstock.infra.stage.StageSettings;

import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.DefaultStackSynthesizer;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.iam.CfnOIDCProvider;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.WebIdentityPrincipal;
import software.constructs.Construct;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Lets the workflows of one GitHub repository deploy one stage, without a stored secret: GitHub
 * signs a token for each job, and the account of the stage trusts the tokens of this repository
 * alone.
 *
 * <ul>
 *   <li>{@code Deploy}: for jobs of the environment that is named like the stage. It may only
 *       assume the roles of CDK's bootstrap stack.
 *   <li>{@code Diff}: for pull requests. It may only read the templates of the stage's stacks.
 * </ul>
 *
 * <p>An administrator deploys it once for each account: a workflow cannot create its own access.
 *
 * @see <a
 *     href="https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws">Configuring
 *     OpenID Connect in Amazon Web Services</a>
 * @see <a href="https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-env.html">The roles of CDK's
 *     bootstrap stack</a>
 */
public final class PipelineStack extends Stack {
    private static final String ISSUER = "token.actions.githubusercontent.com";
    private static final String AUDIENCE = "sts.amazonaws.com";

    /** The roles of the bootstrap stack that a deployment and a smoke test assume. */
    private static final List<String> BOOTSTRAP_ROLES =
            List.of("deploy-role", "file-publishing-role", "lookup-role");

    /**
     * By names, or by names and ids. GitHub writes the ids into the tokens of repositories that
     * were created, renamed or transferred since 15 July 2026, or that have turned it on.
     *
     * @see <a href="https://docs.github.com/en/actions/reference/security/oidc">OpenID Connect
     *     reference</a>, "Immutable subject claims"
     */
    private static final Pattern REPOSITORY =
            Pattern.compile(
                    "[A-Za-z0-9-]+/[A-Za-z0-9._-]+|[A-Za-z0-9-]+@\\d+/[A-Za-z0-9._-]+@\\d+");

    private final String repository;
    private final CfnOIDCProvider provider;

    /**
     * Creates the stack.
     *
     * @param settings the stage, and the environment of the jobs that deploy it
     * @param repository {@code owner/name}, or {@code owner@id/name@id}
     */
    public PipelineStack(Construct scope, String id, StageSettings settings, String repository) {
        super(
                scope,
                id,
                StackProps.builder()
                        .description(
                                "net-stock "
                                        + settings.name()
                                        + ": access of the deploying workflows")
                        .terminationProtection(true)
                        .build());
        if (!REPOSITORY.matcher(repository).matches()) {
            throw new IllegalArgumentException(
                    "repository must be owner/name or owner@id/name@id on GitHub, not "
                            + repository);
        }
        this.repository = repository;
        this.provider =
                CfnOIDCProvider.Builder.create(this, "GitHub")
                        .url("https://" + ISSUER)
                        .clientIdList(List.of(AUDIENCE))
                        .build();
        output("DeployRoleArn", deploy(settings));
        output("DiffRoleArn", diff(settings));
    }

    private Role deploy(StageSettings settings) {
        var role = role("Deploy", "environment:" + settings.name());
        role.addToPolicy(
                PolicyStatement.Builder.create()
                        .actions(List.of("sts:AssumeRole"))
                        .resources(
                                regions(settings)
                                        .flatMap(
                                                region ->
                                                        BOOTSTRAP_ROLES.stream()
                                                                .map(it -> bootstrap(it, region)))
                                        .toList())
                        .build());
        return role;
    }

    /** The region of the stage, that of the copies of its backups, and that of its edge. */
    private static Stream<String> regions(StageSettings settings) {
        return Stream.of(
                        Stream.of(Aws.REGION),
                        Stream.ofNullable(settings.backups()).map(BackupSettings::copyTo),
                        Stream.ofNullable(settings.edge()).map(edge -> EdgeStack.REGION))
                .flatMap(regions -> regions)
                .distinct();
    }

    private Role diff(StageSettings settings) {
        var role = role("Diff", "pull_request");
        var stacks = "stack/NetStock-" + settings.name() + "-*";
        role.addToPolicy(
                PolicyStatement.Builder.create()
                        .actions(List.of("cloudformation:GetTemplate"))
                        .resources(
                                regions(settings)
                                        .map(region -> arn("cloudformation", region, stacks))
                                        .toList())
                        .build());
        regions(settings)
                .map(region -> region.equals(Aws.REGION) ? "<AWS::Region>" : region)
                .forEach(
                        region ->
                                AcceptedFindings.finding(
                                        role,
                                        "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:cloudformation:"
                                                + region
                                                + ":<AWS::AccountId>:"
                                                + stacks
                                                + "]",
                                        "CloudFormation generates the ids of the stage's stacks,"
                                                + " whose templates it reads."));
        return role;
    }

    private Role role(String id, String subject) {
        return Role.Builder.create(this, id)
                .assumedBy(
                        new WebIdentityPrincipal(
                                provider.getAttrArn(),
                                Map.of(
                                        "StringEquals",
                                        Map.of(
                                                ISSUER + ":aud",
                                                AUDIENCE,
                                                ISSUER + ":sub",
                                                "repo:" + repository + ":" + subject))))
                .maxSessionDuration(Duration.hours(1))
                .build();
    }

    private void output(String id, Role role) {
        CfnOutput.Builder.create(this, id).value(role.getRoleArn()).build();
    }

    private static String bootstrap(String role, String region) {
        return arn(
                "iam",
                "",
                "role/cdk-%s-%s-%s-%s"
                        .formatted(
                                DefaultStackSynthesizer.DEFAULT_QUALIFIER,
                                role,
                                Aws.ACCOUNT_ID,
                                region));
    }

    private static String arn(String service, String region, String resource) {
        return "arn:%s:%s:%s:%s:%s"
                .formatted(Aws.PARTITION, service, region, Aws.ACCOUNT_ID, resource);
    }
}
