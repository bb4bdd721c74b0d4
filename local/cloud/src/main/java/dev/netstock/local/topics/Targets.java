package dev.netstock.local.topics;

import java.util.Optional;

/** Creates targets of destinations. */
record Targets(Destinations destinations) {
    Optional<Target> find(Protocol protocol, String endpointArn) {
        return switch (protocol) {
            case SQS -> queue(endpointArn);
            case FIREHOSE -> destinations.stream(endpointArn).map(StreamTarget::new);
        };
    }

    Optional<Target> queue(String arn) {
        return destinations.queue(arn).map(QueueTarget::new);
    }
}
