package dev.netstock.local.kinesis;

import dev.netstock.local.template.Properties;
import dev.netstock.local.template.ProvisionedResource;
import dev.netstock.local.template.ResourceDeclaration;
import dev.netstock.local.template.ResourceType;

import java.util.Map;

/**
 * {@code AWS::Kinesis::Stream}. An on-demand stream has four shards, like a new one on AWS.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kinesis-stream.html">AWS::Kinesis::Stream</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/streams/latest/dev/how-do-i-size-a-stream.html">Choosing
 *     the right mode</a>
 */
public record KinesisStreamType(KinesisStreams streams) implements ResourceType {
    private static final int SHARDS_ON_DEMAND = 4;

    /** The default retention. */
    private static final int RECORD_KIB_MAX = 1024;

    @Override
    public String name() {
        return "AWS::Kinesis::Stream";
    }

    @Override
    public ProvisionedResource provision(ResourceDeclaration resource) {
        Properties properties = resource.properties();
        String name =
                properties
                        .optionalText("Name")
                        .orElseGet(() -> resource.path().stack() + "-" + resource.logicalId());
        boolean onDemand =
                properties
                        .optionalObject("StreamModeDetails")
                        .map(mode -> mode.text("StreamMode").equals("ON_DEMAND"))
                        .orElse(false);
        int shards = properties.optionalNumber("ShardCount").orElse(1);
        properties.ignore("RetentionPeriodHours", "StreamEncryption", "Tags");
        int recordBytesMax =
                properties.optionalNumber("MaxRecordSizeInKiB").orElse(RECORD_KIB_MAX) * 1024;
        properties.finish();
        String arn =
                streams.create(
                        name, onDemand ? SHARDS_ON_DEMAND : shards, onDemand, recordBytesMax);
        return new ProvisionedResource(name, Map.of("Arn", arn));
    }
}
