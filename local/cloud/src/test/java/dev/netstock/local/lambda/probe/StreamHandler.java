package dev.netstock.local.lambda.probe;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Prints each batch as {@code batch <streamArn> <id>@<n>,…}. It fails for items with {@code
 * poison}: with an exception if the value is {@code throw}, else by reporting the record.
 */
public final class StreamHandler implements RequestHandler<Map<String, Object>, Object> {
    @Override
    public Object handleRequest(Map<String, Object> event, Context context) {
        var ids = new ArrayList<String>();
        var failures = new ArrayList<Map<String, Object>>();
        boolean throwing = false;
        String stream = "";
        for (Object each : (List<?>) Objects.requireNonNull(event.get("Records"))) {
            Map<?, ?> change = map((Map<?, ?>) each, "dynamodb");
            Map<?, ?> image = map(change, "NewImage");
            ids.add(text(image, "id") + "@" + map(image, "n").get("N"));
            stream = String.valueOf(((Map<?, ?>) each).get("eventSourceARN"));
            if (image.containsKey("poison")) {
                throwing |= text(image, "poison").equals("throw");
                failures.add(
                        Map.of("itemIdentifier", String.valueOf(change.get("SequenceNumber"))));
            }
        }
        System.out.println("batch " + stream + " " + String.join(",", ids));
        if (throwing) {
            throw new IllegalStateException("poisoned");
        }
        return Map.of("batchItemFailures", failures);
    }

    private static Map<?, ?> map(Map<?, ?> from, String name) {
        return (Map<?, ?>) Objects.requireNonNull(from.get(name));
    }

    private static String text(Map<?, ?> image, String name) {
        return String.valueOf(map(image, name).get("S"));
    }
}
