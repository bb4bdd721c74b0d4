package dev.netstock.local.lambda;

import java.util.List;

/**
 * A reference to a function: {@code name}, {@code account:function:name} or an ARN, each with or
 * without {@code :qualifier} behind it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_RequestSyntax">FunctionName</a>
 */
record FunctionReference(String name, String qualifier) {
    static FunctionReference parse(String text) {
        List<String> parts = List.of(text.split(":", -1));
        int marker = parts.indexOf("function");
        int name = marker >= 0 && parts.size() > marker + 1 ? marker + 1 : 0;
        String qualifier =
                parts.size() > name + 1 ? parts.get(name + 1) : FunctionDefinition.LATEST;
        return new FunctionReference(parts.get(name), qualifier);
    }
}
