package dev.netstock.local.stacks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;

import dev.netstock.local.http.FormBody;
import dev.netstock.local.http.LoopbackServer;
import dev.netstock.local.http.Responses;
import dev.netstock.local.http.Xml;
import dev.netstock.local.template.DeployedStack;
import dev.netstock.local.template.Environment;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * CloudFormation's {@code DescribeStacks}, in the Query protocol, for stacks that are deployed.
 * Their number stays far below 1 MB of output, so the answer is one page. Signatures are not
 * checked. Thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStacks.html">DescribeStacks</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/CommonErrors.html">Common
 *     errors</a>
 */
public final class StackServer implements AutoCloseable {
    private static final String NAMESPACE = "http://cloudformation.amazonaws.com/doc/2010-05-15/";
    private static final int FORM_BYTES_MAX = 8 * 1024;
    private static final String ACTION = "DescribeStacks";
    private static final Set<String> PARAMETERS =
            Set.of("Action", "Version", "StackName", "NextToken");

    /** A request that CloudFormation rejects. */
    private static final class RejectedException extends Exception {
        private static final long serialVersionUID = 1L;
        private final int status;
        private final String code;
        private final String reason;

        RejectedException(int status, String code, String reason) {
            super(reason);
            this.status = status;
            this.code = code;
            this.reason = reason;
        }

        static RejectedException validationError(String reason) {
            return new RejectedException(400, "ValidationError", reason);
        }

        /** AWS implements it, the local cloud does not. */
        static RejectedException notImplemented(String what) {
            return new RejectedException(
                    501, "NotImplemented", "The local cloud does not implement " + what);
        }
    }

    private final Environment environment;
    private final List<DeployedStack> stacks;
    private final Instant createdAt;
    private final LoopbackServer server;

    private StackServer(Environment environment, List<DeployedStack> stacks, Instant createdAt) {
        this.environment = environment;
        this.stacks = List.copyOf(stacks);
        this.createdAt = createdAt;
        this.server = LoopbackServer.listen(0, this::handle);
    }

    /**
     * Starts to serve.
     *
     * @param createdAt when the stacks were deployed
     */
    public static StackServer start(
            Environment environment, List<DeployedStack> stacks, Instant createdAt) {
        return new StackServer(environment, stacks, createdAt);
    }

    public URI endpoint() {
        return server.address();
    }

    @Override
    public void close() {
        server.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = Responses.bodyUpTo(FORM_BYTES_MAX, exchange).orElseGet(() -> new byte[0]);
        exchange.getResponseHeaders().set("Content-Type", "text/xml");
        try {
            List<DeployedStack> described = described(FormBody.parse(body));
            Responses.send(exchange, 200, answer(described));
        } catch (RejectedException e) {
            Responses.send(exchange, e.status, Xml.error(NAMESPACE, e.code, e.reason));
        }
    }

    private List<DeployedStack> described(Map<String, String> form) throws RejectedException {
        String action = form.getOrDefault("Action", "");
        if (!action.equals(ACTION)) {
            throw RejectedException.notImplemented("the action '" + action + "'");
        }
        for (String parameter : form.keySet()) {
            if (!PARAMETERS.contains(parameter)) {
                throw RejectedException.notImplemented("the parameter " + parameter);
            }
        }
        if (form.containsKey("NextToken")) {
            throw RejectedException.validationError("The NextToken is not valid");
        }
        String name = form.getOrDefault("StackName", "");
        return name.isEmpty() ? stacks : List.of(named(name));
    }

    private DeployedStack named(String nameOrId) throws RejectedException {
        return stacks.stream()
                .filter(it -> it.name().equals(nameOrId) || id(it).equals(nameOrId))
                .findFirst()
                .orElseThrow(
                        () ->
                                RejectedException.validationError(
                                        "Stack with id " + nameOrId + " does not exist"));
    }

    /** The UUID of a stack depends on its name alone. */
    private String id(DeployedStack stack) {
        UUID uuid = UUID.nameUUIDFromBytes(stack.name().getBytes(UTF_8));
        return environment.arn("cloudformation", "stack/" + stack.name() + "/" + uuid);
    }

    private byte[] answer(List<DeployedStack> described) {
        return Xml.document(
                ACTION + "Response",
                NAMESPACE,
                xml ->
                        xml.element(
                                        ACTION + "Result",
                                        result ->
                                                result.element(
                                                        "Stacks", members(described, this::write)))
                                .element("ResponseMetadata", Xml::requestId));
    }

    private void write(DeployedStack stack, Xml xml) {
        xml.text("StackId", id(stack)).text("StackName", stack.name());
        stack.description().ifPresent(it -> xml.text("Description", it));
        xml.text("CreationTime", createdAt.toString())
                .text("StackStatus", "CREATE_COMPLETE")
                .text("DisableRollback", "false")
                .element("DriftInformation", drift -> drift.text("StackDriftStatus", "NOT_CHECKED"))
                .element("Outputs", pairs(stack.outputs(), "OutputKey", "OutputValue"))
                .element("Tags", pairs(stack.tags(), "Key", "Value"));
    }

    private static Consumer<Xml> pairs(Map<String, String> map, String key, String value) {
        return members(
                List.copyOf(map.entrySet()),
                (entry, xml) -> xml.text(key, entry.getKey()).text(value, entry.getValue()));
    }

    private static <T> Consumer<Xml> members(List<T> all, BiConsumer<T, Xml> write) {
        return xml -> all.forEach(it -> xml.element("member", member -> write.accept(it, member)));
    }
}
