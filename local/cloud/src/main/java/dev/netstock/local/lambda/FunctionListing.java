package dev.netstock.local.lambda;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.Comparator;
import java.util.Optional;

/**
 * Function configurations in Lambda's API.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html">FunctionConfiguration</a>
 */
final class FunctionListing {
    private final LambdaService service;

    FunctionListing(LambdaService service) {
        this.service = service;
    }

    String all() {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        var functions = answer.putArray("Functions");
        service.definitions().stream()
                .sorted(Comparator.comparing(FunctionDefinition::name))
                .map(this::configuration)
                .forEach(functions::add);
        return answer.toString();
    }

    /**
     * The configuration alone or in the form of GetFunction; empty if the function does not exist.
     */
    Optional<String> one(FunctionReference reference, boolean bare) {
        return service.find(reference)
                .map(function -> configuration(function.definition()))
                .map(configuration -> bare ? configuration : wrapped(configuration))
                .map(ObjectNode::toString);
    }

    private static ObjectNode wrapped(ObjectNode configuration) {
        return JsonNodeFactory.instance.objectNode().set("Configuration", configuration);
    }

    private ObjectNode configuration(FunctionDefinition function) {
        var reference = new FunctionReference(function.name(), FunctionDefinition.LATEST);
        ObjectNode configuration = JsonNodeFactory.instance.objectNode();
        configuration
                .put("FunctionName", function.name())
                .put("FunctionArn", service.arn(reference))
                .put("Runtime", "java25")
                .put("Handler", function.handler())
                .put("MemorySize", function.memoryMb())
                .put("Timeout", function.timeout().toSeconds())
                .put("Version", function.version())
                .put("PackageType", "Zip")
                .put("State", "Active");
        ObjectNode variables = configuration.putObject("Environment").putObject("Variables");
        function.environment().forEach(variables::put);
        return configuration;
    }
}
