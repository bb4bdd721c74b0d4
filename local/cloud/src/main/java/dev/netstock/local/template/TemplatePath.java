package dev.netstock.local.template;

import java.util.ArrayList;
import java.util.List;

/** A location in a template, for messages: {@code Stack: Resources.Table.Properties}. */
public record TemplatePath(String stack, List<String> steps) {
    public TemplatePath {
        steps = List.copyOf(steps);
    }

    public static TemplatePath of(String stack, String... steps) {
        return new TemplatePath(stack, List.of(steps));
    }

    public TemplatePath child(String step) {
        var longer = new ArrayList<>(steps);
        longer.add(step);
        return new TemplatePath(stack, longer);
    }

    public TemplatePath child(int index) {
        return child(Integer.toString(index));
    }

    @Override
    public String toString() {
        return stack + ": " + String.join(".", steps);
    }
}
