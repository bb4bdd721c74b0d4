package dev.netstock.local.storage;

import dev.netstock.local.s3.ObjectListener.ObjectCreated;

import java.util.function.Consumer;

/**
 * A queue that hears of objects in a bucket.
 *
 * @param prefix what their keys begin with
 * @param suffix what their keys end with
 * @param queue takes a message's body
 */
record QueueNotification(String bucket, String prefix, String suffix, Consumer<String> queue) {
    boolean hearsOf(ObjectCreated created) {
        return created.bucket().equals(bucket)
                && created.key().startsWith(prefix)
                && created.key().endsWith(suffix);
    }
}
