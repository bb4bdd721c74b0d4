package dev.netstock.local.dynamodb;

import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

import software.amazon.dynamodb.services.local.server.DynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/** DynamoDB Local's front, with the actions of point-in-time recovery. Thread-safe. */
final class RecoveringServer extends LocalDynamoDBServerHandler {
    private final PointInTimeRecovery recovery;

    RecoveringServer(
            DynamoDBRequestHandler requests, String corsParameters, PointInTimeRecovery recovery) {
        super(requests, corsParameters);
        this.recovery = recovery;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String target = request.getHeaders().get("X-Amz-Target");
        if (target == null || !PointInTimeRecovery.answers(target)) {
            return super.handle(request, response, callback);
        }
        PointInTimeRecovery.Answer answer =
                recovery.answer(target, Content.Source.asString(request));
        response.setStatus(answer.status());
        response.getHeaders().put("Content-Type", "application/x-amz-json-1.0");
        Content.Sink.write(response, true, answer.json(), callback);
        return true;
    }
}
