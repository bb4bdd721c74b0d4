package dev.netstock.templates;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The logical ids that a value refers to: by {@code Ref}, {@code Fn::GetAtt} or {@code Fn::Sub}.
 */
final class References {
    private static final Pattern IN_SUB = Pattern.compile("\\$\\{([A-Za-z0-9]+)[.}]");

    private References() {}

    /** The ids in a value, which may include those of parameters and of {@code AWS::Region}. */
    static Set<String> of(JsonNode value) {
        var ids = new LinkedHashSet<String>();
        collect(value, ids);
        return ids;
    }

    private static void collect(JsonNode value, Set<String> ids) {
        value.properties()
                .forEach(
                        member -> {
                            switch (member.getKey()) {
                                case "Ref" -> ids.add(member.getValue().asText());
                                case "Fn::GetAtt" -> ids.add(attributeOwner(member.getValue()));
                                case "Fn::Sub" -> addSubstituted(member.getValue(), ids);
                                default -> {}
                            }
                        });
        value.forEach(each -> collect(each, ids));
    }

    private static String attributeOwner(JsonNode attribute) {
        return attribute.isArray()
                ? attribute.path(0).asText()
                : attribute.asText().replaceFirst("\\..*", "");
    }

    private static void addSubstituted(JsonNode text, Set<String> ids) {
        var matcher = IN_SUB.matcher(text.isArray() ? text.path(0).asText() : text.asText());
        while (matcher.find()) {
            ids.add(matcher.group(1));
        }
    }
}
