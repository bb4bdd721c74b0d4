package dev.netstock.infra;

import java.util.Map;

/**
 * The CDK feature flags that touch what this app uses.
 *
 * <p>They are handed to the app in code, since {@code cdk.json} is read by the CDK command line
 * only, and the tests and the local cloud synthesize without it. The source is {@code
 * FEATURE_FLAGS.md} of aws-cdk-lib.
 */
final class FeatureFlags {
    static final Map<String, Object> ALL =
            Map.of(
                    // What CloudFormation would refuse fails here already.
                    "@aws-cdk/core:validateAgainstDefaultRules", true,
                    // Warnings of constructs are findings too.
                    "@aws-cdk/core:annotationsInValidationReport", true,
                    // A secret in a template is an error.
                    "@aws-cdk/core:checkSecretUsage", true,
                    // One policy statement where two would say the same.
                    "@aws-cdk/aws-iam:minimizePolicies", true,
                    // A new function version exactly when what a version holds has changed.
                    "@aws-cdk/aws-lambda:recognizeLayerVersion", true,
                    // Our log groups have a retention; CDK makes no other.
                    "@aws-cdk/aws-lambda:useCdkManagedLogGroup", true,
                    // The data stack cannot go while the API stack still uses it.
                    "@aws-cdk/core:defaultCrossStackReferences", "strong",
                    // Only tags that we name, and each once.
                    "@aws-cdk/core:explicitStackTags", true,
                    // Nothing about our constructs is reported to AWS.
                    "@aws-cdk/core:enableAdditionalMetadataCollection", false);

    private FeatureFlags() {}
}
