/**
 * CSV files that other systems upload to the bucket of files: notifications of S3, the bucket, what
 * a file is encoded in, its rows, and the report of a refused one.
 *
 * @see <a href="../../../../../../../../docs/files.md">docs/files.md</a>
 */
@NullMarked
package dev.netstock.files;

import org.jspecify.annotations.NullMarked;
