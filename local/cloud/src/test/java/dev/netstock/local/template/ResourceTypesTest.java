package dev.netstock.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.List;

class ResourceTypesTest {
    private final PassedOver passedOver = new PassedOver();
    private final ResourceTypes types =
            new ResourceTypes(List.of(), Environment.local("ap-northeast-1"), passedOver);

    @Test
    void provision_whenTheTypeIsNotKnown_namesItAndWhereItStands() {
        assertThatThrownBy(() -> types.provision(resource("AWS::S3::Bucket")))
                .isInstanceOf(TemplateException.class)
                .hasMessage(
                        "The resource type AWS::S3::Bucket is not known (Stack: Resources.Thing)");
    }

    @Test
    void provision_whenTheTypeMeansNothingHere_listsItWithoutReadingItsProperties() {
        types.provision(resource("AWS::KMS::Key"));
        types.provision(resource("AWS::IAM::Role"));
        var second = types.provision(resource("AWS::IAM::Role"));

        assertThat(passedOver.types()).containsExactly("AWS::IAM::Role", "AWS::KMS::Key");
        assertThat(second.attributes())
                .containsEntry("Arn", "arn:aws:iam:ap-northeast-1:000000000000:role/Stack-Thing");
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
