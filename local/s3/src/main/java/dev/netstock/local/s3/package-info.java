/** A stand-in for S3 that keeps objects in memory, and on disk where it is given a folder. */
@NullMarked
package dev.netstock.local.s3;

import org.jspecify.annotations.NullMarked;
