/** What projections and their rebuilds keep and read in DynamoDB and S3. */
@NullMarked
package dev.netstock.projection.aws;

import org.jspecify.annotations.NullMarked;
