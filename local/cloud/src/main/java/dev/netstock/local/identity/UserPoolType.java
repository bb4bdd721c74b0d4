package dev.netstock.local.identity;

import dev.netstock.local.template.Environment;
import dev.netstock.local.template.Properties;
import dev.netstock.local.template.Provisioned;
import dev.netstock.local.template.ResourceDeclaration;
import dev.netstock.local.template.ResourceType;

import java.net.URI;
import java.util.Map;

/**
 * {@code AWS::Cognito::UserPool}, for machines: what concerns people who sign up is passed over.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpool.html">AWS::Cognito::UserPool</a>
 */
record UserPoolType(UserPools pools) implements ResourceType {
    @Override
    public String name() {
        return "AWS::Cognito::UserPool";
    }

    @Override
    public Provisioned provision(ResourceDeclaration resource) {
        Properties properties = resource.properties();
        Environment environment = pools.environment();
        String id = environment.region() + "_" + resource.logicalId();
        String provider = "cognito-idp." + environment.region() + ".amazonaws.com/" + id;
        pools.add(UserPool.create(id, URI.create("https://" + provider)));
        passOver(properties);
        properties.finish();
        return new Provisioned(
                id,
                Map.of(
                        "Arn",
                        environment.arn("cognito-idp", "userpool/" + id),
                        "ProviderName",
                        provider,
                        "ProviderURL",
                        "https://" + provider,
                        "UserPoolId",
                        id));
    }

    private static void passOver(Properties properties) {
        properties.passOver(
                "AccountRecoverySetting",
                "AdminCreateUserConfig",
                "AliasAttributes",
                "AutoVerifiedAttributes",
                "DeletionProtection",
                "DeviceConfiguration",
                "EmailConfiguration",
                "EmailVerificationMessage",
                "EmailVerificationSubject",
                "EnabledMfas",
                "MfaConfiguration",
                "Policies",
                "Schema",
                "SmsVerificationMessage",
                "UserAttributeUpdateSettings",
                "UserPoolAddOns",
                "UserPoolName",
                "UserPoolTags",
                "UserPoolTier",
                "UsernameAttributes",
                "UsernameConfiguration",
                "VerificationMessageTemplate");
    }
}
