/** S3 buckets, as templates declare them, in the stand-in for S3. */
@NullMarked
package dev.netstock.local.storage;

import org.jspecify.annotations.NullMarked;
