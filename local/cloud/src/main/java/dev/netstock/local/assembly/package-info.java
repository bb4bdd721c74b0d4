/** Creates the cloud assembly: runs the CDK app when its inputs have changed. */
@NullMarked
package dev.netstock.local.assembly;

import org.jspecify.annotations.NullMarked;
