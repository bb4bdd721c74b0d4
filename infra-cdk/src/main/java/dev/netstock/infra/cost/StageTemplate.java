package dev.netstock.infra.cost;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The resources of the synthesized templates of a stage. Immutable.
 *
 * @param resources of all stacks
 */
public record StageTemplate(List<Declared> resources) {
    private static final String SUFFIX = ".template.json";

    /**
     * A resource.
     *
     * @param stack the file of its template
     * @param id its logical id
     * @param json its declaration
     */
    public record Declared(String stack, String id, JsonNode json) {
        String type() {
            return json.path("Type").asString("");
        }

        /** A property: {@code /StreamModeDetails/StreamMode}. */
        JsonNode at(String pointer) {
            return json.path("Properties").at(pointer);
        }

        boolean has(String pointer) {
            return !at(pointer).isMissingNode();
        }
    }

    public StageTemplate {
        resources = List.copyOf(resources);
    }

    /** The templates in the folder of an assembly. */
    public static StageTemplate in(Path assembly) {
        try (Stream<Path> files = Files.list(assembly)) {
            var all = new ArrayList<Declared>();
            for (var file : files.filter(it -> it.toString().endsWith(SUFFIX)).sorted().toList()) {
                var template = JsonMapper.shared().readTree(file.toFile());
                for (var entry : template.path("Resources").properties()) {
                    var stack = file.getFileName().toString();
                    all.add(new Declared(stack, entry.getKey(), entry.getValue()));
                }
            }
            return new StageTemplate(all);
        } catch (IOException e) {
            throw new UncheckedIOException("The assembly " + assembly + " cannot be read", e);
        }
    }

    List<Declared> all(String type) {
        return resources.stream().filter(it -> it.type().equals(type)).toList();
    }

    /** The mappings whose source is a queue. */
    List<Declared> queueMappings() {
        return all("AWS::Lambda::EventSourceMapping").stream()
                .filter(it -> !it.has("/StartingPosition"))
                .toList();
    }

    /** The queue of a mapping, or that a schedule sends to; both are in the queue's own stack. */
    Optional<Declared> queue(Declared from, JsonNode arn) {
        return inStack(from.stack(), arn.at("/Fn::GetAtt/0").asString(""));
    }

    /** The function that consumes the queue of a schedule. */
    Optional<Declared> functionWokenBy(Declared schedule) {
        return queueMappings().stream()
                .filter(it -> it.stack().equals(schedule.stack()))
                .filter(it -> it.at("/EventSourceArn").equals(schedule.at("/Target/Arn")))
                .findFirst()
                .flatMap(this::function)
                .flatMap(this::function);
    }

    /** What the name of a function refers to: of a mapping its alias, of an alias the function. */
    private Optional<Declared> function(Declared of) {
        var reference = of.at("/FunctionName").findValue("Ref");
        return reference == null ? Optional.empty() : inStack(of.stack(), reference.asString(""));
    }

    private Optional<Declared> inStack(String stack, String id) {
        return resources.stream()
                .filter(it -> it.stack().equals(stack) && it.id().equals(id))
                .findFirst();
    }
}
