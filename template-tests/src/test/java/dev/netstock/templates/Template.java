package dev.netstock.templates;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A CloudFormation template. */
record Template(JsonNode json) {
    Stream<Resource> resources() {
        return json.path("Resources").properties().stream().map(Template::resource);
    }

    Stream<Resource> resources(String type) {
        return resources().filter(resource -> resource.type().equals(type));
    }

    /** The one resource of a type and name; CDK appends a hash to the name. */
    Resource resource(String type, String name) {
        return resources(type)
                .filter(resource -> resource.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + type + " named " + name));
    }

    JsonNode output(String name) {
        return json.path("Outputs").path(name).path("Value");
    }

    /** The outputs that an operator reads; those that feed another stack are left out. */
    Set<String> outputs() {
        var names = new TreeSet<String>();
        json.path("Outputs").fieldNames().forEachRemaining(names::add);
        names.removeIf(name -> name.startsWith("ExportsOutput"));
        return names;
    }

    private static Resource resource(Map.Entry<String, JsonNode> entry) {
        return new Resource(entry.getKey(), entry.getValue());
    }
}
