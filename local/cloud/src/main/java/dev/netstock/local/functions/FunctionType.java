package dev.netstock.local.functions;

import dev.netstock.local.lambda.FunctionDefinition;
import dev.netstock.local.template.Assets;
import dev.netstock.local.template.Properties;
import dev.netstock.local.template.ProvisionedResource;
import dev.netstock.local.template.ResourceDeclaration;
import dev.netstock.local.template.ResourceType;
import dev.netstock.local.template.TemplateException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * {@code AWS::Lambda::Function}, with the runtime java25 and a zip from the assembly's assets.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html">AWS::Lambda::Function</a>
 */
public record FunctionType(DeclaredFunctions functions, Assets assets) implements ResourceType {
    private static final String RUNTIME = "java25";
    private static final int DEFAULT_MEMORY_MB = 128;
    private static final int DEFAULT_TIMEOUT_S = 3;

    @Override
    public String name() {
        return "AWS::Lambda::Function";
    }

    @Override
    public ProvisionedResource provision(ResourceDeclaration resource) {
        Properties properties = resource.properties();
        String name =
                properties
                        .optionalText("FunctionName")
                        .orElseGet(() -> resource.path().stack() + "-" + resource.logicalId());
        requireRuntime(properties);
        functions.add(definition(name, properties));
        ignore(properties);
        properties.finish();
        return new ProvisionedResource(name, Map.of("Arn", functions.arn(name)));
    }

    private FunctionDefinition definition(String name, Properties properties) {
        return new FunctionDefinition(
                name,
                zip(properties.object("Code")),
                properties.text("Handler"),
                properties.optionalNumber("MemorySize").orElse(DEFAULT_MEMORY_MB),
                Duration.ofSeconds(properties.optionalNumber("Timeout").orElse(DEFAULT_TIMEOUT_S)),
                environment(properties),
                properties.optionalNumber("ReservedConcurrentExecutions"),
                FunctionDefinition.LATEST,
                Set.of(),
                snapStart(properties));
    }

    /** The bucket is ignored, since an asset's key is the digest of its contents. */
    private Path zip(Properties code) {
        code.optionalText("S3Bucket");
        String key = code.text("S3Key");
        return assets.find(key)
                .orElseThrow(
                        () ->
                                new TemplateException(
                                        "The assembly has no asset " + key, code.path()));
    }

    private static Map<String, String> environment(Properties properties) {
        return properties
                .optionalObject("Environment")
                .map(environment -> environment.textMap("Variables"))
                .orElse(Map.of());
    }

    private static boolean snapStart(Properties properties) {
        return properties
                .optionalObject("SnapStart")
                .map(snapStart -> snapStart.text("ApplyOn").equals("PublishedVersions"))
                .orElse(false);
    }

    private static void requireRuntime(Properties properties) {
        String runtime = properties.text("Runtime");
        if (!runtime.equals(RUNTIME)) {
            throw new TemplateException(
                    "The runtime " + runtime + " is not supported", properties.path());
        }
    }

    private static void ignore(Properties properties) {
        properties.ignore(
                "Architectures",
                "Description",
                "EphemeralStorage",
                "KmsKeyArn",
                "LoggingConfig",
                "PackageType",
                "RecursiveLoop",
                "Role",
                "RuntimeManagementConfig",
                "Tags",
                "TracingConfig",
                "VpcConfig");
    }
}
