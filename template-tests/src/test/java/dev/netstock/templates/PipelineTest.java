package dev.netstock.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;

import dev.netstock.infra.NetStockApp;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/** What a workflow of GitHub may do in the account of a stage. */
class PipelineTest {
    private static final String CLAIM = "token.actions.githubusercontent.com:";

    private static final StageTemplates STACK = synthesized("acme/net-stock");

    @Test
    void provider_trustsGitHubForThisAccountAlone() {
        assertThat(STACK.resources("AWS::IAM::OIDCProvider"))
                .singleElement()
                .satisfies(
                        it -> {
                            assertThat(it.property("Url").asText())
                                    .isEqualTo("https://token.actions.githubusercontent.com");
                            assertThat(it.property("ClientIdList"))
                                    .extracting(JsonNode::asText)
                                    .containsExactly("sts.amazonaws.com");
                        });
    }

    @Test
    void deploy_isForJobsOfTheStagesEnvironmentInThisRepository() {
        assertThat(claims("Deploy"))
                .containsExactlyInAnyOrder(
                        CLAIM + "aud=sts.amazonaws.com",
                        CLAIM + "sub=repo:acme/net-stock:environment:prod");
    }

    @Test
    void diff_isForPullRequestsInThisRepository() {
        assertThat(claims("Diff"))
                .containsExactlyInAnyOrder(
                        CLAIM + "aud=sts.amazonaws.com",
                        CLAIM + "sub=repo:acme/net-stock:pull_request");
    }

    /** In the region of the stage, and in that of the copies of its backups. */
    @Test
    void deploy_mayOnlyAssumeTheRolesOfTheBootstrapStacks() {
        assertThat(allowed("Deploy"))
                .containsExactlyInAnyOrder(
                        assumes("deploy-role", "AWS::Region"),
                        assumes("file-publishing-role", "AWS::Region"),
                        assumes("lookup-role", "AWS::Region"),
                        assumes("deploy-role", "ap-northeast-3"),
                        assumes("file-publishing-role", "ap-northeast-3"),
                        assumes("lookup-role", "ap-northeast-3"));
    }

    @Test
    void diff_mayOnlyReadTheTemplatesOfTheStage() {
        assertThat(allowed("Diff"))
                .containsExactlyInAnyOrder(
                        "cloudformation:GetTemplate on"
                            + " arn:AWS::Partition:cloudformation:AWS::Region:AWS::AccountId:stack/NetStock-prod-*",
                        "cloudformation:GetTemplate on"
                            + " arn:AWS::Partition:cloudformation:ap-northeast-3:AWS::AccountId:stack/NetStock-prod-*");
    }

    @Test
    void pipeline_hasNoOtherResources() {
        assertThat(STACK.resources())
                .extracting(Resource::type)
                .containsOnly("AWS::IAM::OIDCProvider", "AWS::IAM::Role", "AWS::IAM::Policy")
                .hasSize(5);
    }

    @Test
    void repository_withoutItsOwner_isRejected() {
        assertThatThrownBy(() -> synthesized("net-stock"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("owner/name");
        assertThatThrownBy(() -> synthesized("*/net-stock"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static StageTemplates synthesized(String repository) {
        var folder = StageTemplates.newFolder();
        var app = NetStockApp.checked(folder.toString());
        NetStockApp.addPipeline(app, StageTemplates.settings("prod"), repository);
        app.synth();
        var template =
                new Template(StageTemplates.json(folder, "NetStock-prod-Pipeline.template.json"));
        var none = new Template(template.json().path("Metadata"));
        return new StageTemplates(
                folder,
                template,
                none,
                none,
                none,
                none,
                Optional.empty(),
                none,
                none,
                List.of(),
                List.of());
    }

    private static List<String> claims(String role) {
        var trust =
                STACK.resource("AWS::IAM::Role", role).at("/AssumeRolePolicyDocument/Statement/0");
        assertThat(STACK.textOf(trust.at("/Principal/Federated"))).isEqualTo("GitHub.Arn");
        assertThat(trust.path("Action").asText()).isEqualTo("sts:AssumeRoleWithWebIdentity");
        return trust.at("/Condition/StringEquals").properties().stream()
                .map(it -> it.getKey() + "=" + it.getValue().asText())
                .toList();
    }

    private static List<String> allowed(String role) {
        return STACK.resources("AWS::IAM::Policy")
                .filter(it -> it.name().equals(role + "DefaultPolicy"))
                .flatMap(Policies::statements)
                .flatMap(
                        statement ->
                                Resource.elements(statement.path("Resource"))
                                        .map(STACK::textOf)
                                        .map(it -> statement.path("Action").asText() + " on " + it))
                .toList();
    }

    private static String assumes(String role, String region) {
        return "sts:AssumeRole on arn:AWS::Partition:iam::AWS::AccountId:role/cdk-hnb659fds-"
                + role
                + "-AWS::AccountId-"
                + region;
    }
}
