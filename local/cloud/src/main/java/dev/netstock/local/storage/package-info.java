/** S3 buckets of the templates, on the local S3. */
@NullMarked
package dev.netstock.local.storage;

import org.jspecify.annotations.NullMarked;
