package dev.netstock.local.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

import java.util.HashMap;
import java.util.Map;

/** Deploys templates of tests, which use single quotes for double quotes. */
final class TemplateFixture {
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonReadFeature.ALLOW_SINGLE_QUOTES).build();

    private final RecordingProvisioner provisioner = new RecordingProvisioner();
    private final Map<String, JsonNode> exports = new HashMap<>();
    private final IgnoredResources ignored = new IgnoredResources();

    /** Deploys a template as the stack {@code Stack} and returns its outputs. */
    Map<String, String> deploy(String template) {
        return deploy(template, Map.of());
    }

    Map<String, String> deploy(String template, Map<String, String> parameters) {
        var stack = new AssemblyStack("Stack", json(template), parameters, Map.of());
        var environment = Environment.local("ap-northeast-1");
        return new StackDeployment(stack, environment, exports, provisioner, ignored).deploy();
    }

    /** Evaluates a value in a template with the resource {@code Table} and some conditions. */
    JsonNode evaluate(String value) {
        deploy(
                """
                {'Parameters': {
                   'Name': {'Type': 'String', 'Default': 'shelf'},
                   'Zones': {'Type': 'CommaDelimitedList', 'Default': 'a, b'}},
                 'Mappings': {'Sizes': {'dev': {'memory': 512}}},
                 'Conditions': {
                   'IsDev': {'Fn::Equals': [{'Ref': 'Name'}, 'shelf']},
                   'IsProd': {'Fn::Not': [{'Condition': 'IsDev'}]}},
                 'Resources': {
                   'Subject': {'Type': 'T', 'Properties': {'Value': %s}},
                   'Table': {'Type': 'T'}}}
                """
                        .formatted(value));
        return provisioner.properties("Subject").path("Value");
    }

    RecordingProvisioner provisioner() {
        return provisioner;
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The fixture is not JSON", e);
        }
    }
}
