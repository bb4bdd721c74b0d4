package dev.netstock.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Deploys one stack. A reference provisions the referenced resource first, so resources are
 * provisioned in dependency order, as in CloudFormation. Not thread-safe.
 */
final class StackDeployment implements Scope {
    private static final Set<String> RESOURCE_MEMBERS =
            Set.of(
                    "Type",
                    "Properties",
                    "DependsOn",
                    "Condition",
                    "Metadata",
                    "DeletionPolicy",
                    "UpdatePolicy",
                    "UpdateReplacePolicy");

    private final String stack;
    private final TemplateSections sections;
    private final Parameters parameters;
    private final PseudoParameters pseudoParameters;
    private final Environment environment;
    private final Map<String, JsonNode> exports;
    private final Provisioner provisioner;
    private final IgnoredResources ignored;
    private final Expressions expressions = new Expressions(this);
    private final Map<String, ProvisionedResource> provisioned = new HashMap<>();
    private final Map<String, Boolean> conditions = new HashMap<>();
    private final Set<String> underWay = new HashSet<>();

    /**
     * @param exports exports of earlier stacks by name; this stack's exports are added
     */
    StackDeployment(
            AssemblyStack stack,
            Environment environment,
            Map<String, JsonNode> exports,
            Provisioner provisioner,
            IgnoredResources ignored) {
        this.stack = stack.name();
        this.sections = new TemplateSections(stack.name(), stack.template());
        this.parameters = new Parameters(sections, stack.parameters());
        this.pseudoParameters = new PseudoParameters(stack.name(), environment);
        this.environment = environment;
        this.exports = exports;
        this.provisioner = provisioner;
        this.ignored = ignored;
    }

    /** Provisions all resources and returns the stack's outputs by key. */
    Map<String, String> deploy() {
        for (var resource : sections.resources().properties()) {
            TemplatePath path = resourcePath(resource.getKey());
            if (conditionHolds(resource.getValue(), path)) {
                provisioned(resource.getKey(), path);
            }
        }
        return outputs();
    }

    @Override
    public JsonNode ref(String name, TemplatePath path) {
        Optional<JsonNode> value =
                pseudoParameters.find(name).or(() -> parameters.find(name, path));
        return value.orElseGet(() -> TextNode.valueOf(provisioned(name, path).ref()));
    }

    @Override
    public String attribute(String logicalId, String attribute, TemplatePath path) {
        String value = provisioned(logicalId, path).attributes().get(attribute);
        if (value == null) {
            throw new TemplateException(
                    "The attribute %s of %s is not supported".formatted(attribute, type(logicalId)),
                    path);
        }
        return value;
    }

    @Override
    public boolean condition(String name, TemplatePath path) {
        Boolean known = conditions.get(name);
        if (known != null) {
            return known;
        }
        JsonNode condition = sections.conditions().path(name);
        if (condition.isMissingNode()) {
            throw new TemplateException("There is no condition " + name, path);
        }
        enter("Conditions." + name, path);
        boolean value =
                new ConditionExpressions(this, expressions)
                        .evaluate(condition, TemplatePath.of(stack, "Conditions", name));
        underWay.remove("Conditions." + name);
        conditions.put(name, value);
        return value;
    }

    @Override
    public JsonNode mapped(String mapping, String topKey, String secondKey, TemplatePath path) {
        JsonNode value = sections.mappings().path(mapping).path(topKey).path(secondKey);
        if (value.isMissingNode()) {
            throw new TemplateException(
                    "There is no mapping %s.%s.%s".formatted(mapping, topKey, secondKey), path);
        }
        return value;
    }

    @Override
    public JsonNode imported(String export, TemplatePath path) {
        JsonNode value = exports.get(export);
        if (value == null) {
            throw new TemplateException("No earlier stack exports " + export, path);
        }
        return value;
    }

    @Override
    public String region() {
        return environment.region();
    }

    private ProvisionedResource provisioned(String logicalId, TemplatePath path) {
        ProvisionedResource known = provisioned.get(logicalId);
        if (known != null) {
            return known;
        }
        JsonNode resource = sections.resources().path(logicalId);
        if (resource.isMissingNode()) {
            throw new TemplateException("There is no parameter or resource " + logicalId, path);
        }
        enter(logicalId, path);
        ProvisionedResource created = provision(logicalId, resource);
        underWay.remove(logicalId);
        provisioned.put(logicalId, created);
        return created;
    }

    private void enter(String name, TemplatePath path) {
        if (!underWay.add(name)) {
            throw new TemplateException(name + " depends on itself", path);
        }
    }

    private ProvisionedResource provision(String logicalId, JsonNode resource) {
        TemplatePath path = resourcePath(logicalId);
        requireKnownMembers(resource, path);
        if (!conditionHolds(resource, path)) {
            throw new TemplateException("A resource whose condition is false is referenced", path);
        }
        provisionDependencies(resource.path("DependsOn"), path.child("DependsOn"));
        String type = resource.path("Type").asText();
        return provisioner.provision(
                new ResourceDeclaration(
                        logicalId, type, path, () -> properties(resource, type, path)));
    }

    private Properties properties(JsonNode resource, String type, TemplatePath path) {
        TemplatePath where = path.child("Properties");
        JsonNode declared =
                resource.has("Properties")
                        ? resource.get("Properties")
                        : JsonNodeFactory.instance.objectNode();
        if (expressions.evaluate(declared, where) instanceof ObjectNode evaluated) {
            return new Properties(evaluated, type, where, ignored);
        }
        throw new TemplateException("An object is expected", where);
    }

    private void provisionDependencies(JsonNode dependsOn, TemplatePath path) {
        if (dependsOn.isTextual()) {
            provisionIfConditionHolds(dependsOn.textValue(), path);
        }
        dependsOn.forEach(name -> provisionIfConditionHolds(name.asText(), path));
    }

    private void provisionIfConditionHolds(String logicalId, TemplatePath path) {
        JsonNode resource = sections.resources().path(logicalId);
        if (resource.isMissingNode() || conditionHolds(resource, resourcePath(logicalId))) {
            provisioned(logicalId, path);
        }
    }

    private boolean conditionHolds(JsonNode conditional, TemplatePath path) {
        return !conditional.has("Condition")
                || condition(conditional.get("Condition").asText(), path.child("Condition"));
    }

    private Map<String, String> outputs() {
        Map<String, String> outputs = new LinkedHashMap<>();
        for (var output : sections.outputs().properties()) {
            TemplatePath path = TemplatePath.of(stack, "Outputs", output.getKey());
            if (conditionHolds(output.getValue(), path)) {
                outputs.put(output.getKey(), output(output.getValue(), path));
            }
        }
        return outputs;
    }

    private String output(JsonNode output, TemplatePath path) {
        String value = expressions.text(output.path("Value"), path.child("Value"));
        if (output.has("Export")) {
            TemplatePath where = path.child("Export").child("Name");
            exports.put(
                    expressions.text(output.path("Export").path("Name"), where),
                    TextNode.valueOf(value));
        }
        return value;
    }

    private TemplatePath resourcePath(String logicalId) {
        return TemplatePath.of(stack, "Resources", logicalId);
    }

    private String type(String logicalId) {
        return sections.resources().path(logicalId).path("Type").asText();
    }

    private static void requireKnownMembers(JsonNode resource, TemplatePath path) {
        resource.fieldNames()
                .forEachRemaining(
                        name -> {
                            if (!RESOURCE_MEMBERS.contains(name)) {
                                throw new TemplateException(
                                        "The resource attribute " + name + " is not supported",
                                        path);
                            }
                        });
    }
}
