package dev.netstock.local.identity;

import dev.netstock.local.template.Properties;
import dev.netstock.local.template.ProvisionedResource;
import dev.netstock.local.template.ResourceDeclaration;
import dev.netstock.local.template.ResourceType;

import java.util.Map;

/**
 * {@code AWS::Cognito::UserPoolResourceServer}: it defines the scopes that clients may have.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpoolresourceserver.html">AWS::Cognito::UserPoolResourceServer</a>
 */
record ResourceServerType(UserPools pools) implements ResourceType {
    @Override
    public String name() {
        return "AWS::Cognito::UserPoolResourceServer";
    }

    @Override
    public ProvisionedResource provision(ResourceDeclaration resource) {
        Properties properties = resource.properties();
        String identifier = properties.text("Identifier");
        UserPool pool = pools.of(properties);
        for (Properties scope : properties.objects("Scopes")) {
            pool.addScope(identifier + "/" + scope.text("ScopeName"));
            scope.ignore("ScopeDescription");
        }
        properties.ignore("Name");
        properties.finish();
        return new ProvisionedResource(identifier, Map.of());
    }
}
