package dev.netstock.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.List;

class ResourceTypesTest {
    private final IgnoredResources ignored = new IgnoredResources();
    private final ResourceTypes types =
            new ResourceTypes(List.of(), Environment.local("ap-northeast-1"), ignored);

    @Test
    void provision_ofAnUnsupportedType_reportsItAndItsLocation() {
        assertThatThrownBy(() -> types.provision(resource("AWS::S3::Bucket")))
                .isInstanceOf(TemplateException.class)
                .hasMessage(
                        "The resource type AWS::S3::Bucket is not supported (Stack:"
                                + " Resources.Thing)");
    }

    @Test
    void provision_ofAnIgnoredType_listsItWithoutReadingItsProperties() {
        types.provision(resource("AWS::KMS::Key"));
        types.provision(resource("AWS::CodeDeploy::DeploymentGroup"));
        types.provision(resource("AWS::IAM::Role"));
        var second = types.provision(resource("AWS::IAM::Role"));

        assertThat(ignored.types())
                .containsExactly(
                        "AWS::CodeDeploy::DeploymentGroup", "AWS::IAM::Role", "AWS::KMS::Key");
        assertThat(second.attributes())
                .containsEntry("Arn", "arn:aws:iam:ap-northeast-1:000000000000:role/Stack-Thing");
    }

    @Test
    void provision_ofAnAddress_givesWhatAGatewayRefersTo() {
        assertThat(types.provision(resource("AWS::EC2::EIP")).attributes())
                .containsEntry("AllocationId", "Stack-Thing");
        types.provision(resource("AWS::EC2::NatGateway"));
        assertThat(ignored.types()).containsExactly("AWS::EC2::EIP", "AWS::EC2::NatGateway");
    }

    private static ResourceDeclaration resource(String type) {
        return new ResourceDeclaration(
                "Thing",
                type,
                TemplatePath.of("Stack", "Resources", "Thing"),
                () -> {
                    throw new AssertionError("The properties were read");
                });
    }
}
