package dev.netstock.local.identity;

import dev.netstock.local.template.Environment;
import dev.netstock.local.template.Properties;
import dev.netstock.local.template.ProvisionedResource;
import dev.netstock.local.template.ResourceDeclaration;
import dev.netstock.local.template.ResourceType;
import dev.netstock.local.template.TemplateException;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * {@code AWS::Cognito::UserPool}. Settings for passwords and messages are ignored, since demo
 * people have neither; of the functions that it calls, the one before tokens are issued is called.
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
    public ProvisionedResource provision(ResourceDeclaration resource) {
        Properties properties = resource.properties();
        Environment environment = pools.environment();
        String id = environment.region() + "_" + resource.logicalId();
        String provider = "cognito-idp." + environment.region() + ".amazonaws.com/" + id;
        pools.add(
                UserPool.create(id, URI.create("https://" + provider), signInFunction(properties)));
        ignore(properties);
        properties.finish();
        return new ProvisionedResource(
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

    private static Optional<String> signInFunction(Properties properties) {
        return properties
                .optionalObject("LambdaConfig")
                .map(triggers -> triggers.object("PreTokenGenerationConfig"))
                .map(UserPoolType::ofVersion2);
    }

    private static String ofVersion2(Properties trigger) {
        String version = trigger.text("LambdaVersion");
        if (!version.equals("V2_0")) {
            throw new TemplateException(
                    "The event version " + version + " is not supported", trigger.path());
        }
        return trigger.text("LambdaArn");
    }

    private static void ignore(Properties properties) {
        properties.ignore(
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
