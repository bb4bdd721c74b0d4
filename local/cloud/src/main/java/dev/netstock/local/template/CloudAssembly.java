package dev.netstock.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The output folder of {@code cdk synth}: {@code manifest.json}, a template for each stack, and the
 * assets. Its format is the CDK's cloud assembly schema,
 * https://github.com/aws/aws-cdk-cli/tree/main/packages/@aws-cdk/cloud-assembly-schema
 */
public final class CloudAssembly {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STACK = "aws:cloudformation:stack";
    private static final String ASSETS = "cdk:asset-manifest";

    private final Path folder;
    private final JsonNode artifacts;

    private CloudAssembly(Path folder, JsonNode artifacts) {
        this.folder = folder;
        this.artifacts = artifacts;
    }

    public static CloudAssembly read(Path folder) {
        return new CloudAssembly(folder, json(folder.resolve("manifest.json")).path("artifacts"));
    }

    public Assets assets() {
        var assets = new Assets();
        for (JsonNode artifact : artifacts) {
            if (artifact.path("type").asText().equals(ASSETS)) {
                addFiles(json(file(artifact.path("properties").path("file"))), assets);
            }
        }
        return assets;
    }

    /** Whether one of the templates declares a resource of this type. */
    public boolean declares(String resourceType) {
        return stacks().stream()
                .flatMap(stack -> stack.template().path("Resources").valueStream())
                .anyMatch(resource -> resource.path("Type").asText().equals(resourceType));
    }

    /**
     * Deploys the stacks in order of their dependencies.
     *
     * @return the stacks, in the order of their deployment
     * @throws TemplateException if a template says something that is not known here
     */
    public List<DeployedStack> deploy(
            Environment environment, Provisioner provisioner, IgnoredResources ignored) {
        Map<String, JsonNode> exports = new HashMap<>();
        List<DeployedStack> deployed = new ArrayList<>();
        for (AssemblyStack stack : stacks()) {
            var deployment = new StackDeployment(stack, environment, exports, provisioner, ignored);
            deployed.add(
                    new DeployedStack(
                            stack.name(),
                            Optional.ofNullable(stack.template().path("Description").textValue()),
                            stack.tags(),
                            deployment.deploy()));
        }
        return deployed;
    }

    private List<AssemblyStack> stacks() {
        Set<String> ordered = new LinkedHashSet<>();
        artifacts.fieldNames().forEachRemaining(id -> addAfterDependencies(id, ordered));
        List<AssemblyStack> stacks = new ArrayList<>();
        for (String id : ordered) {
            if (artifacts.path(id).path("type").asText().equals(STACK)) {
                stacks.add(stack(id, artifacts.path(id).path("properties")));
            }
        }
        return stacks;
    }

    /** The CDK rejects cyclic dependencies. */
    private void addAfterDependencies(String id, Set<String> ordered) {
        for (JsonNode dependency : artifacts.path(id).path("dependencies")) {
            addAfterDependencies(dependency.asText(), ordered);
        }
        ordered.add(id);
    }

    private AssemblyStack stack(String id, JsonNode properties) {
        Map<String, String> parameters = new HashMap<>();
        properties
                .path("parameters")
                .forEachEntry((name, value) -> parameters.put(name, value.asText()));
        Map<String, String> tags = new HashMap<>();
        properties.path("tags").forEachEntry((key, value) -> tags.put(key, value.asText()));
        return new AssemblyStack(
                properties.path("stackName").asText(id),
                json(file(properties.path("templateFile"))),
                parameters,
                tags);
    }

    private void addFiles(JsonNode manifest, Assets assets) {
        for (JsonNode asset : manifest.path("files")) {
            Path source = file(asset.path("source").path("path"));
            for (JsonNode destination : asset.path("destinations")) {
                assets.add(destination.path("objectKey").asText(), source);
            }
        }
    }

    private Path file(JsonNode name) {
        return folder.resolve(name.asText());
    }

    private static JsonNode json(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the cloud assembly", e);
        }
    }
}
