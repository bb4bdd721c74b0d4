/** DynamoDB clients that do not retry on their own, and the classification of their failures. */
@NullMarked
package dev.netstock.platform.aws;

import org.jspecify.annotations.NullMarked;
