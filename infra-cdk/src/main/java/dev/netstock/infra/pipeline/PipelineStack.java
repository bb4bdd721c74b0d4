package dev.netstock.infra.pipeline;

import dev.netstock.infra.AcceptedFindings;

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

    private final String repository;
    private final CfnOIDCProvider provider;

    /**
     * Creates the stack.
     *
     * @param stage the stage, and the environment of the jobs that deploy it
     * @param repository {@code owner/name}
     */
    public PipelineStack(Construct scope, String id, String stage, String repository) {
        super(
                scope,
                id,
                StackProps.builder()
                        .description("net-stock " + stage + ": access of the deploying workflows")
                        .terminationProtection(true)
                        .build());
        if (!repository.matches("[A-Za-z0-9-]+/[A-Za-z0-9._-]+")) {
            throw new IllegalArgumentException(
                    "repository must be owner/name on GitHub, not " + repository);
        }
        this.repository = repository;
        this.provider =
                CfnOIDCProvider.Builder.create(this, "GitHub")
                        .url("https://" + ISSUER)
                        .clientIdList(List.of(AUDIENCE))
                        .build();
        output("DeployRoleArn", deploy(stage));
        output("DiffRoleArn", diff(stage));
    }

    private Role deploy(String stage) {
        var role = role("Deploy", "environment:" + stage);
        role.addToPolicy(
                PolicyStatement.Builder.create()
                        .actions(List.of("sts:AssumeRole"))
                        .resources(BOOTSTRAP_ROLES.stream().map(PipelineStack::bootstrap).toList())
                        .build());
        return role;
    }

    private Role diff(String stage) {
        var role = role("Diff", "pull_request");
        var stacks = "stack/NetStock-" + stage + "-*";
        role.addToPolicy(
                PolicyStatement.Builder.create()
                        .actions(List.of("cloudformation:GetTemplate"))
                        .resources(List.of(arn("cloudformation", Aws.REGION, stacks)))
                        .build());
        AcceptedFindings.finding(
                role,
                "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:cloudformation:<AWS::Region>:<AWS::AccountId>:"
                        + stacks
                        + "]",
                "CloudFormation generates the ids of the stage's stacks, whose templates it"
                        + " reads.");
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

    private static String bootstrap(String role) {
        return arn(
                "iam",
                "",
                "role/cdk-%s-%s-%s-%s"
                        .formatted(
                                DefaultStackSynthesizer.DEFAULT_QUALIFIER,
                                role,
                                Aws.ACCOUNT_ID,
                                Aws.REGION));
    }

    private static String arn(String service, String region, String resource) {
        return "arn:%s:%s:%s:%s:%s"
                .formatted(Aws.PARTITION, service, region, Aws.ACCOUNT_ID, resource);
    }
}
