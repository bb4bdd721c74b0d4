package dev.netstock.ledger.migration;

import dev.netstock.platform.json.JsonWriter;

/**
 * What CloudFormation is answered.
 *
 * @param succeeded whether the deployment goes on
 * @param reason why it does not; shown to whoever deploys
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-responses.html">Custom
 *     resource response objects</a>: an answer has at most 4,096 bytes
 */
record DeploymentAnswer(boolean succeeded, String reason) {
    /** Leaves room for the ids, whatever the characters. */
    private static final int REASON_MAX = 600;

    /** Always the same: another id would have CloudFormation delete the resource of this one. */
    private static final String RESOURCE = "ledger";

    static DeploymentAnswer success() {
        return new DeploymentAnswer(true, "The ledger is what this version needs");
    }

    static DeploymentAnswer failure(RuntimeException why) {
        String reason = "The ledger could not be migrated: " + why.getMessage();
        return new DeploymentAnswer(
                false, reason.substring(0, Math.min(reason.length(), REASON_MAX)));
    }

    String json(DeploymentRequest request) {
        return JsonWriter.object(
                json -> {
                    json.writeStringField("Status", succeeded ? "SUCCESS" : "FAILED");
                    json.writeStringField("Reason", reason);
                    json.writeStringField("PhysicalResourceId", RESOURCE);
                    json.writeStringField("StackId", request.stackId());
                    json.writeStringField("RequestId", request.requestId());
                    json.writeStringField("LogicalResourceId", request.logicalResourceId());
                });
    }
}
