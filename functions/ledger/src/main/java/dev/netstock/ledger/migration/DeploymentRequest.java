package dev.netstock.ledger.migration;

import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.JsonMembers;
import dev.netstock.platform.json.JsonReader;
import dev.netstock.platform.json.TextFormat;
import dev.netstock.platform.json.ValidationErrors;

import java.net.URI;
import java.util.Optional;

/**
 * What CloudFormation asks of a custom resource.
 *
 * @param type {@code Create}, {@code Update} or {@code Delete}
 * @param responseUrl where the answer is put
 * @param stackId told back
 * @param requestId told back
 * @param logicalResourceId told back
 * @param locations the property {@code Locations}, as it came
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-requests.html">Custom
 *     resource request objects</a>
 */
record DeploymentRequest(
        String type,
        URI responseUrl,
        String stackId,
        String requestId,
        String logicalResourceId,
        String locations) {
    static final String DELETE = "Delete";

    private static final TextFormat<String> TEXT =
            new TextFormat<>("Must be a string.", _ -> true, text -> text);

    static Decoded<DeploymentRequest> decode(byte[] event) {
        ValidationErrors faults = new ValidationErrors();
        Optional<Reading> reading =
                JsonReader.read(event, faults)
                        .flatMap(json -> JsonMembers.of(json, "", faults))
                        .map(Reading::of);
        return faults.orElse(() -> reading.orElseThrow().request());
    }

    /** The members, asked for, before it is sure that none has a fault. */
    private record Reading(
            Optional<String> type,
            Optional<String> url,
            Optional<String> stack,
            Optional<String> id,
            Optional<String> resource,
            Optional<String> locations) {
        static Reading of(JsonMembers event) {
            return new Reading(
                    event.required("RequestType", TEXT),
                    event.required("ResponseURL", TEXT),
                    event.required("StackId", TEXT),
                    event.required("RequestId", TEXT),
                    event.required("LogicalResourceId", TEXT),
                    event.requiredObject("ResourceProperties")
                            .flatMap(properties -> properties.required("Locations", TEXT)));
        }

        DeploymentRequest request() {
            return new DeploymentRequest(
                    type.orElseThrow(),
                    URI.create(url.orElseThrow()),
                    stack.orElseThrow(),
                    id.orElseThrow(),
                    resource.orElseThrow(),
                    locations.orElseThrow());
        }
    }
}
