package dev.netstock.local.cloud;

import dev.netstock.local.dynamodb.DynamoDbLocal;
import dev.netstock.local.eventsource.FailureDestination;
import dev.netstock.local.eventsource.MappingDefinition;
import dev.netstock.local.eventsource.QueueMapping;
import dev.netstock.local.eventsource.QueueMappingDefinition;
import dev.netstock.local.eventsource.StreamMapping;
import dev.netstock.local.eventsource.StreamMappingDefinition;
import dev.netstock.local.kinesis.KinesisStreams;
import dev.netstock.local.lambda.LambdaService;
import dev.netstock.local.lambda.ListedMapping;
import dev.netstock.local.queues.Queues;

import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

import java.util.List;

/** Starts the event source mappings of the templates and registers them with Lambda's API. */
record EventSourceMappings(
        LocalAwsClients clients,
        DynamoDbLocal dynamoDb,
        Queues queues,
        KinesisStreams kinesis,
        LambdaService lambda) {
    void start(List<MappingDefinition> definitions, RunningParts parts) {
        var streams = parts.add(clients.dynamoDbStreams(dynamoDb.endpoint()));
        for (MappingDefinition definition : definitions) {
            parts.add(
                    switch (definition) {
                        case StreamMappingDefinition stream -> start(stream, streams);
                        case QueueMappingDefinition queue ->
                                QueueMapping.start(
                                        queue,
                                        queues.find(queue.sourceArn()).orElseThrow(),
                                        lambda);
                    });
            lambda.list(listed(definition));
        }
    }

    private StreamMapping start(StreamMappingDefinition mapping, DynamoDbStreamsClient tables) {
        return kinesis.source(mapping.sourceArn())
                .map(source -> StreamMapping.start(mapping, source, lambda))
                .orElseGet(() -> StreamMapping.start(mapping, tables, dynamoDb.writes(), lambda));
    }

    private static ListedMapping listed(MappingDefinition mapping) {
        return new ListedMapping(
                mapping.id(),
                mapping.function(),
                mapping.sourceArn(),
                mapping.onFailure().map(FailureDestination::arn));
    }
}
