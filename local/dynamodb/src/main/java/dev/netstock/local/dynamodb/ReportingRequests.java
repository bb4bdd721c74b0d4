package dev.netstock.local.dynamodb;

import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;
import software.amazon.dynamodb.services.local.main.CommandLineInput;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;

import java.util.function.Consumer;

/** DynamoDB Local's requests. It reports the tables that were written. Thread-safe. */
final class ReportingRequests extends LocalDynamoDBRequestHandler {
    private final Consumer<String> written;

    /**
     * As DynamoDB Local itself creates it.
     *
     * @param written receives the name of a table after each write
     */
    ReportingRequests(CommandLineInput options, Consumer<String> written) {
        super(
                0,
                options.isInMemory(),
                options.getDbPath(),
                options.getSharedDb(),
                options.shouldDelayTransientStatuses());
        this.written = written;
    }

    @Override
    public PutItemResponse putItem(String accessKey, String region, PutItemRequest request) {
        PutItemResponse response = super.putItem(accessKey, region, request);
        report(request.tableName());
        return response;
    }

    @Override
    public UpdateItemResponse updateItem(
            String accessKey, String region, UpdateItemRequest request) {
        UpdateItemResponse response = super.updateItem(accessKey, region, request);
        report(request.tableName());
        return response;
    }

    @Override
    public DeleteItemResponse deleteItem(
            String accessKey, String region, DeleteItemRequest request) {
        DeleteItemResponse response = super.deleteItem(accessKey, region, request);
        report(request.tableName());
        return response;
    }

    @Override
    public BatchWriteItemResponse batchWriteItem(
            String accessKey, String region, BatchWriteItemRequest request) {
        BatchWriteItemResponse response = super.batchWriteItem(accessKey, region, request);
        request.requestItems().keySet().forEach(this::report);
        return response;
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(
            String accessKey, String region, TransactWriteItemsRequest request) {
        TransactWriteItemsResponse response = super.transactWriteItems(accessKey, region, request);
        request.transactItems().forEach(this::report);
        return response;
    }

    private void report(TransactWriteItem item) {
        if (item.put() != null) {
            report(item.put().tableName());
        } else if (item.update() != null) {
            report(item.update().tableName());
        } else if (item.delete() != null) {
            report(item.delete().tableName());
        }
    }

    /**
     * Reports a table.
     *
     * @param nameOrArn its name or its ARN, which ends with the name
     */
    private void report(String nameOrArn) {
        written.accept(nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1));
    }
}
