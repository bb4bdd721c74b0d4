package dev.netstock.local.identity;

import dev.netstock.local.template.Properties;
import dev.netstock.local.template.ProvisionedResource;
import dev.netstock.local.template.ResourceDeclaration;
import dev.netstock.local.template.ResourceType;

import java.util.Map;

/**
 * {@code AWS::Cognito::UserPoolGroup}: a demo person of the group can sign in.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpoolgroup.html">AWS::Cognito::UserPoolGroup</a>
 */
record UserPoolGroupType(UserPools pools) implements ResourceType {
    @Override
    public String name() {
        return "AWS::Cognito::UserPoolGroup";
    }

    @Override
    public ProvisionedResource provision(ResourceDeclaration resource) {
        Properties properties = resource.properties();
        String group = properties.text("GroupName");
        pools.of(properties).addGroup(group);
        properties.ignore("Description", "Precedence");
        properties.finish();
        return new ProvisionedResource(group, Map.of());
    }
}
