package dev.netstock.templates;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * Creates, updates and deletes the resources of one stack in an order that CloudFormation may
 * choose, and calls the custom resources on the way. CloudFormation creates a resource after those
 * that it depends on, and deletes it before them; what does not depend on each other has no order.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-dependson.html">DependsOn
 *     attribute</a>: "Resource B is created before resource A. Resource A is deleted before
 *     resource B. Resource B is updated before resource A."
 */
final class StackSimulation {
    /** A call of a custom resource, and what it needed that did not exist at that moment. */
    record Call(String operation, String customResource, Set<String> missing) {}

    /** Chooses the next resource among those that have no order. */
    @FunctionalInterface
    interface Choice {
        String next(Set<String> ready);
    }

    private final Template template;
    private final Map<String, Set<String>> dependencies = new LinkedHashMap<>();
    private final Map<String, Set<String>> needed;
    private final Set<String> existing = new TreeSet<>();
    private final List<Call> calls = new ArrayList<>();

    StackSimulation(Template template) {
        this.template = template;
        var ids = template.resources().map(Resource::logicalId).collect(toCollection(TreeSet::new));
        template.resources()
                .forEach(
                        resource -> {
                            var direct = References.of(resource.json().path("Properties"));
                            resource.dependsOn().forEach(direct::add);
                            direct.retainAll(ids);
                            direct.remove(resource.logicalId());
                            dependencies.put(resource.logicalId(), direct);
                        });
        this.needed =
                CustomResourcePath.customResources(template)
                        .collect(
                                toMap(
                                        Resource::logicalId,
                                        custom -> CustomResourcePath.of(template, custom)));
    }

    Set<String> customResources() {
        return needed.keySet();
    }

    /** What a custom resource needs when it is called. */
    Set<String> needsOf(String customResource) {
        return needed.getOrDefault(customResource, Set.of());
    }

    /** What a resource depends on, directly or not. */
    Set<String> closure(String id) {
        var all = new LinkedHashSet<String>();
        var open = new ArrayList<>(dependencies.getOrDefault(id, Set.of()));
        while (!open.isEmpty()) {
            var next = open.removeLast();
            if (all.add(next)) {
                open.addAll(dependencies.getOrDefault(next, Set.of()));
            }
        }
        return all;
    }

    /** Creates the stack, except that one resource fails and everything is rolled back. */
    List<Call> rollBack(String failing, Choice choice) {
        create(failing, choice);
        delete(existing, choice);
        return calls;
    }

    /** Creates the stack, updates it, and deletes it. */
    List<Call> liveAndDie(Choice choice) {
        create("", choice);
        update(choice);
        delete(existing, choice);
        return calls;
    }

    /** The order that is worst for one resource: it is called before, and deleted after, others. */
    Choice againstWhenCreating(String id) {
        var early = closure(id);
        early.add(id);
        return ready -> ready.stream().filter(early::contains).findFirst().orElse(first(ready));
    }

    /** The same for a deletion: everything that may go goes first. */
    Choice againstWhenDeleting(String id) {
        var late = closure(id);
        late.add(id);
        return ready ->
                ready.stream()
                        .filter(it -> !late.contains(it))
                        .findFirst()
                        .or(() -> ready.stream().filter(it -> !it.equals(id)).findFirst())
                        .orElse(id);
    }

    static Choice random(RandomGenerator random) {
        return ready -> List.copyOf(ready).get(random.nextInt(ready.size()));
    }

    private static String first(Collection<String> ready) {
        return ready.iterator().next();
    }

    private void create(String failing, Choice choice) {
        var done = new TreeSet<String>();
        while (done.size() < dependencies.size()) {
            var ready = new TreeSet<String>();
            dependencies.forEach(
                    (id, before) -> {
                        if (!done.contains(id) && done.containsAll(before)) {
                            ready.add(id);
                        }
                    });
            var next = choice.next(ready);
            call("Create", next);
            existing.add(next);
            if (next.equals(failing)) {
                return;
            }
            done.add(next);
        }
    }

    private void update(Choice choice) {
        var all = Set.copyOf(existing);
        var done = new TreeSet<String>();
        while (!done.containsAll(all)) {
            var ready = new TreeSet<String>();
            all.stream()
                    .filter(id -> !done.contains(id))
                    .filter(id -> done.containsAll(dependencies.getOrDefault(id, Set.of())))
                    .forEach(ready::add);
            var next = choice.next(ready);
            call("Update", next);
            done.add(next);
        }
    }

    /** A resource whose creation failed is deleted as well. */
    private void delete(Set<String> from, Choice choice) {
        while (!from.isEmpty()) {
            var ready = new TreeSet<>(from);
            from.forEach(id -> ready.removeAll(dependencies.getOrDefault(id, Set.of())));
            var next = choice.next(ready);
            call("Delete", next);
            from.remove(next);
        }
    }

    private void call(String operation, String id) {
        if (needed.containsKey(id)) {
            var missing = new TreeSet<>(needsOf(id));
            missing.removeAll(existing);
            calls.add(new Call(operation, id, missing));
        }
    }

    @Override
    public String toString() {
        return template.json().path("Description").asText();
    }
}
