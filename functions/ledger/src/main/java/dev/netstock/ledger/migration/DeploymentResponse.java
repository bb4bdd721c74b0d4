package dev.netstock.ledger.migration;

import dev.netstock.platform.json.JsonWriter;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The response to CloudFormation.
 *
 * @param succeeded whether the deployment continues
 * @param reason shown to the operator if it does not
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-responses.html">Custom
 *     resource response objects</a>: a response has at most 4,096 bytes
 */
record DeploymentResponse(boolean succeeded, String reason) {
    /** Leaves room for ids of any characters. */
    private static final int REASON_MAX = 600;

    /** Never changes: CloudFormation would delete the resource of the former id. */
    private static final String RESOURCE = "ledger";

    static DeploymentResponse success() {
        return new DeploymentResponse(true, "The ledger has the schema of this version");
    }

    /** With the messages of all causes: the last one usually names the reason. */
    static DeploymentResponse failure(RuntimeException failure) {
        String causes =
                Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
                        .map(cause -> Objects.requireNonNullElse(cause.getMessage(), "" + cause))
                        .distinct()
                        .collect(Collectors.joining(": "));
        String reason = "The ledger could not be migrated: " + causes;
        return new DeploymentResponse(
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
