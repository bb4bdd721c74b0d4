/** A local S3 that stores objects in memory, or on disk if it has a data folder. */
@NullMarked
package dev.netstock.local.s3;

import org.jspecify.annotations.NullMarked;
