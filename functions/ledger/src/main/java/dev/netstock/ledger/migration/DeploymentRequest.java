package dev.netstock.ledger.migration;

import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.JsonMembers;
import dev.netstock.platform.json.JsonReader;
import dev.netstock.platform.json.TextFormat;
import dev.netstock.platform.json.ValidationErrors;

import java.net.URI;
import java.util.Optional;

/**
 * A request of CloudFormation to a custom resource.
 *
 * @param type {@code Create}, {@code Update} or {@code Delete}
 * @param responseUrl where the response is sent
 * @param stackId repeated in the response
 * @param requestId repeated in the response
 * @param logicalResourceId repeated in the response
 * @param locations the property {@code Locations}, not parsed yet
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
        ValidationErrors errors = new ValidationErrors();
        Optional<Members> members =
                JsonReader.read(event, errors)
                        .flatMap(json -> JsonMembers.of(json, "", errors))
                        .map(Members::of);
        return errors.orElse(() -> members.orElseThrow().request());
    }

    /** The members, some of which may be missing or invalid. */
    private record Members(
            Optional<String> type,
            Optional<String> url,
            Optional<String> stack,
            Optional<String> id,
            Optional<String> resource,
            Optional<String> locations) {
        static Members of(JsonMembers event) {
            return new Members(
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
