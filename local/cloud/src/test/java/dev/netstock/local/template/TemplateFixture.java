package dev.netstock.local.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

import java.util.HashMap;
import java.util.Map;

/** Deploys templates that a test writes down, with single quotes in place of double ones. */
final class TemplateFixture {
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonReadFeature.ALLOW_SINGLE_QUOTES).build();

    private final RecordingProvisioner provisioner = new RecordingProvisioner();
    private final Map<String, JsonNode> exports = new HashMap<>();
    private final PassedOver passedOver = new PassedOver();

    /** Deploys a template as the stack {@code Stack} and answers its outputs. */
    Map<String, String> deploy(String template) {
        return deploy(template, Map.of());
    }

    Map<String, String> deploy(String template, Map<String, String> parameters) {
        var stack = new AssemblyStack("Stack", json(template), parameters, Map.of());
        var environment = Environment.local("ap-northeast-1");
        return new StackDeployment(stack, environment, exports, provisioner, passedOver).deploy();
    }

    /** What a value evaluates to, beside the resource {@code Table} and some conditions. */
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
