package dev.netstock.infra.ledger;

import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.kinesis.IStream;

import java.util.List;

/** Permissions on the stream of movements, action by action. */
final class StreamAccess {
    private StreamAccess() {}

    /**
     * What an event source mapping does in the function's name.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-create.html">Process
     *     Amazon Kinesis Data Streams records with Lambda</a>
     */
    static PolicyStatement toRead(IStream stream) {
        return on(
                stream,
                "kinesis:DescribeStream",
                "kinesis:DescribeStreamSummary",
                "kinesis:GetRecords",
                "kinesis:GetShardIterator",
                "kinesis:ListShards");
    }

    static PolicyStatement toWrite(IStream stream) {
        return on(stream, "kinesis:PutRecords");
    }

    private static PolicyStatement on(IStream stream, String... actions) {
        return PolicyStatement.Builder.create()
                .actions(List.of(actions))
                .resources(List.of(stream.getStreamArn()))
                .build();
    }
}
