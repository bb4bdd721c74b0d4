package dev.netstock.infra;

import java.util.Map;

/**
 * The CDK feature flags that affect this app.
 *
 * <p>The app sets them in code, because only the CDK CLI reads {@code cdk.json}; the tests and the
 * local cloud synthesize without the CLI. The source is {@code FEATURE_FLAGS.md} of aws-cdk-lib.
 */
final class FeatureFlags {
    static final Map<String, Object> ALL =
            Map.of(
                    // The synth fails for templates that CloudFormation would reject.
                    "@aws-cdk/core:validateAgainstDefaultRules", true,
                    // Warnings of constructs are findings too.
                    "@aws-cdk/core:annotationsInValidationReport", true,
                    // A secret in a template is an error.
                    "@aws-cdk/core:checkSecretUsage", true,
                    // Equivalent policy statements are merged.
                    "@aws-cdk/aws-iam:minimizePolicies", true,
                    // A new function version exactly when its contents have changed.
                    "@aws-cdk/aws-lambda:recognizeLayerVersion", true,
                    // CDK creates no log groups beside ours, which have a retention.
                    "@aws-cdk/aws-lambda:useCdkManagedLogGroup", true,
                    // A stack cannot be deleted while another one uses it.
                    "@aws-cdk/core:defaultCrossStackReferences", "strong",
                    // Only tags that the app sets, each once.
                    "@aws-cdk/core:explicitStackTags", true,
                    // Nothing about our constructs is reported to AWS.
                    "@aws-cdk/core:enableAdditionalMetadataCollection", false);

    private FeatureFlags() {}
}
