package dev.netstock.local.storage;

import dev.netstock.local.s3.ObjectListener.ObjectCreated;

import java.util.function.Consumer;

/**
 * A queue that receives a bucket's notifications.
 *
 * @param prefix prefix of the keys
 * @param suffix suffix of the keys
 * @param queue receives the message body
 */
record QueueNotification(String bucket, String prefix, String suffix, Consumer<String> queue) {
    boolean matches(ObjectCreated created) {
        return created.bucket().equals(bucket)
                && created.key().startsWith(prefix)
                && created.key().endsWith(suffix);
    }
}
