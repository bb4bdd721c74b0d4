package dev.netstock.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;

import dev.netstock.infra.NetStockApp;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Optional;

/** What a workflow of GitHub may do in the account of a stage. */
class PipelineTest {
    private static final String CLAIM = "token.actions.githubusercontent.com:";

    private static final StageTemplates STACK = synthesized("prod", "acme/net-stock");

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
        assertThat(claims(STACK, "Deploy"))
                .containsExactlyInAnyOrder(
                        CLAIM + "aud=sts.amazonaws.com",
                        CLAIM + "sub=repo:acme/net-stock:environment:prod");
    }

    @Test
    void diff_isForPullRequestsInThisRepository() {
        assertThat(claims(STACK, "Diff"))
                .containsExactlyInAnyOrder(
                        CLAIM + "aud=sts.amazonaws.com",
                        CLAIM + "sub=repo:acme/net-stock:pull_request");
    }

    /** As GitHub names repositories that were created since July 2026. */
    @Test
    void repository_withIds_isTrustedUnderItsNamesAndIds() {
        var stack = synthesized("prod", "acme@123456/net-stock@456789");
        assertThat(claims(stack, "Deploy"))
                .contains(CLAIM + "sub=repo:acme@123456/net-stock@456789:environment:prod");
        assertThat(claims(stack, "Diff"))
                .contains(CLAIM + "sub=repo:acme@123456/net-stock@456789:pull_request");
    }

    /** In the region of the stage, and in that of the copies of its backups. */
    @Test
    void deploy_mayOnlyAssumeTheRolesOfTheBootstrapStacks() {
        assertThat(allowed(STACK, "Deploy"))
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
        assertThat(allowed(STACK, "Diff"))
                .containsExactlyInAnyOrder(
                        "cloudformation:GetTemplate on"
                            + " arn:AWS::Partition:cloudformation:AWS::Region:AWS::AccountId:stack/NetStock-prod-*",
                        "cloudformation:GetTemplate on"
                            + " arn:AWS::Partition:cloudformation:ap-northeast-3:AWS::AccountId:stack/NetStock-prod-*");
    }

    /** The stack of an edge is in us-east-1. */
    @Test
    void stageWithAnEdge_isReadAndDeployedInItsRegionAsWell() {
        var stack = synthesized(StageTemplates.DEV_WITH_EDGE, "acme/net-stock");
        assertThat(allowed(stack, "Deploy"))
                .containsExactlyInAnyOrder(
                        assumes("deploy-role", "AWS::Region"),
                        assumes("file-publishing-role", "AWS::Region"),
                        assumes("lookup-role", "AWS::Region"),
                        assumes("deploy-role", "us-east-1"),
                        assumes("file-publishing-role", "us-east-1"),
                        assumes("lookup-role", "us-east-1"));
        assertThat(allowed(stack, "Diff"))
                .containsExactlyInAnyOrder(
                        "cloudformation:GetTemplate on"
                            + " arn:AWS::Partition:cloudformation:AWS::Region:AWS::AccountId:stack/NetStock-dev-*",
                        "cloudformation:GetTemplate on"
                            + " arn:AWS::Partition:cloudformation:us-east-1:AWS::AccountId:stack/NetStock-dev-*");
    }

    @Test
    void pipeline_hasNoOtherResources() {
        assertThat(STACK.resources())
                .extracting(Resource::type)
                .containsOnly("AWS::IAM::OIDCProvider", "AWS::IAM::Role", "AWS::IAM::Policy")
                .hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "net-stock",
                "*/net-stock",
                "acme@*/net-stock@*",
                "acme@123456/net-stock",
                "acme/net-stock@456789"
            })
    void repository_withoutItsOwnerOrWithOneId_isRejected(String repository) {
        assertThatThrownBy(() -> synthesized("prod", repository))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("owner/name");
    }

    private static StageTemplates synthesized(String stage, String repository) {
        var folder = StageTemplates.newFolder();
        var app = NetStockApp.checked(folder.toString());
        var settings = StageTemplates.settings(stage);
        NetStockApp.addPipeline(app, settings, repository);
        app.synth();
        var file = "NetStock-%s-Pipeline.template.json".formatted(settings.name());
        var template = new Template(StageTemplates.json(folder, file));
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

    private static List<String> claims(StageTemplates stack, String role) {
        var trust =
                stack.resource("AWS::IAM::Role", role).at("/AssumeRolePolicyDocument/Statement/0");
        assertThat(stack.textOf(trust.at("/Principal/Federated"))).isEqualTo("GitHub.Arn");
        assertThat(trust.path("Action").asText()).isEqualTo("sts:AssumeRoleWithWebIdentity");
        return trust.at("/Condition/StringEquals").properties().stream()
                .map(it -> it.getKey() + "=" + it.getValue().asText())
                .toList();
    }

    private static List<String> allowed(StageTemplates stack, String role) {
        return stack.resources("AWS::IAM::Policy")
                .filter(it -> it.name().equals(role + "DefaultPolicy"))
                .flatMap(Policies::statements)
                .flatMap(
                        statement ->
                                Resource.elements(statement.path("Resource"))
                                        .map(stack::textOf)
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
