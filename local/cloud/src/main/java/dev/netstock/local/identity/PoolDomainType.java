package dev.netstock.local.identity;

import dev.netstock.local.template.Properties;
import dev.netstock.local.template.Provisioned;
import dev.netstock.local.template.ResourceDeclaration;
import dev.netstock.local.template.ResourceType;

import java.util.Map;

/**
 * {@code AWS::Cognito::UserPoolDomain}: where a deployment serves the token endpoint.
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
    public Provisioned provision(ResourceDeclaration resource) {
        Properties properties = resource.properties();
        String domain = properties.text("Domain");
        pools.addDomain(domain, pools.of(properties));
        properties.passOver("ManagedLoginVersion");
        properties.finish();
        return new Provisioned(domain, Map.of());
    }
}
