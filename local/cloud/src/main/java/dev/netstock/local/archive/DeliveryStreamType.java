package dev.netstock.local.archive;

import dev.netstock.local.template.Properties;
import dev.netstock.local.template.ProvisionedResource;
import dev.netstock.local.template.ResourceDeclaration;
import dev.netstock.local.template.ResourceType;
import dev.netstock.local.template.TemplateException;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code AWS::KinesisFirehose::DeliveryStream} to S3, with direct PUT as the source.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kinesisfirehose-deliverystream.html">AWS::KinesisFirehose::DeliveryStream</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/firehose/latest/APIReference/API_ExtendedS3DestinationConfiguration.html">ExtendedS3DestinationConfiguration</a>
 */
public record DeliveryStreamType(DeliveryStreams streams) implements ResourceType {
    private static final String BUCKET_ARN = "arn:aws:s3:::";
    private static final int DEFAULT_INTERVAL_S = 300;
    private static final int INTERVAL_MAX_S = 900;
    private static final int DEFAULT_SIZE_MB = 5;
    private static final int SIZE_MAX_MB = 128;
    private static final long BYTES_PER_MB = 1024 * 1024;

    @Override
    public String name() {
        return "AWS::KinesisFirehose::DeliveryStream";
    }

    @Override
    public ProvisionedResource provision(ResourceDeclaration resource) {
        Properties properties = resource.properties();
        String name =
                properties
                        .optionalText("DeliveryStreamName")
                        .orElseGet(() -> resource.path().stack() + "-" + resource.logicalId());
        require(properties, "DeliveryStreamType", "DirectPut");
        Properties destination = properties.object("ExtendedS3DestinationConfiguration");
        DeliverySettings settings = settings(name, destination);
        properties.ignore("DeliveryStreamEncryptionConfigurationInput", "Tags");
        destination.ignore("CloudWatchLoggingOptions", "EncryptionConfiguration", "RoleARN");
        properties.finish();
        return new ProvisionedResource(name, Map.of("Arn", streams.add(settings)));
    }

    private static DeliverySettings settings(String name, Properties destination) {
        require(destination, "S3BackupMode", "Disabled");
        boolean gzip = isGzip(destination);
        ZoneId zone = zone(destination);
        Optional<Properties> hints = destination.optionalObject("BufferingHints");
        return new DeliverySettings(
                name,
                bucket(destination),
                prefix(destination, zone),
                zone,
                Duration.ofSeconds(
                        hint(hints, "IntervalInSeconds", DEFAULT_INTERVAL_S, 0, INTERVAL_MAX_S)),
                hint(hints, "SizeInMBs", DEFAULT_SIZE_MB, 1, SIZE_MAX_MB) * BYTES_PER_MB,
                gzip,
                delimiter(destination),
                destination.optionalText("FileExtension").orElse(gzip ? ".gz" : ""));
    }

    private static String bucket(Properties destination) {
        String arn = destination.text("BucketARN");
        if (!arn.startsWith(BUCKET_ARN)) {
            throw new TemplateException(
                    "The bucket " + arn + " is not supported", destination.path());
        }
        return arn.substring(BUCKET_ARN.length());
    }

    private static KeyPrefix prefix(Properties destination, ZoneId zone) {
        try {
            return KeyPrefix.parse(
                    destination.optionalText("Prefix").orElse(""),
                    destination.optionalText("ErrorOutputPrefix").orElse(""),
                    zone);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new TemplateException(String.valueOf(e.getMessage()), destination.path());
        }
    }

    private static ZoneId zone(Properties destination) {
        String zone = destination.optionalText("CustomTimeZone").orElse("UTC");
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException _) {
            throw new TemplateException(
                    "The time zone " + zone + " is not supported", destination.path());
        }
    }

    private static boolean isGzip(Properties destination) {
        String format = destination.optionalText("CompressionFormat").orElse("UNCOMPRESSED");
        return switch (format) {
            case "GZIP" -> true;
            case "UNCOMPRESSED" -> false;
            default ->
                    throw new TemplateException(
                            "The compression " + format + " is not supported", destination.path());
        };
    }

    private static int hint(
            Optional<Properties> hints, String name, int otherwise, int minimum, int maximum) {
        if (hints.isEmpty()) {
            return otherwise;
        }
        int value = hints.get().optionalNumber(name).orElse(otherwise);
        if (value < minimum || value > maximum) {
            throw new TemplateException(
                    "%s must be %d to %d".formatted(name, minimum, maximum), hints.get().path());
        }
        return value;
    }

    /**
     * The delimiter that the processor {@code AppendDelimiterToRecord} appends to each record: a
     * newline.
     *
     * @see <a href="https://docs.aws.amazon.com/firehose/latest/APIReference/API_Processor.html">
     *     Processor</a>
     */
    private static String delimiter(Properties destination) {
        Optional<Properties> processing = destination.optionalObject("ProcessingConfiguration");
        boolean enabled = processing.map(it -> it.flag("Enabled", false)).orElse(false);
        List<Properties> processors =
                processing.map(it -> it.objects("Processors")).orElse(List.of());
        processors.forEach(DeliveryStreamType::requireDelimiter);
        return enabled && !processors.isEmpty() ? "\n" : "";
    }

    private static void requireDelimiter(Properties processor) {
        require(processor, "Type", "AppendDelimiterToRecord");
        for (Properties parameter : processor.objects("Parameters")) {
            require(parameter, "ParameterName", "Delimiter");
            require(parameter, "ParameterValue", "\\n");
        }
    }

    private static void require(Properties properties, String name, String only) {
        String value = properties.optionalText(name).orElse(only);
        if (!value.equals(only)) {
            throw new TemplateException(
                    "%s: %s is not supported".formatted(name, value), properties.path());
        }
    }
}
