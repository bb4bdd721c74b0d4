package dev.netstock.local.identity;

import dev.netstock.local.template.Properties;
import dev.netstock.local.template.ProvisionedResource;
import dev.netstock.local.template.ResourceDeclaration;
import dev.netstock.local.template.ResourceType;

import java.util.Map;

/**
 * {@code AWS::Cognito::UserPoolDomain}: the domain of the token endpoint in an AWS deployment.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpooldomain.html">AWS::Cognito::UserPoolDomain</a>
 */
record PoolDomainType(UserPools pools) implements ResourceType {
    @Override
    public String name() {
        return "AWS::Cognito::UserPoolDomain";
    }

    @Override
    public ProvisionedResource provision(ResourceDeclaration resource) {
        Properties properties = resource.properties();
        String domain = properties.text("Domain");
        pools.addDomain(domain, pools.of(properties));
        properties.ignore("ManagedLoginVersion");
        properties.finish();
        return new ProvisionedResource(domain, Map.of());
    }
}
